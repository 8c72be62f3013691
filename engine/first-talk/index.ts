/** First talk (首谈): filing, likeness, clock, transfer, shares, disputes. People decide; the ledger remembers. */
export { type CheckedDraft, checkFirstTalk, type DraftFiling } from './check.ts';
export {
  openDispute,
  ruleDispute,
  type ShareAgreement,
  shareFirstTalk,
  stepFirstTalk,
  transferFirstTalk,
} from './decide.ts';
export { type Filed, fileFirstTalk, type NewFiling } from './file.ts';
export { type FilingMatch, matchFilings, matchProjects, type ProjectMatch } from './match.ts';
export { listFilings, type ShownDispute, type ShownFiling, showFiling, type TimelineStep } from './show.ts';
export { type Claimed, coreName, type Similarity, similarity } from './similarity.ts';
export { type FilingStanding, filingStates, readFirstTalk, standingOf } from './state.ts';
