import { describe, expect, it } from 'vitest';
import { readMetrics } from '../../../data/schema/metric.ts';
import { readLives } from '../../../engine/caliber/index.ts';
import { ultimateRates } from '../../../engine/maturity/index.ts';
import { contract, happening, ledgerOf } from './ledger-of.ts';

const metric = readMetrics().get('start.any')!;

describe('readLives', () => {
  it('measures from signing to the day on which the news came', async () => {
    const db = await ledgerOf([
      contract('A', '2020-01-01', 1e8),
      happening('start', 'A', '2020-03-01', { known_at: '2020-07-01' }),
      happening('termination', 'A', '2020-12-01'),
      contract('B', '2020-01-01', 1e8),
      happening('termination', 'B', '2020-02-01'),
      contract('C', '2021-01-01', 1e8, { district_id: '500109' }),
      contract('F', '2020-01-01', 1e8, { contract_class: 'framework' }),
    ]);
    const lives = await readLives(db, metric, { as_known_at: '2021-01-01' });
    expect(
      lives.map((l) => [l.project_id, l.group, l.cause, Math.round(l.age * 30.4375), Math.round(l.window * 30.4375)]),
    ).toEqual([
      ['A', '2020', 1, 182, 366],
      ['B', '2020', 2, 31, 366],
      ['C', '2021', 0, 0, 0],
    ]);
    const before = await readLives(db, metric, { as_known_at: '2020-06-30', by: 'district' });
    expect(before.map((l) => [l.project_id, l.group, l.cause])).toEqual([['A', '500112', 0], ['B', '500112', 2]]); // biome-ignore format: pairs
    expect(ultimateRates(lives, { sweeps: 20 }).rates.map((r) => [r.group, r.n, r.started])).toEqual([['2020', 2, 1], ['2021', 1, 0]]); // biome-ignore format: pairs
  });
});
