/** Expected for age: the curve by hand, and what it says of a young and an old district. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../data/schema/ledger.ts';
import { readMetrics } from '../../../data/schema/metric.ts';
import type { Database } from '../../../data/store/index.ts';
import { developmentCurve } from '../../../engine/caliber/development.ts';
import { ageMatters, computeMetric, expectedSeries } from '../../../engine/caliber/index.ts';
import { contract, happening, ledgerOf } from './ledger-of.ts';

const metrics = readMetrics();
const start = metrics.get('start.any')!;

describe('developmentCurve', () => {
  it('adds, age by age, what came to what had been signed long enough to be watched at it', () => {
    // ten signed in month 0 (watched at ages 0, 1, 2), ten in month 2 (watched at age 0 only)
    const curve = developmentCurve(
      [
        { cohort: 0, age: 0, num: 2, den: 10 },
        { cohort: 0, age: 1, num: 3, den: 0 },
        { cohort: 2, age: 0, num: 4, den: 10 },
      ],
      2,
    );
    expect([...curve]).toEqual([6 / 20, 6 / 20 + 3 / 10, 6 / 20 + 3 / 10]);
  });

  it('is one point of nothing for an empty city', () => expect([...developmentCurve([], 0)]).toEqual([0]));
});

describe('ageMatters', () => {
  it('only where the denominator is what was signed', () => {
    const ids = [...metrics.values()].filter(ageMatters).map((m) => m.metric_id);
    expect(ids).toEqual(expect.arrayContaining(['start.any', 'arrival.cohort_cum', 'fulfil.amount', 'produce.any']));
    for (const id of ['arrival.flow', 'arrival.vs_task', 'arrival.vs_schedule', 'start.on_time', 'capacity.declared', 'capacity.tax_vs_promise_y1']) // biome-ignore format: a list
      expect(ids).not.toContain(id);
  });
});

describe('expectedSeries', () => {
  let db: Database;
  /** Old: signed 2020-01. Young: signed 2020-11. Everywhere half starts in the 6th month after signing. */
  const signed = (district_id: string, on: string, startOn: string): NewEvent[] =>
    Array.from({ length: 20 }, (_, i) => `${district_id}-${i}`).flatMap((id, i) => [
      contract(id, on, 1e8, { district_id }),
      ...(i < 10 ? [happening('start', id, startOn)] : []),
    ]);
  beforeAll(async () => {
    db = await ledgerOf([
      ...signed('500112', '2020-01-10', '2020-07-10'),
      ...signed('500105', '2020-07-10', '2021-01-10').filter((e) => e.happened_on <= '2020-12-31'),
    ]);
  });
  afterAll(() => db.closeAll());
  const months = { first: '2020-07', last: '2020-12' };
  const at = async (more: object) => expectedSeries(db, start, { as_known_at: '2020-12-31', ...more }, months);

  it('asks of an old district what its age has shown, and nothing yet of a young one', async () => {
    const by = await at({ by: 'district' });
    expect(by.get('500112')!.map((e) => e.expected)).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
    expect(by.get('500105')!.map((e) => e.expected)).toEqual([0, 0, 0, 0, 0, 0]);
    const figures = await computeMetric(db, start, { as_known_at: '2020-12-31', by: 'district' });
    for (const figure of figures) expect(by.get(figure.by.district!)!.at(-1)!.expected).toBeCloseTo(figure.value!, 12);
  });

  it('weighs the city by what was signed, with a range of chance for counts and none for money', async () => {
    const city = (await at({})).get('')!;
    expect(city.at(-1)).toMatchObject({ month: '2020-12', expected: 0.25 });
    expect(city.at(-1)!.low).toBeLessThan(0.25);
    expect(city.at(-1)!.high).toBeGreaterThan(0.25);
    const money = await expectedSeries(db, metrics.get('fulfil.amount')!, { as_known_at: '2020-12-31' }, months);
    expect(money.get('')!.at(-1)).toMatchObject({ low: null, high: null });
  });

  it('takes the curve of the whole city where one district is asked for, and stops at the day of knowing', async () => {
    expect((await at({ district: '500105' })).get('')!.at(-1)!.expected).toBe(0);
    expect((await at({ district: '500112' })).get('')!.at(-1)!.expected).toBe(0.5);
    const short = await expectedSeries(db, start, { as_known_at: '2020-09-30' }, months);
    expect(short.get('')!.map((e) => e.month)).toEqual(['2020-07', '2020-08', '2020-09']);
    expect((await expectedSeries(db, metrics.get('arrival.flow')!, { as_known_at: '2020-12-31' }, months)).size).toBe(
      0,
    );
  });
});
