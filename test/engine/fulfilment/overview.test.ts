/** Leadership's questions on a city whose answers are known: overview, leagues, the projects behind a figure. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHeadline } from '../../../data/schema/headline.ts';
import type { NewEvent } from '../../../data/schema/ledger.ts';
import { readMetrics } from '../../../data/schema/metric.ts';
import type { Database } from '../../../data/store/index.ts';
import { computeMetric, Figure, figureParts } from '../../../engine/caliber/index.ts';
import { districtLeague, fulfilment } from '../../../engine/fulfilment/index.ts';
import { contract, happening } from '../caliber/ledger-of.ts';
import { cityOf } from '../project/city-of.ts';

const metrics = readMetrics();
const day = { as_known_at: '2024-12-31' };

/** Districts sign forty each in 2021; of these start: 渝北 36, 江北 35, 万州 8. 沙坪坝 signs three. */
const signed = (district_id: string, n: number, started: number): NewEvent[] =>
  Array.from({ length: n }, (_, i) => `${district_id}-${String(i).padStart(2, '0')}`).flatMap((id, i) => [
    contract(id, `2021-0${1 + (i % 9)}-10`, (1 + i) * 1e8, { district_id, agreed_start_on: '2022-01-31' }),
    ...(i < started ? [happening('start', id, `2021-1${i % 3}-20`, { evidence_grade: 'B' })] : []),
    ...(i < started / 2 ? [happening('arrival', id, '2022-03-01', { amount_cny: 5e7, evidence_grade: 'A' })] : []),
  ]);

let db: Database;
beforeAll(async () => {
  db = await cityOf([
    ...signed('500112', 40, 36),
    ...signed('500105', 40, 35),
    ...signed('500101', 40, 8),
    ...signed('500106', 3, 2),
    happening('stall', '500101-39', '2023-05-01', { cause: '土地指标未落实' }),
    happening('termination', '500101-38', '2023-06-01', { cause: '企业撤资' }),
  ]);
});
afterAll(() => db.closeAll());

describe('fulfilment', () => {
  it('answers with figures only, rates and funnel as the rules name them', async () => {
    const answer = await fulfilment(db, { ...day, months: 6, top: 3 });
    const { rates, funnel } = readHeadline();
    expect(answer.rates.map((f) => f.metric)).toEqual(rates);
    expect(answer.funnel.figures.map((f) => f.metric)).toEqual(funnel);
    for (const figure of [...answer.rates, ...answer.funnel.figures]) expect(Figure.is(figure)).toBe(true);
    expect(answer.stuck).toHaveLength(3);
    expect(answer.causes).toMatchObject([{ cause: 'land', projects: 1, amount_cny: 40e8 }]);
  });

  it('has a course whose last point is the rate of the day, each with what its age lets expect', async () => {
    const { rates, trends } = await fulfilment(db, { ...day, months: 6 });
    for (const [i, trend] of trends.entries()) {
      expect(trend.points.map((p) => p.on)).toEqual(['2024-07-31', '2024-08-31', '2024-09-30', '2024-10-31', '2024-11-30', '2024-12-31']); // biome-ignore format: a list
      const last = trend.points.at(-1)!;
      expect([trend.metric, last.n]).toEqual([rates[i]!.metric, rates[i]!.n]);
      expect(last.value).toBeCloseTo(rates[i]!.value!, 12);
      expect(trend.caliber).toEqual(rates[i]!.caliber);
    }
  });

  it('speaks of one district where one is asked for, and of a past day as it was', async () => {
    const own = await fulfilment(db, { ...day, district: '500101', months: 1 });
    expect(own.district_id).toBe('500101');
    expect(own.funnel.figures.map((f) => f.n)).toEqual([40, 40, 40, 40]);
    expect(own.stuck.every((p) => p.district_id === '500101')).toBe(true);
    const then = await fulfilment(db, { as_known_at: '2021-09-30', months: 1 });
    expect(then.funnel.figures.find((f) => f.metric === 'start.any')!.numerator).toBe(0);
  });

  it('says where the funnel is out of order, as a suspicion', async () => {
    const { funnel } = await fulfilment(db, { ...day, months: 1 });
    // nobody files land here, but many starts
    expect(funnel.breaks).toMatchObject([{ wider: 'land.any', narrower: 'start.any' }]);
    expect(funnel.breaks[0]!.suspicion).toContain('疑似');
  });
});

describe('districtLeague', () => {
  it('cannot tell equals apart, tells the unequal, and does not rank the few', async () => {
    const league = await districtLeague(db, metrics.get('start.any')!, day);
    const [first, second, third] = league.rows;
    expect(new Set([first!.district, second!.district])).toEqual(new Set(['渝北区', '江北区']));
    expect([first!.group, second!.group, third!.group]).toEqual([1, 1, 2]);
    expect(third).toMatchObject({ district: '万州区', place_low: 3, place_high: 3 });
    expect(first!.place_high).toBe(2);
    expect(league.unranked).toMatchObject([{ district: '沙坪坝区', n: 3, reason: expect.stringContaining('5') }]);
    for (const row of league.rows) {
      expect(Figure.is(row.figure)).toBe(true);
      expect(row.low).toBeLessThanOrEqual(row.value);
      expect(row.value).toBeLessThanOrEqual(row.high);
      expect(row.maturity).toBeGreaterThan(0.5);
    }
    expect(league.method).toContain('竞争风险');
  });

  it('is the same on every call, says how it compares, and says what age lets expect of other rates', async () => {
    const money = metrics.get('arrival.cohort_cum')!;
    const league = await districtLeague(db, money, day);
    expect(await districtLeague(db, money, day)).toEqual(league);
    expect(league.method).toContain('未作签约年限校正');
    for (const row of league.rows) {
      expect(row.maturity).toBe(null);
      expect(row.expected_for_age).toBeGreaterThan(0);
    }
    expect(league.caliber.metric_id).toBe('arrival.cohort_cum');
  });
});

describe('figureParts', () => {
  it.each([...metrics.keys()])('of %s add up to the figure', async (id) => {
    const { figure, sql, parameters } = await figureParts(db, metrics.get(id)!, day);
    const parts = await db.rows<{ numerator: number; denominator: number; project_id: string | null }>(sql, parameters);
    const sum = (of: 'numerator' | 'denominator') => parts.reduce((total, part) => total + part[of], 0);
    expect(sum('numerator')).toBeCloseTo(figure.numerator, 6);
    expect(sum('denominator')).toBeCloseTo(figure.denominator, 6);
    expect(figure).toEqual((await computeMetric(db, metrics.get(id)!, day))[0]);
    expect(new Set(parts.map((p) => p.project_id)).size).toBe(parts.length);
  });

  it('name project, stage and days, in one district where one is asked for', async () => {
    const { sql, parameters } = await figureParts(db, metrics.get('start.any')!, { ...day, district: '500101' });
    const parts = await db.rows<{ project_id: string }>(`select * from (${sql}) as p order by project_id`, parameters);
    expect(parts).toHaveLength(40);
    expect(parts[0]).toMatchObject({ project_id: '500101-00', district_id: '500101', stage: '在建', numerator: 1, denominator: 1, signed_on: '2021-01-10', counted_on: '2021-01-10', reached_on: '2021-10-20' }); // biome-ignore format: one row
    expect(parts.at(-1)).toMatchObject({
      project_id: '500101-39',
      numerator: 0,
      reached_on: null,
      cause_title: '用地指标',
    });
  });
});
