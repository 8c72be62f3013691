/** The engine room: from trusted rows to answers. */
export {
  type AssessAnswer,
  type AssessQuestion,
  askAssessment,
  type Edits,
  type UnitScore,
} from './assess/index.ts';
export { type BuildResult, build } from './build.ts';
export { computeMetric, Figure } from './caliber/index.ts';
export { type EnterpriseCard, enterpriseCard, linkList, type Overview, overview } from './describe.ts';
export { type MatchAnswer, type MatchRow, matchList } from './match.ts';
export { type Hit, type Screen, screenWith } from './screen/screen.ts';
