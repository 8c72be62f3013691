/** Districts beside each other: intervals of rate and place, groups that cannot be told apart, expected for age beside actual. */
import type { Caliber, Metric } from '../../data/schema/metric.ts';
import type { Database } from '../../data/store/index.ts';
import { isCount } from '../caliber/compute.ts';
import { computeMetric, expectedSeries, type Figure, type Request, readLives } from '../caliber/index.ts';
import { type Counted, fitPrior, league, type Prior, ultimateRates } from '../maturity/index.ts';
import { beta, normal, seeded } from '../maturity/random.ts';

export type LeagueRow = {
  district_id: string;
  district: string;
  /** As a table without correction would show it. */
  figure: Figure;
  /** The rate that is compared, with its 90 % interval: see `method`. */
  value: number;
  low: number;
  high: number;
  /** 90 % interval of the place, from 1 = highest. */
  place_low: number;
  place_high: number;
  /** Members of one group cannot be told apart from its first at 95 %. */
  group: number;
  /** What the city's pace gives a district of these ages; null where age does not matter. */
  expected_for_age: number | null;
  /** Share of the starts to come that should be known by now; null for other metrics. */
  maturity: number | null;
};

/** `unranked`: districts with too little to compare, with the reason. */
export type League = {
  metric: string;
  caliber: Caliber;
  as_known_at: string;
  method: string;
  method_en: string;
  rows: LeagueRow[];
  unranked: { district_id: string; district: string; n: number; reason: string }[];
};

const DRAWS = 1000;
const LEAST = 5;

/** Whether a metric's final rate can be told from lives: any start after signing, whatever its evidence. */
const isStart = (metric: Metric): boolean =>
  metric.form === 'milestone' &&
  metric.base === 'contract' &&
  metric.weight === 'project' &&
  metric.unless.length === 0 &&
  metric.requires.join() === 'start' &&
  metric.grades.length === 4;

/** Only districts with five projects or more are compared. `db`: a snapshot. */
export async function districtLeague(
  db: Database,
  metric: Metric,
  request: Omit<Request, 'by' | 'district'>,
): Promise<League> {
  const figures = await computeMetric(db, metric, { ...request, by: 'district' });
  const names = await districtNames(db);
  const named = (figure: Figure) => ({
    district_id: figure.by.district!,
    district: names.get(figure.by.district!) ?? figure.by.district!,
  });
  const compared = figures.filter((f) => f.value !== null && f.n >= LEAST && f.interval !== null);
  const { draws, maturity, ...words } = isStart(metric)
    ? await ultimateDraws(db, metric, request, compared)
    : currentDraws(metric, compared);
  const [city] = await computeMetric(db, metric, request);
  const month = city!.on.slice(0, 7);
  const expected = await expectedSeries(db, metric, { ...request, by: 'district' }, { first: month, last: month });
  const byId = new Map(compared.map((figure) => [figure.by.district!, figure]));
  return {
    metric: metric.metric_id,
    caliber: city!.caliber,
    as_known_at: city!.as_known_at,
    ...words,
    rows: league(draws).map(({ key, band, below_first: _, ...place }) => ({
      ...named(byId.get(key)!),
      figure: byId.get(key)!,
      ...place,
      group: band,
      expected_for_age: expected.get(key)?.at(-1)?.expected ?? null,
      maturity: maturity.get(key) ?? null,
    })),
    unranked: figures
      .filter((f) => !compared.includes(f))
      .map((f) => ({ ...named(f), n: f.n, reason: f.n < LEAST ? `不足 ${LEAST} 个项目` : '无法计算区间' })),
  };
}

type Drawn = {
  draws: { key: string; draws: Float64Array }[];
  maturity: Map<string, number>;
  method: string;
  method_en: string;
};

async function ultimateDraws(
  db: Database,
  metric: Metric,
  request: Omit<Request, 'by' | 'district'>,
  compared: readonly Figure[],
): Promise<Drawn> {
  const lives = await readLives(db, metric, { ...request, by: 'district' });
  const wanted = new Set(compared.map((f) => f.by.district!));
  const { rates } = ultimateRates(lives.filter((life) => wanted.has(life.group)));
  return {
    draws: rates.map(({ group, draws }) => ({ key: group, draws })),
    maturity: new Map(rates.map(({ group, maturity }) => [group, maturity])),
    method: '最终开工率：竞争风险（开工、终止）、右删失与迟报校正，小样本向全市收缩',
    method_en: 'ultimate start rate: competing risks, right-censored, late news; small districts lean on the city',
  };
}

/** Rates as they stand: counts drawn from a beta with a prior fitted to all districts, money from its interval. */
function currentDraws(metric: Metric, compared: readonly Figure[]): Drawn {
  const next = seeded(1);
  const counts = isCount(metric);
  const prior = counts
    ? cautiousPrior(compared.map((f) => ({ key: f.by.district!, hits: f.numerator, n: f.denominator })))
    : { mean: 0, strength: 0 };
  const draw = (f: Figure): number => {
    if (counts)
      return beta(
        next,
        prior.mean * prior.strength + f.numerator,
        (1 - prior.mean) * prior.strength + Math.max(0, f.denominator - f.numerator),
      );
    const spread = (f.interval!.high - f.interval!.low) / (2 * 1.6448536269514722);
    return Math.max(0, f.value! + spread * normal(next));
  };
  return {
    draws: compared.map((f) => ({ key: f.by.district!, draws: Float64Array.from({ length: DRAWS }, () => draw(f)) })),
    maturity: new Map(),
    method: counts
      ? '现状比率，小样本向全市收缩；未作签约年限校正，见「同龄应有」'
      : '现状比率，按项目抽样的区间；未作签约年限校正，见「同龄应有」',
    method_en: counts
      ? 'rates as they stand, small districts lean on the city; not corrected for age: see expected for age'
      : 'rates as they stand with intervals over projects; not corrected for age: see expected for age',
  };
}

/**
 * The city counts at most as much as an average district's own contracts. Where districts hardly differ the likeliest prior is
 * a point: every district would get the city's rate with an interval of a point, also one with 0 of 5.
 */
function cautiousPrior(counted: readonly Counted[]): Prior {
  const { mean, strength } = fitPrior(counted);
  return { mean, strength: Math.min(strength, counted.reduce((sum, { n }) => sum + n, 0) / counted.length) };
}

/** Names of districts by adcode. */
export async function districtNames(db: Database): Promise<Map<string, string>> {
  const rows = await db.rows<{ district_id: string; name: string }>('select district_id, name from reference.district');
  return new Map(rows.map((row) => [row.district_id, row.name]));
}
