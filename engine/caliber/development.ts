/**
 * Expected for age, for any metric whose denominator is what was signed: how far cohorts had come at each age, over all
 * districts, gives what a group of a given age mix should show by now. The curve is the additive (incremental ratio)
 * estimator of claims reserving: Σ of what came at an age ÷ Σ of what had been signed long enough to be watched at it.
 */
import { readFileSync } from 'node:fs';
import type { Metric } from '../../data/schema/metric.ts';
import type { Database } from '../../data/store/index.ts';
import { isCount } from './compute.ts';
import { prepareCaliber } from './prepare.ts';
import { increments, isFlow, type Request, settle } from './request.ts';

const developmentSql = readFileSync(new URL('development.sql', import.meta.url), 'utf8');

/** At the end of a month (YYYY-MM): what a group of these ages should show. `low`, `high`: 90 % range of chance, counts only. */
export type ExpectedAt = { month: string; expected: number; low: number | null; high: number | null };

type Cell = { key: string; cohort: number; age: number; num: number; den: number };

const Z = 1.6448536269514722;

/** True where the age of contracts decides how far a rate can have come: not of flows, nor of what is counted when it falls due. */
export const ageMatters = (metric: Metric): boolean =>
  !isFlow(metric) &&
  ((metric.form === 'milestone' && metric.base === 'contract') ||
    (metric.form === 'money' && metric.against === 'contract'));

/** By group, for each month from `first` to `last`; empty where age does not matter. The curve is that of all groups together. */
export async function expectedSeries(
  db: Database,
  metric: Metric,
  request: Omit<Request, 'on' | 'from'>,
  months: { first: string; last: string },
): Promise<Map<string, ExpectedAt[]>> {
  if (!ageMatters(metric)) return new Map();
  await prepareCaliber(db);
  const asked = settle(request);
  // the curve is the whole city's even where one district is asked for
  const { district, ...whole } = asked;
  const { sql, parameters } = increments(metric, { ...whole, by: asked.by === 'all' ? 'district' : asked.by });
  const cells = await db.rows<Cell>(`with increment as (${sql}) ${developmentSql}`, { ...parameters, on: asked.on });
  const now = monthOf(asked.on.slice(0, 7));
  const curve = developmentCurve(cells, now);
  const groups = new Map<string, Map<number, number>>();
  for (const { key, cohort, den } of cells) {
    if (district && key !== district) continue;
    const group = asked.by === 'all' ? '' : key;
    const signed = groups.get(group) ?? new Map<number, number>();
    signed.set(cohort, (signed.get(cohort) ?? 0) + den);
    groups.set(group, signed);
  }
  const [first, last] = [monthOf(months.first), Math.min(now, monthOf(months.last))];
  const each = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return new Map(
    [...groups].map(([key, signed]) => [
      key,
      each.flatMap((month) => expectedAt(signed, curve, month, isCount(metric)) ?? []),
    ]),
  );
}

/** Share that has come by each age, from 0. */
export function developmentCurve(cells: readonly Omit<Cell, 'key'>[], now: number): Float64Array {
  const oldest = Math.max(0, ...cells.map((c) => now - c.cohort));
  const came = new Float64Array(oldest + 1);
  const watched = new Float64Array(oldest + 1);
  for (const { cohort, age, num, den } of cells) {
    if (age <= oldest) came[age]! += num;
    for (let a = 0; a <= now - cohort; a++) watched[a]! += den;
  }
  let share = 0;
  return came.map((num, age) => {
    share += watched[age]! > 0 ? num / watched[age]! : 0;
    return share;
  });
}

function expectedAt(
  signed: ReadonlyMap<number, number>,
  curve: Float64Array,
  month: number,
  counts: boolean,
): ExpectedAt | null {
  let [total, due, spread] = [0, 0, 0];
  for (const [cohort, den] of signed) {
    if (cohort > month) continue;
    const share = curve[Math.min(month - cohort, curve.length - 1)] ?? 0;
    total += den;
    due += den * share;
    spread += den * Math.max(0, share * (1 - share));
  }
  if (total === 0) return null;
  const range = counts ? (Z * Math.sqrt(spread)) / total : null;
  const expected = due / total;
  return {
    month: new Date(Date.UTC(1970, month, 1)).toISOString().slice(0, 7),
    expected,
    low: range === null ? null : Math.max(0, expected - range),
    high: range === null ? null : Math.min(1, expected + range),
  };
}

/** Whole months since January 1970 of YYYY-MM. */
const monthOf = (month: string): number => (Number(month.slice(0, 4)) - 1970) * 12 + Number(month.slice(5, 7)) - 1;
