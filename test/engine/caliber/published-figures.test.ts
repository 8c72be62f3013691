/** The published figures of domain.md Appendix B, recomputed by the same code that computes ours. */
import { describe, expect, it } from 'vitest';
import { readMetrics } from '../../../data/schema/metric.ts';
import { funnelOrder } from '../../../engine/caliber/checks/funnel-order.ts';
import { computeMetric } from '../../../engine/caliber/index.ts';
import { cohortOf, contract, happening, ledgerOf } from './ledger-of.ts';

const metrics = readMetrics();
const figure = async (
  db: Awaited<ReturnType<typeof ledgerOf>>,
  id: string,
  request: { as_known_at: string; from?: string },
) => (await computeMetric(db, metrics.get(id)!, request))[0]!;
const percent = (value: number | null, digits = 2): string => `${(100 * value!).toFixed(digits)} %`;

describe('渭南, 14th 西洽会, end of June 2010 (渭南日报 2010-07-16)', async () => {
  // 292 contracts of 714 亿; 18 in production, 180 more under way, 93 preparing, 1 terminated; 71.2 亿 arrived.
  const db = await ledgerOf([
    ...cohortOf(292, '2010-04-08', 714e8, { start: 198, production: 18 }, '2010-06-20'),
    happening('termination', 'P00291', '2010-06-01', { cause: '投资方原因' }),
    ...Array.from({ length: 100 }, (_, i) =>
      happening('arrival', `P${String(i).padStart(5, '0')}`, '2010-06-15', {
        amount_cny: 0.712e8,
        evidence_grade: 'B',
      }),
    ),
  ]);
  const asked = { as_known_at: '2010-06-30' };

  it('calls 99.65 % fulfilled when fulfilled means not terminated', async () => {
    const weak = await figure(db, 'fulfil.not_terminated', asked);
    expect(percent(weak.value)).toBe('99.66 %'); // printed 99.65 %: cut, not rounded
    expect(Math.floor(1e4 * weak.value!) / 100).toBe(99.65);
    expect([weak.numerator, weak.n]).toEqual([291, 292]);
  });

  it('has 10 % of the money, 67.8 % started, 6.2 % in production on the same day', async () => {
    expect(percent((await figure(db, 'arrival.cohort_cum', asked)).value, 0)).toBe('10 %');
    expect(percent((await figure(db, 'start.any', asked)).value, 1)).toBe('67.8 %');
    expect(percent((await figure(db, 'produce.any', asked)).value, 1)).toBe('6.2 %');
  });

  it('has nothing fulfilled in substance without registrations on record', async () => {
    expect((await figure(db, 'fulfil.substantive', asked)).value).toBe(0);
  });
});

describe('Chongqing, January to November 2021', () => {
  it('gives 21.0 % as flow over flow, with money for older contracts in the numerator', async () => {
    const db = await ledgerOf([
      contract('OLD', '2019-05-01', 20_000e8),
      contract('NEW-1', '2021-03-01', 10_000e8),
      contract('NEW-2', '2021-10-01', 6_922e8),
      happening('arrival', 'OLD', '2020-07-01', { amount_cny: 900e8, evidence_grade: 'B' }),
      happening('arrival', 'OLD', '2021-04-01', { amount_cny: 2_800e8, evidence_grade: 'B' }),
      happening('arrival', 'NEW-1', '2021-09-01', { amount_cny: 756e8, evidence_grade: 'B' }),
      happening('arrival', 'NEW-1', '2021-12-05', { amount_cny: 500e8, evidence_grade: 'B' }),
    ]);
    const flow = await figure(db, 'arrival.flow', { as_known_at: '2021-11-30' });
    expect([flow.numerator, flow.denominator]).toEqual([3_556e8, 16_922e8]);
    expect(percent(flow.value, 1)).toBe('21.0 %');
    expect(flow.caliber.sentence).toContain('2021-01-01 至 2021-11-30，不论签约年份');
    const cohort = await figure(db, 'arrival.cohort_cum', { as_known_at: '2021-11-30' });
    expect(percent(cohort.value, 1)).toBe('12.1 %');
  });
});

describe('兰洽会, end of August 2015 (甘肃省经济合作服务局)', () => {
  // contracts, 亿 signed, 亿 arrived, started, built
  it.each([
    ['19th', 1093, 6129.09, 2794.49, 907, 401, '45.59 %', '82.98 %', '36.69 %'],
    ['20th', 1299, 6511.53, 2143.95, 1002, 327, '32.93 %', '77.14 %', '25.17 %'],
    ['21st', 1292, 6793.18, 881.4, 733, 0, '12.97 %', '56.73 %', '0.00 %'],
  ])('%s: inputs give the rates', async (_, contracts, signed, arrived, started, built, money, starts, production) => {
    const db = await ledgerOf([
      ...cohortOf(contracts, '2015-07-11', signed * 1e8, { start: started, production: built }, '2015-08-20'),
      happening('arrival', 'P00000', '2015-08-30', { amount_cny: arrived * 1e8, evidence_grade: 'A' }),
    ]);
    const asked = { as_known_at: '2015-08-31' };
    expect(percent((await figure(db, 'arrival.cohort_cum', asked)).value)).toBe(money);
    expect(percent((await figure(db, 'start.any', asked)).value)).toBe(starts);
    expect(percent((await figure(db, 'produce.any', asked)).value)).toBe(production);
  });

  it('21st: the printed 12.64 % needs another denominator, 6,973.18 亿 as once reported with two digits exchanged', async () => {
    const db = await ledgerOf([
      contract('ALL', '2015-07-11', 6973.18e8),
      happening('arrival', 'ALL', '2015-08-30', { amount_cny: 881.4e8, evidence_grade: 'A' }),
    ]);
    expect(percent((await figure(db, 'arrival.cohort_cum', { as_known_at: '2015-08-31' })).value)).toBe('12.64 %');
  });
});

describe('云南, first half of 2015, 68 projects in parks (invest.yn.gov.cn 2015-10-30)', () => {
  it('is no funnel: more started than have their land', async () => {
    const db = await ledgerOf([
      ...cohortOf(68, '2015-05-01', 68e8, { land: 22, start: 28 }, '2015-10-01'),
      ...Array.from({ length: 12 }, (_, i) =>
        happening('termination', `P${String(67 - i).padStart(5, '0')}`, '2015-09-01'),
      ),
    ]);
    const asked = { as_known_at: '2015-10-30' };
    const figures = await Promise.all(
      ['fulfil.not_terminated', 'land.any', 'start.any', 'produce.any'].map((id) => figure(db, id, asked)),
    );
    expect(figures.map((f) => percent(f.value, 0))).toEqual(['82 %', '32 %', '41 %', '0 %']);
    const found = funnelOrder(figures);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      wider: 'land.any',
      narrower: 'start.any',
      suspicion: expect.stringContaining('suspected, needs review'),
    });
  });
});
