/** What a leadership page asks at once: the rates, their course beside what their age lets expect, the funnel, what is stuck. */
import { readHeadline } from '../../data/schema/headline.ts';
import { type Caliber, type Metric, readMetrics } from '../../data/schema/metric.ts';
import type { Database, Row } from '../../data/store/index.ts';
import {
  computeMetric,
  dashboard,
  expectedSeries,
  type Figure,
  type FunnelBreak,
  funnelOrder,
} from '../caliber/index.ts';
import { chinaDay, newestNews } from '../caliber/news.ts';
import { stuckCauses, stuckProjects } from '../project/index.ts';

export type TrendPoint = {
  on: string;
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
  /** What contracts of these ages show city-wide; null where age does not matter. */
  expected: number | null;
  expected_low: number | null;
  expected_high: number | null;
};
/** The course of one rate by month; every point has this caliber, with its own day. */
export type Trend = { metric: string; caliber: Caliber; points: TrendPoint[] };

export type FulfilmentAnswer = {
  as_known_at: string;
  district_id: string | null;
  rates: Figure[];
  trends: Trend[];
  funnel: { figures: Figure[]; breaks: FunnelBreak[] };
  stuck: Row[];
  causes: Row[];
};

export type FulfilmentQuestion = {
  /** Day or instant; default: the newest news of the snapshot. */
  as_known_at?: string | undefined;
  district?: string | undefined;
  /** Months of the trend up to that day. Default 36. */
  months?: number;
  /** Stuck projects listed. Default 10. */
  top?: number;
};

/** Four headline rates, trends, funnel, stuck projects, for the city or one district. `stuck` shows the snapshot's day. */
export async function fulfilment(db: Database, asked: FulfilmentQuestion = {}): Promise<FulfilmentAnswer> {
  const rules = readHeadline();
  const registry = readMetrics();
  const metricsOf = (ids: readonly string[]): Metric[] => ids.map((id) => registry.get(id)!);
  const as_known_at = asked.as_known_at ?? (await newestNews(db));
  const request = { as_known_at, ...(asked.district ? { district: asked.district } : {}) };
  const one = async (metric: Metric): Promise<Figure> => (await computeMetric(db, metric, request))[0]!;
  const rates: Figure[] = [];
  for (const metric of metricsOf(rules.rates)) rates.push(await one(metric));
  const steps: Figure[] = [];
  for (const metric of metricsOf(rules.funnel)) steps.push(await one(metric));
  return {
    as_known_at: rates[0]!.as_known_at,
    district_id: asked.district ?? null,
    rates,
    trends: await trendsOf(db, metricsOf(rules.rates), request, asked.months ?? 36),
    funnel: { figures: steps, breaks: funnelOrder(steps) },
    stuck: await stuckProjects(db, { ...(asked.district ? { district: asked.district } : {}), top: asked.top ?? 10 }),
    causes: await stuckCauses(db, asked.district ?? null),
  };
}

/** Monthly course of metrics beside what the ages of their contracts let expect. */
export async function trendsOf(
  db: Database,
  metrics: readonly Metric[],
  request: { as_known_at: string; district?: string },
  months: number,
): Promise<Trend[]> {
  const last = chinaDay(request.as_known_at).slice(0, 7);
  const first = monthsBefore(last, months - 1);
  const series = await dashboard(db, metrics, { ...request, first, last });
  const trends: Trend[] = [];
  for (const metric of metrics) {
    const figures = series.get(metric.metric_id)!.get('') ?? [];
    const expected = (await expectedSeries(db, metric, request, { first, last })).get('') ?? [];
    const byMonth = new Map(expected.map((e) => [e.month, e]));
    const newest = figures.at(-1) ?? (await computeMetric(db, metric, request))[0]!;
    trends.push({
      metric: metric.metric_id,
      caliber: newest.caliber,
      points: figures.map((f) => ({
        on: f.on,
        value: f.value,
        low: f.interval?.low ?? null,
        high: f.interval?.high ?? null,
        n: f.n,
        expected: byMonth.get(f.on.slice(0, 7))?.expected ?? null,
        expected_low: byMonth.get(f.on.slice(0, 7))?.low ?? null,
        expected_high: byMonth.get(f.on.slice(0, 7))?.high ?? null,
      })),
    });
  }
  return trends;
}

const monthsBefore = (month: string, count: number): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 - count, 1)).toISOString().slice(0, 7);
