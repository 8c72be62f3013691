/** Computes a metric over the events known at an instant. */
import { readFileSync } from 'node:fs';
import type { Caliber, Metric } from '../../data/schema/metric.ts';
import type { Database } from '../../data/store/index.ts';
import { caliberOf } from './caliber.ts';
import { Figure } from './figure.ts';
import { bootstrap, type Interval, linearised, wilson } from './interval.ts';
import { prepareCaliber } from './prepare.ts';
import { increments, isFlow, type Request, type Settled, settle } from './request.ts';

const figureSql = readFileSync(new URL('figure.sql', import.meta.url), 'utf8');

/** Up to so many projects an interval is resampled; beyond, it is linearised. */
const RESAMPLED = 500;

type Row = {
  key: string;
  n: number;
  numerator: number;
  denominator: number;
  num_num: number;
  num_den: number;
  den_den: number;
  top3: number | null;
  median_age_months: number | null;
  nums: number[] | null;
  dens: number[] | null;
  fixed: boolean[] | null;
};

/**
 * One figure a group, in order of the group; without `by` exactly one. `db` holds `ledger.known`.
 * @throws AppError option_invalid for an impossible request
 */
export async function computeMetric(db: Database, metric: Metric, request: Request): Promise<Figure[]> {
  await prepareCaliber(db);
  const asked = settle(request);
  const { sql, parameters } = increments(metric, asked);
  const rows = await db.rows<Row>(`with increment as (${sql}) ${figureSql}`, {
    ...parameters,
    on: asked.on,
    from: isFlow(metric) ? asked.from : null,
    resampled: isCount(metric) ? 0 : RESAMPLED,
  });
  const caliber = caliberOf(metric, asked);
  const ages = await dataAges(db, asked);
  if (asked.by === 'all' && rows.length === 0) return [figureOf(metric, caliber, asked, ages, empty)];
  return rows.map((row) => figureOf(metric, caliber, asked, ages, row));
}

const empty: Row = {
  key: '',
  n: 0,
  numerator: 0,
  denominator: 0,
  num_num: 0,
  num_den: 0,
  den_den: 0,
  top3: null,
  median_age_months: null,
  nums: null,
  dens: null,
  fixed: null,
};

/** A metric that counts projects has a share; the others are ratios of money. */
export const isCount = (metric: Metric): boolean => metric.form === 'milestone' && metric.weight === 'project';

function figureOf(metric: Metric, caliber: Caliber, asked: Settled, ages: Map<string, number>, row: Row): Figure {
  const value = row.denominator > 0 ? row.numerator / row.denominator : null;
  return new Figure({
    metric: metric.metric_id,
    on: asked.on,
    value,
    n: row.n,
    numerator: row.numerator,
    denominator: row.denominator,
    interval: value === null ? null : intervalOf(metric, row),
    caliber,
    data_age_days: ages.get(asked.by === 'district' ? row.key : (asked.district ?? '')) ?? null,
    as_known_at: asked.as_known_at,
    by: byOf(asked, row.key),
    median_age_months: row.median_age_months,
    top3_share: isCount(metric) || !(row.numerator > 0) ? null : (row.top3 ?? 0) / row.numerator,
  });
}

export const byOf = (asked: Settled, key: string): Record<string, string> =>
  asked.by === 'all' ? (asked.district ? { district: asked.district } : {}) : { [asked.by]: key };

function intervalOf(metric: Metric, row: Row): Interval | null {
  if (isCount(metric)) return wilson(row.numerator, row.denominator);
  if (row.nums && row.dens && row.fixed)
    return row.fixed.filter((f) => !f).length > 1 ? bootstrap(row.nums, row.dens, row.fixed) : null;
  return linearised({
    n: row.n,
    num: row.numerator,
    den: row.denominator,
    numNum: row.num_num,
    numDen: row.num_den,
    denDen: row.den_den,
  });
}

/** Days since the newest news, by district and ('') of all. */
export async function dataAges(db: Database, asked: Settled): Promise<Map<string, number>> {
  const rows = await db.rows<{ district_id: string; age: number }>(
    `select coalesce(district_id, '') as district_id, date_diff('day', max(known_at), cast($as_known as timestamp)) as age
     from ledger.known where known_at <= cast($as_known as timestamp)
     group by district_id`,
    { as_known: asked.as_known_at },
  );
  const ages = new Map(rows.map((row) => [row.district_id, row.age]));
  if (rows.length) ages.set('', Math.min(...rows.map((row) => row.age)));
  return ages;
}
