/** A metric month by month: the dashboards' form. One pass over the events gives every group and month. */
import { readFileSync } from 'node:fs';
import { AppError } from '../../data/errors.ts';
import type { Caliber, Metric } from '../../data/schema/metric.ts';
import type { Database } from '../../data/store/index.ts';
import { numbersAt, textAt, type VectorColumn } from '../../data/store/vectors.ts';
import { caliberOf } from './caliber.ts';
import { byOf, dataAges, isCount } from './compute.ts';
import { Figure } from './figure.ts';
import { jackknife, wilson } from './interval.ts';
import { prepareCaliber } from './prepare.ts';
import { increments, isFlow, type Request, type Settled, settle } from './request.ts';

const seriesSql = readFileSync(new URL('series.sql', import.meta.url), 'utf8');
/** Folds of projects: ten for the interval of money; a count needs none. */
const foldsOf = (metric: Metric): number => (isCount(metric) ? 1 : 10);

export type SeriesRequest = Omit<Request, 'on' | 'from'> & {
  /** First and last month, YYYY-MM; a figure stands for the end of its month, or for `as_known_at` if that comes first. */
  first: string;
  last: string;
};

/** What each month adds to a group: n, num and den of what belongs to no project, then of each fold. */
type Added = Float64Array;
/** Running sums of one group: `fixed` is what belongs to no project. */
type Running = { n: number; num: Float64Array; den: Float64Array; fixed: { num: number; den: number } };
/** What all figures of a group share. */
type Group = Pick<Figure, 'by' | 'data_age_days' | 'as_known_at'>;

/**
 * Figures by group, each group's in order of month. A flow metric counts from January of the month's year.
 * Intervals: Wilson for counts; for money a jackknife over ten folds of projects.
 * `news`: data ages, where the caller has them already.
 * @throws AppError option_invalid for months that are none
 */
export async function metricSeries(
  db: Database,
  metric: Metric,
  request: SeriesRequest,
  news?: Promise<Map<string, number>>,
): Promise<Map<string, Figure[]>> {
  await prepareCaliber(db);
  const [first, last] = [monthNumber(request.first), monthNumber(request.last)];
  if (first > last)
    throw new AppError(
      'option_invalid',
      `the months ${request.first} to ${request.last} run backwards`,
      'give the earlier month first',
    );
  const { first: _, last: __, ...plain } = request;
  const asked = settle(plain);
  const from = isFlow(metric) ? Math.floor(first / 12) * 12 : first;
  const earliest = isFlow(metric) ? from - 1 : from;
  const added = await addedByMonth(db, metric, { ...asked, from: monthStart(from) }, earliest, last);
  const ages = await (news ?? dataAges(db, asked));
  const months = Array.from({ length: last - from + 1 }, (_, i) => {
    const on = monthEnd(from + i, asked.on);
    return { month: from + i, on, caliber: caliberOf(metric, { ...asked, on, from: `${on.slice(0, 4)}-01-01` }) };
  });
  const figuresOf = (key: string, parts: Added): Figure[] => {
    const age = ages.get(asked.by === 'district' ? key : (asked.district ?? ''));
    const group = { by: byOf(asked, key), data_age_days: age ?? null, as_known_at: asked.as_known_at };
    let running = start(metric);
    const figures = months.map(({ month, on, caliber }) => {
      if (isFlow(metric) && month % 12 === 0) running = start(metric);
      add(running, parts, month - earliest);
      return figureOf(metric, caliber, on, group, running);
    });
    return figures.slice(first - from);
  };
  return new Map(
    [...added].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, parts]) => [key, figuresOf(key, parts)]),
  );
}

/** Several metrics over the same months and groups, by metric id in the order asked for. Two connections take turns. */
export async function dashboard(
  db: Database,
  metrics: readonly Metric[],
  request: SeriesRequest,
): Promise<Map<string, Map<string, Figure[]>>> {
  const news = dataAges(db, settle({ as_known_at: request.as_known_at }));
  const done = new Map<string, Map<string, Figure[]>>(metrics.map((metric) => [metric.metric_id, new Map()]));
  const waiting = [...metrics];
  const work = async (connection: Database) => {
    for (let metric = waiting.shift(); metric; metric = waiting.shift())
      done.set(metric.metric_id, await metricSeries(connection, metric, request, news));
  };
  await Promise.all([news, work(db), db.beside(work)]);
  return done;
}

/** What each month from `first` to `last` adds, by group. */
async function addedByMonth(
  db: Database,
  metric: Metric,
  asked: Settled,
  first: number,
  last: number,
): Promise<Map<string, Added>> {
  const { sql, parameters } = increments(metric, asked);
  const folds = foldsOf(metric);
  const bound = { ...parameters, folds, first: monthStart(first), on: monthEnd(last, asked.on) };
  const groups = new Map<string, Added>();
  for await (const { rows, columns } of db.vectors(`with increment as (${sql}) ${seriesSql}`, bound)) {
    const [keys, ...lists] = columns as [VectorColumn, ...VectorColumn[]];
    for (let row = 0; row < rows; row++) {
      const [cells, ...parts] = lists.map((list) => numbersAt(list, row)) as [Float64Array, ...Float64Array[]];
      if (cells.length === 0) continue;
      const added = new Float64Array((last - first + 1) * (folds + 1) * 3);
      parts.forEach((part, nth) => {
        for (let i = 0; i < cells.length; i++) added[cells[i]! * 3 + nth] = part[i]!;
      });
      groups.set(textAt(keys, row)!, added);
    }
  }
  return groups;
}

const start = (metric: Metric): Running => ({
  n: 0,
  num: new Float64Array(foldsOf(metric)),
  den: new Float64Array(foldsOf(metric)),
  fixed: { num: 0, den: 0 },
});

/** Adds the `nth` month. */
function add(running: Running, added: Added, nth: number): void {
  const folds = running.num.length;
  const at = nth * (folds + 1) * 3;
  running.n += added[at]!;
  running.fixed.num += added[at + 1]!;
  running.fixed.den += added[at + 2]!;
  for (let fold = 0; fold < folds; fold++) {
    const cell = at + (fold + 1) * 3;
    running.n += added[cell]!;
    running.num[fold]! += added[cell + 1]!;
    running.den[fold]! += added[cell + 2]!;
  }
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

function figureOf(metric: Metric, caliber: Caliber, on: string, group: Group, running: Running): Figure {
  const numerator = running.fixed.num + sum(running.num);
  const denominator = running.fixed.den + sum(running.den);
  const value = denominator > 0 ? numerator / denominator : null;
  return new Figure({
    metric: metric.metric_id,
    on,
    value,
    n: running.n,
    numerator,
    denominator,
    interval:
      value === null
        ? null
        : isCount(metric)
          ? wilson(numerator, denominator)
          : running.n > 1
            ? jackknife(running.num, running.den, running.fixed)
            : null,
    caliber,
    ...group,
  });
}

/** Whole months since January 1970. */
function monthNumber(month: string): number {
  const [, year, of] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  if (!year || !of) throw new AppError('option_invalid', `${month} is not a month`, 'give months as YYYY-MM');
  return (Number(year) - 1970) * 12 + Number(of) - 1;
}

const monthStart = (month: number): string => new Date(Date.UTC(1970, month, 1)).toISOString().slice(0, 10);

function monthEnd(month: number, latest: string): string {
  const end = new Date(Date.UTC(1970, month + 1, 0)).toISOString().slice(0, 10);
  return end < latest ? end : latest;
}
