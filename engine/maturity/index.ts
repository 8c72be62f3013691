/** Maturity: what young cohorts will become, how sure that is, and who can be told apart from whom. */
export { cumulativeIncidence, type Ended, type IncidenceStep, incidenceAt } from './cumulative-incidence.ts';
export { type Expected, expectedForAge } from './expected.ts';
export { kaplanMeier, type Observed, type SurvivalStep } from './kaplan-meier.ts';
export { type Contender, league, type Placed } from './league.ts';
export type { Life } from './life.ts';
export { type DelayDistribution, delayDistribution, knownWithin, nowcast, type Reported } from './reporting-delay.ts';
export { type Counted, fitPrior, type Prior, type Shrunk, shrink } from './shrinkage.ts';
export { type UltimateOptions, type UltimateRate, type UltimateResult, ultimateRates } from './ultimate.ts';
