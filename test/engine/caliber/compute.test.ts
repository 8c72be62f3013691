import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../data/schema/ledger.ts';
import { readMetrics } from '../../../data/schema/metric.ts';
import { Database } from '../../../data/store/index.ts';
import {
  buildKnown,
  computeMetric,
  dashboard,
  diffReleases,
  metricSeries,
  type Request,
} from '../../../engine/caliber/index.ts';
import { contract, DISTRICT, happening, ledgerOf } from './ledger-of.ts';
import { fillSyntheticLedger } from './synthetic-ledger.ts';

const metrics = readMetrics();
const one = async (db: Database, id: string, request: Request) =>
  (await computeMetric(db, metrics.get(id)!, request))[0]!;

const life: NewEvent[] = [
  contract('A', '2019-01-10', 10e8, {
    agreed_start_on: '2019-06-01',
    agreed_production_on: '2020-12-01',
    agreed_tax_y1_cny: 4e6,
    agreed_tax_y2_cny: 6e6,
  }),
  happening('contract_revision', 'A', '2020-06-01', { amount_cny: 20e8 }),
  happening('registration', 'A', '2019-02-01'),
  happening('permit', 'A', '2019-07-01'),
  happening('start', 'A', '2019-08-20', { evidence_grade: 'A' }),
  happening('arrival', 'A', '2019-09-01', { amount_cny: 2e8, evidence_grade: 'A' }),
  happening('arrival', 'A', '2020-03-01', { amount_cny: 3e8, evidence_grade: 'D' }),
  happening('instalment', 'A', '2019-12-31', { amount_cny: 4e8 }),
  happening('instalment', 'A', '2020-12-31', { amount_cny: 4e8 }),
  happening('production', 'A', '2020-11-30'),
  happening('capacity', 'A', '2021-06-30'),
  happening('tax', 'A', '2021-05-01', { amount_cny: 3e6, evidence_grade: 'A' }),
  happening('tax', 'A', '2021-12-15', { amount_cny: 9e6, evidence_grade: 'A' }),
  contract('B', '2019-03-01', 5e8, { agreed_start_on: '2019-09-01' }),
  happening('start', 'B', '2020-02-01'),
  happening('termination', 'B', '2020-08-01'),
  contract('C', '2019-11-01', 5e8, { agreed_start_on: '2020-06-01', district_id: '500109' }),
  happening('transfer', 'C', '2020-05-01', { district_id: DISTRICT }),
  contract('F', '2019-01-01', 900e8, { contract_class: 'framework' }),
  contract('R', '2019-01-01', 900e8, { project_class: 'real_estate' }),
  contract('L', '2019-01-01', 900e8, { investor_origin: 'in_city' }),
  {
    kind: 'task',
    district_id: DISTRICT,
    happened_on: '2020-12-31',
    known_at: '2020-01-05',
    amount_cny: 6e8,
    actor: 'tester',
    source: 'test',
  },
];

let db: Database;
beforeAll(async () => {
  db = await ledgerOf(life);
});
afterAll(() => db.closeAll());

describe('computeMetric', () => {
  it.each<[string, string, number | null, number, number]>([
    // metric, day, value, numerator, denominator
    ['fulfil.not_terminated', '2020-07-31', 1, 3, 3],
    ['fulfil.not_terminated', '2020-08-01', 2 / 3, 2, 3],
    ['fulfil.substantive', '2020-12-31', 1 / 3, 1, 3],
    ['fulfil.amount', '2020-12-31', 20 / 30, 20e8, 30e8],
    ['start.any', '2020-12-31', 2 / 3, 2, 3],
    ['start.permit', '2020-12-31', 1 / 3, 1, 3],
    ['start.on_time', '2019-08-29', null, 0, 0],
    ['start.on_time', '2019-08-30', 1, 1, 1],
    ['start.on_time', '2019-12-31', 1 / 2, 1, 2],
    ['start.on_time', '2020-12-31', 1 / 3, 1, 3],
    ['produce.any', '2020-12-31', 1 / 3, 1, 3],
    ['produce.on_time', '2021-12-31', 1, 1, 1],
    ['capacity.declared', '2021-06-29', 0, 0, 1],
    ['capacity.declared', '2021-06-30', 1, 1, 1],
    ['arrival.cohort_cum', '2020-12-31', 2 / 30, 2e8, 30e8],
    ['arrival.vs_schedule', '2020-06-30', 2 / 4, 2e8, 4e8],
    ['arrival.vs_schedule', '2020-12-31', 2 / 8, 2e8, 8e8],
    ['arrival.vs_task', '2020-12-31', 3 / 6, 3e8, 6e8],
    ['arrival.flow', '2019-12-31', 2 / 20, 2e8, 20e8],
    ['capacity.tax_vs_promise_y1', '2021-11-29', null, 0, 0],
    ['capacity.tax_vs_promise_y1', '2021-11-30', 3 / 4, 3e6, 4e6],
    ['capacity.tax_vs_promise_y2', '2022-11-30', 9 / 6, 9e6, 6e6],
    ['capacity.tax_vs_promise_y3', '2028-11-30', null, 0, 0],
  ])('%s on %s', async (id, day, value, numerator, denominator) => {
    const figure = await one(db, id, { as_known_at: day });
    expect([figure.numerator, figure.denominator]).toEqual([numerator, denominator]);
    if (value === null) expect([figure.value, figure.interval]).toEqual([null, null]);
    else expect(figure.value).toBeCloseTo(value, 12);
  });

  it('shows contract money as first signed and as revised', async () => {
    const at = { as_known_at: '2020-12-31' };
    expect((await one(db, 'arrival.cohort_cum', { ...at, basis: 'original' })).denominator).toBe(20e8);
    expect((await one(db, 'arrival.cohort_cum', { ...at, basis: 'current' })).denominator).toBe(30e8);
    expect((await one(db, 'arrival.cohort_cum', { ...at, basis: 'original' })).caliber.sentence).toContain('初签');
  });

  it('counts a project where it is now', async () => {
    const by = async (day: string) =>
      (await computeMetric(db, metrics.get('start.any')!, { as_known_at: day, by: 'district' })).map((f) => [
        f.by.district,
        f.n,
      ]);
    expect(await by('2020-04-30')).toEqual([['500109', 1], [DISTRICT, 2]]); // biome-ignore format: pairs
    expect(await by('2020-05-01')).toEqual([[DISTRICT, 3]]);
  });

  it('tells the age of its data, the age of its contracts and the weight of the largest', async () => {
    const figure = await one(db, 'arrival.cohort_cum', { as_known_at: '2020-12-31' });
    expect(figure).toMatchObject({ data_age_days: 0, n: 3, top3_share: 1 });
    expect((await one(db, 'start.any', { as_known_at: '2020-10-01' })).data_age_days).toBe(61);
    expect((await one(db, 'start.any', { as_known_at: '2019-12-31' })).median_age_months).toBe(9);
  });

  it('answers an empty cohort with an empty figure and an impossible request with an error', async () => {
    expect(await one(db, 'start.any', { as_known_at: '2001-01-01' })).toMatchObject({
      value: null,
      n: 0,
      data_age_days: null,
    });
    await expect(one(db, 'start.any', { as_known_at: 'yesterday' })).rejects.toThrow(/neither|no day/);
    await expect(one(db, 'start.any', { as_known_at: '2020-01-01', on: '2020-02-31' })).rejects.toThrow(/2020-02-31/);
    await expect(one(db, 'arrival.flow', { as_known_at: '2020-01-01', from: '2021-01-01' })).rejects.toThrow(
      /before it begins/,
    );
  });
});

describe('as known', () => {
  it('reproduces an old figure after late reports and corrections, and lists what changed by project', async () => {
    const late = await ledgerOf([
      contract('A', '2021-02-01', 100e8),
      contract('B', '2021-10-01', 50e8),
      contract('B2', '2021-10-20', 30e8, { known_at: '2022-01-10' }),
      happening('arrival', 'A', '2021-06-01', { amount_cny: 20e8 }),
      happening('arrival', 'A', '2021-11-20', { amount_cny: 7e8, known_at: '2022-02-01' }),
    ]);
    const event_id = (
      await late.one<{ event_id: string }>(
        "select event_id from ledger.event where kind = 'contract' and project_id = 'B'",
      )
    ).event_id;
    const events = [
      ...[
        contract('A', '2021-02-01', 100e8),
        contract('B', '2021-10-01', 50e8),
        contract('B2', '2021-10-20', 30e8, { known_at: '2022-01-10' }),
      ],
      happening('arrival', 'A', '2021-06-01', { amount_cny: 20e8 }),
      happening('arrival', 'A', '2021-11-20', { amount_cny: 7e8, known_at: '2022-02-01' }),
      contract('B', '2021-10-01', 40e8, { known_at: '2022-01-05', corrects: event_id }),
    ];
    const whole = await ledgerOf(events);
    const november = { as_known_at: '2021-11-30' };
    for (const db of [late, whole])
      expect(await one(db, 'arrival.flow', november)).toMatchObject({ numerator: 20e8, denominator: 150e8 });
    const { before, after, changes } = await diffReleases(
      whole,
      metrics.get('arrival.flow')!,
      {},
      { before: '2021-11-30', after: '2022-03-01' },
    );
    expect([before.on, after.on]).toEqual(['2021-11-30', '2021-11-30']);
    expect(changes.map((c) => [c.project_id, c.kinds])).toEqual([['B2', ['contract']], ['B', ['contract']], ['A', ['arrival']]]); // biome-ignore format: pairs
    const total = (of: (c: (typeof changes)[number]) => number) => changes.reduce((sum, c) => sum + of(c), 0);
    expect(after.numerator - before.numerator).toBeCloseTo(total((c) => c.numerator_after - c.numerator_before));
    expect(after.denominator - before.denominator).toBeCloseTo(
      total((c) => c.denominator_after - c.denominator_before),
    );
    expect(after.denominator).toBe(170e8);
  });
});

describe('a series', () => {
  it('is the figure of each month, for every metric and district', async () => {
    const large = await Database.open();
    await fillSyntheticLedger(large, 600);
    await buildKnown(large);
    const asked = { as_known_at: '2022-05-31', by: 'district' } as const;
    for (const metric of metrics.values()) {
      const series = await metricSeries(large, metric, { ...asked, first: '2021-11', last: '2022-05' });
      for (const [month, on] of [[0, '2021-11-30'], [6, '2022-05-31']] as const) // biome-ignore format: pairs
        for (const figure of await computeMetric(large, metric, { ...asked, on, from: `${on.slice(0, 4)}-01-01` })) {
          const same = series.get(figure.by.district!)![month]!;
          expect(same.on).toBe(on);
          expect([same.n, same.denominator]).toEqual([figure.n, figure.denominator]);
          expect(same.numerator).toBeCloseTo(figure.numerator, 3);
          expect(same.caliber).toEqual(figure.caliber);
        }
    }
    const board = await dashboard(large, [metrics.get('start.any')!, metrics.get('arrival.flow')!], {
      ...asked,
      first: '2022-01',
      last: '2022-05',
    });
    expect([...board.keys()]).toEqual(['start.any', 'arrival.flow']);
    large.closeAll();
  });

  it('refuses months that are none', async () => {
    await expect(
      metricSeries(db, metrics.get('start.any')!, { as_known_at: '2020-12-31', first: '2020-13', last: '2020-12' }),
    ).rejects.toThrow(/2020-13/);
    await expect(
      metricSeries(db, metrics.get('start.any')!, { as_known_at: '2020-12-31', first: '2020-12', last: '2020-11' }),
    ).rejects.toThrow(/backwards/);
  });
});
