/** Fulfilment as doors ask for it: rates, trends, leagues. */
export { districtLeague, type League, type LeagueRow } from './league.ts';
export { type FulfilmentAnswer, type FulfilmentQuestion, fulfilment, type Trend, trendsOf } from './overview.ts';
export { type WeeklyReport, weeklyReport } from './weekly.ts';
