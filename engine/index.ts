/** The engine room: from trusted rows to answers. */

export { type AllocateQuestion, type AllocationAnswer, allocateInvestors } from './allocate.ts';
export { type AnchorAnswer, type AnchorTarget, anchorTargets, type FiledTarget, type NeighbourLink } from './anchor.ts';
export {
  type AppraisalResult,
  appraise,
  enterPanelScores,
  freezeCritic,
  gateStates,
  type NewScore,
  type PanelScore,
  type Report,
} from './appraise/index.ts';
export {
  type AssessAnswer,
  type AssessQuestion,
  askAssessment,
  type Edits,
  type UnitScore,
} from './assess/index.ts';
export { type BuildResult, build } from './build.ts';
export {
  type CheckResult,
  checkedSuspicions,
  computeMetric,
  diffReleases,
  Figure,
  FigurePart,
  figureParts,
  figureRecord,
  figureRow,
  judgeSuspicion,
  type ListedSuspicion,
  metricSeries,
  newestNews,
  type PublishedFigure,
  type ReleaseDiff,
  runChecks,
  type Suspicion,
  type SuspicionFinding,
  suspicionCard,
  suspicions,
  WORDING,
} from './caliber/index.ts';
export { type ChainView, chainGaps, chainList, chainShow } from './chain.ts';
export { type CompanyCard, companyCard } from './company.ts';
export { type EnterpriseCard, enterpriseCard, linkList, type Overview, overview } from './describe.ts';
export { type ExplainQuestion, type Explanation, explainPair } from './explain.ts';
export {
  type CheckedDraft,
  type Claimed,
  checkFirstTalk,
  type DraftFiling,
  type Filed,
  type FilingMatch,
  type FilingStanding,
  fileFirstTalk,
  listFilings,
  matchFilings,
  matchProjects,
  type NewFiling,
  openDispute,
  type ProjectMatch,
  readFirstTalk,
  ruleDispute,
  type ShareAgreement,
  type ShownFiling,
  shareFirstTalk,
  showFiling,
  stepFirstTalk,
  transferFirstTalk,
} from './first-talk/index.ts';
export { type DistrictStand, type FitAnswer, fitList } from './fit/districts.ts';
export type { Lever } from './fit/levers.ts';
export {
  districtLeague,
  type FulfilmentAnswer,
  fulfilment,
  type League,
  trendsOf,
  type WeeklyReport,
  weeklyReport,
} from './fulfilment/index.ts';
export { dataAge, projectPairs } from './identity.ts';
export { type Impact, impactOf, type Shock, tableOf } from './linear/impact.ts';
export type { Narrowing, Spread } from './list/narrowing.ts';
export { type MatchAnswer, type MatchRow, matchList, matchSpread } from './match.ts';
export { type Calibration, type CalibrationReport, calibrationReport } from './outcome/calibration.ts';
export { listOutcomes, type OutcomeRow } from './outcome/list.ts';
export { type NewOutcome, type RecordedOutcomes, recordOutcomes } from './outcome/record.ts';
export { type PanelAnswer, panel } from './panel/panel.ts';
export { type FitQuestion, type PolicyFit, policyFit } from './policy/fit.ts';
export { type PolicyCard, policyCard, searchPolicies } from './policy/read.ts';
export { recordVerdict, verdictsOf } from './policy/verdict.ts';
export {
  type FiledLead,
  fileLead,
  idleCauses,
  type NewExit,
  type ProjectTimeline,
  projectTimeline,
  recordEvents,
  recordExit,
  registerSelect,
  stuckCauses,
  stuckProjects,
} from './project/index.ts';
export { type Hit, type Screen, screenWith } from './screen/screen.ts';
export { type Found, type SearchQuestion, search } from './search.ts';
export {
  addToShortlist,
  districtOfEntry,
  listShortlist,
  type Shortlisted,
  type ShortlistNote,
  stepShortlist,
} from './shortlist.ts';
export { macros, modelSources, type Source } from './sources.ts';
export { type TrendQuestion, type TrendTopic, trends, trendTopics } from './trends.ts';
