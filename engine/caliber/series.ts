/** A metric month by month: the dashboards' form. One pass over the events gives every group and month. */
import { readFileSync } from 'node:fs';
import { AppError } from '../../data/errors.ts';
import type { Caliber, Metric } from '../../data/schema/metric.ts';
import type { Database } from '../../data/store/index.ts';
import { caliberOf } from './caliber.ts';
import { byOf, dataAges, isCount } from './compute.ts';
import { Figure } from './figure.ts';
import { jackknife, wilson } from './interval.ts';
import { prepareCaliber } from './prepare.ts';
import { increments, isFlow, type Request, type Settled, settle } from './request.ts';

const seriesSql = readFileSync(new URL('series.sql', import.meta.url), 'utf8');
const FOLDS = 10;
/** Numbers a month: three for each fold and for what belongs to none. */
const CELLS = 3 * (FOLDS + 1);

export type SeriesRequest = Omit<Request, 'on' | 'from'> & {
  /** First and last month, YYYY-MM; a figure stands for the end of its month, or for `as_known_at` if that comes first. */
  first: string;
  last: string;
};

/** Running sums of one group: `fixed` is what belongs to no project. */
type Running = { n: number; num: Float64Array; den: Float64Array; fixed: { num: number; den: number } };

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
  news?: Map<string, number>,
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
  const added = await addedByMonth(db, metric, asked, earliest, last);
  const ages = news ?? (await dataAges(db, asked));
  const days = Array.from({ length: last - first + 1 }, (_, i) => monthEnd(first + i, asked.on));
  const calibers = days.map((on) => caliberOf(metric, { ...asked, on, from: `${on.slice(0, 4)}-01-01` }));
  return new Map(
    [...added]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, parts]) => {
        const running = start();
        const figures: Figure[] = [];
        for (let month = from; month <= last; month++) {
          if (isFlow(metric) && month % 12 === 0) Object.assign(running, start());
          add(running, parts, (month - earliest) * CELLS);
          if (month >= first)
            figures.push(
              figureOf(metric, calibers[month - first]!, { ...asked, on: days[month - first]! }, key, running, ages),
            );
        }
        return [key, figures];
      }),
  );
}

/**
 * Several metrics over the same months and groups, by metric id in the order asked for. Two connections take turns, so that
 * one metric's rows are read while the next one's are computed.
 */
export async function dashboard(
  db: Database,
  metrics: readonly Metric[],
  request: SeriesRequest,
): Promise<Map<string, Map<string, Figure[]>>> {
  await prepareCaliber(db);
  const news = await dataAges(db, settle({ as_known_at: request.as_known_at }));
  const done = new Map<string, Map<string, Figure[]>>(metrics.map((metric) => [metric.metric_id, new Map()]));
  const waiting = [...metrics];
  const work = async (connection: Database) => {
    for (let metric = waiting.shift(); metric; metric = waiting.shift())
      done.set(metric.metric_id, await metricSeries(connection, metric, request, news));
  };
  await Promise.all([work(db), db.beside(work)]);
  return done;
}

/** What each month adds, by group: for month, fold (−1 = fixed) and part (n, num, den) one number. */
async function addedByMonth(
  db: Database,
  metric: Metric,
  asked: Settled,
  first: number,
  last: number,
): Promise<Map<string, Float64Array>> {
  const { sql, parameters } = increments(metric, asked);
  const bound = { ...parameters, first_month: first, folded: !isCount(metric), on: monthEnd(last, asked.on) };
  const groups = new Map<string, Float64Array>();
  for await (const { rows, columns } of db.stream(`with increment as (${sql}) ${seriesSql}`, bound)) {
    const [keys, cells, ns, nums, dens] = columns as [string[], number[], number[], number[], number[]];
    for (let i = 0; i < rows; i++) {
      let added = groups.get(keys[i]!);
      if (!added) {
        added = new Float64Array((last - first + 1) * CELLS);
        groups.set(keys[i]!, added);
      }
      const at = cells[i]! * 3;
      added[at] = ns[i]!;
      added[at + 1] = nums[i]!;
      added[at + 2] = dens[i]!;
    }
  }
  return groups;
}

const start = (): Running => ({
  n: 0,
  num: new Float64Array(FOLDS),
  den: new Float64Array(FOLDS),
  fixed: { num: 0, den: 0 },
});

/** Adds the month that begins at `at`. */
function add(running: Running, added: Float64Array, at: number): void {
  running.n += added[at]!;
  running.fixed.num += added[at + 1]!;
  running.fixed.den += added[at + 2]!;
  for (let fold = 0; fold < FOLDS; fold++) {
    const cell = at + (fold + 1) * 3;
    running.n += added[cell]!;
    running.num[fold]! += added[cell + 1]!;
    running.den[fold]! += added[cell + 2]!;
  }
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

function figureOf(
  metric: Metric,
  caliber: Caliber,
  asked: Settled,
  key: string,
  running: Running,
  ages: Map<string, number>,
): Figure {
  const numerator = running.fixed.num + sum(running.num);
  const denominator = running.fixed.den + sum(running.den);
  const value = denominator > 0 ? numerator / denominator : null;
  return new Figure({
    metric: metric.metric_id,
    on: asked.on,
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
    data_age_days: ages.get(asked.by === 'district' ? key : (asked.district ?? '')) ?? null,
    as_known_at: asked.as_known_at,
    by: byOf(asked, key),
  });
}

/** Whole months since January 1970. */
function monthNumber(month: string): number {
  const [, year, of] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  if (!year || !of) throw new AppError('option_invalid', `${month} is not a month`, 'give months as YYYY-MM');
  return (Number(year) - 1970) * 12 + Number(of) - 1;
}

function monthEnd(month: number, latest: string): string {
  const end = new Date(Date.UTC(1970, month + 1, 0)).toISOString().slice(0, 10);
  return end < latest ? end : latest;
}
