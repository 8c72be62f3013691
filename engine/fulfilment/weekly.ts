/** The week's report for leadership: the rates now and a week before, their course, districts, what is stuck, what is suspected. */
import { readHeadline } from '../../data/schema/headline.ts';
import { readMetrics } from '../../data/schema/metric.ts';
import type { Database, Row } from '../../data/store/index.ts';
import { checkedSuspicions, computeMetric, type Figure, type JudgedCheck, newestNews } from '../caliber/index.ts';
import { dataAge } from '../identity.ts';
import { stuckProjects } from '../project/index.ts';
import { districtLeague, districtNames, type League } from './league.ts';
import { type FulfilmentAnswer, fulfilment } from './overview.ts';

export type WeeklyReport = {
  /** ISO week of the day of the report, such as 2026-W48. */
  week: string;
  /** Day of the report. */
  day: string;
  /** Day up to whose end events were known: never after the newest news, so that silence is not counted as failure. */
  known: string;
  /** The same a week earlier. */
  before: string;
  /** Days from the newest news to the day of the report. */
  news_age_days: number;
  fulfilment: FulfilmentAnswer;
  /** The headline rates as known a week before, in the order of `fulfilment.rates`. */
  ratesBefore: Figure[];
  league: League;
  /** Projects that stand still or are overdue, largest first: columns of project.register. */
  stuck: Row[];
  /** Who must be told at city level: columns of project.escalation. */
  escalations: Row[];
  checks: JudgedCheck[];
  /** adcode → name. */
  districts: Map<string, string>;
  /** Libraries with their data days and age on `day`. */
  ages: Row[];
};

/** Months of the course; projects that are listed. */
const months = 24;
const listed = 50;

/** `day`: YYYY-MM-DD. Lists of projects stand as of the snapshot. `db`: a snapshot; verdicts are read live from `store`. */
export async function weeklyReport(db: Database, store: string, day: string): Promise<WeeklyReport> {
  const newest = await newestNews(db);
  const known = day < newest ? day : newest;
  const before = daysLater(known, -7);
  const { rates, league } = readHeadline();
  const registry = readMetrics();
  const ratesBefore: Figure[] = [];
  for (const id of rates) ratesBefore.push((await computeMetric(db, registry.get(id)!, { as_known_at: before }))[0]!);
  return {
    week: isoWeek(day),
    day,
    known,
    before,
    news_age_days: Math.max(0, Math.round((Date.parse(day) - Date.parse(newest)) / dayLength)),
    fulfilment: await fulfilment(db, { as_known_at: known, months }),
    ratesBefore,
    league: await districtLeague(db, registry.get(league)!, { as_known_at: known }),
    stuck: await stuckProjects(db, { top: listed }),
    escalations: await db.rows(
      `select * from project.escalation where escalate_to = 'city' order by amount_cny desc nulls last, project_id, rule_id`,
    ),
    checks: await checkedSuspicions(db, store, { as_known_at: known }),
    districts: await districtNames(db),
    ages: await dataAge(db, day),
  };
}

const dayLength = 86_400_000;

const daysLater = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayLength).toISOString().slice(0, 10);

/** ISO 8601: weeks begin on Monday, the first holds 4 January. */
export function isoWeek(day: string): string {
  const date = new Date(Date.parse(day));
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * dayLength);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / dayLength / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
