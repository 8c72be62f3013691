/** Calibers: rates that say how they are counted, as known on any day. */
export { caliberOf } from './caliber.ts';
export { type FunnelBreak, funnelOrder } from './checks/funnel-order.ts';
export { type CheckResult, runChecks, type Suspicion, WORDING } from './checks/run.ts';
export {
  checkedSuspicions,
  type JudgedCheck,
  type JudgedSuspicion,
  judgeSuspicion,
  type ListedSuspicion,
  type SuspicionFinding,
  suspicionCard,
  suspicions,
} from './checks/suspicions.ts';
export { computeMetric } from './compute.ts';
export { ageMatters, type ExpectedAt, expectedSeries } from './development.ts';
export { diffReleases, type ProjectChange, type ReleaseDiff } from './diff.ts';
export { FigurePart, figureParts } from './drill.ts';
export { Figure, type FigureParts } from './figure.ts';
export type { Interval } from './interval.ts';
export { type ProjectLife, readLives } from './lives.ts';
export { newestNews } from './news.ts';
export { intervalOfParts, metricParts, type Part } from './parts.ts';
export { addFiled, buildKnown, buildStatements, prepareCaliber } from './prepare.ts';
export { figureRecord, figureRow, type PublishedFigure } from './publish.ts';
export type { Request } from './request.ts';
export { dashboard, metricSeries, type SeriesRequest } from './series.ts';
export { tallyParts } from './tally.ts';
