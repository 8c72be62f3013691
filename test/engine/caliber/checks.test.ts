import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../data/schema/ledger.ts';
import { Database } from '../../../data/store/index.ts';
import { buildKnown, runChecks, WORDING } from '../../../engine/caliber/index.ts';
import { contract, DISTRICT, happening, ledgerOf } from './ledger-of.ts';
import { fillSyntheticLedger } from './synthetic-ledger.ts';

/** Projects found by a check, one list a finding. */
async function found(
  events: NewEvent[],
  check: string,
  asked: { as_known_at: string; since?: string } = { as_known_at: '2024-12-31' },
) {
  const db = await ledgerOf(events);
  const result = (await runChecks(db, asked)).find((r) => r.check === check)!;
  db.closeAll();
  expect(result.wording).toBe(WORDING);
  return result.found;
}
const projects = (rows: { project_ids: string[] }[]) => rows.map((r) => r.project_ids);
/** Ordinary contracts of 30 investors: uneven amounts, land and capital in proportion. */
const ordinary = Array.from({ length: 30 }, (_, i) => {
  const amount = 1.07e8 * (1 + (i % 9)) + 1e5 * i;
  return contract(`O${String(i).padStart(2, '0')}`, `2020-${String(1 + (i % 11)).padStart(2, '0')}-03`, amount, {
    investor: `I${i}`,
    land_mu: (amount / 3e6) * (1 + (i % 5) / 10),
    investor_capital_cny: (amount / 10) * (1 + (i % 4) / 5),
  });
});

describe('checks on single projects', () => {
  it('find one investor signing nearly the same again, and not a later or a different contract', async () => {
    const signed = (id: string, on: string, amount: number, more = {}) =>
      contract(id, on, amount, { investor: '甲公司', ...more });
    const rows = await found(
      [
        signed('A', '2020-01-10', 10e8),
        signed('B', '2021-12-30', 8.2e8),
        signed('C', '2022-02-01', 8.1e8, { district_id: '500109' }),
        signed('D', '2024-06-01', 10e8),
        signed('E', '2020-03-01', 5e8),
        ...ordinary,
      ],
      'repeat-signing',
    );
    expect(projects(rows)).toEqual([['A', 'B']]);
    expect(rows[0]!.figure).toBeCloseTo(0.18, 9);
    expect(rows[0]!.event_ids).toHaveLength(2);
  });

  it('find amounts out of proportion to land and to capital', async () => {
    const odd = [
      contract('L', '2020-05-05', 90e8, { land_mu: 3, investor: 'x', investor_capital_cny: 9e8 }),
      contract('K', '2020-05-05', 60e8, { land_mu: 2000, investor: 'y', investor_capital_cny: 1e6 }),
    ];
    expect(projects(await found([...ordinary, ...odd], 'amount-by-land'))).toEqual([['L']]);
    expect(projects(await found([...ordinary, ...odd], 'amount-by-capital'))).toEqual([['K']]);
    expect(await found(odd, 'amount-by-land')).toEqual([]);
  });

  it('find more money than investment, where investment is on record', async () => {
    const money = (id: string, arrived: number, invested: number, working = 0) => [
      contract(id, '2020-01-01', 10e8, { working_capital_cny: working }),
      happening('arrival', id, '2020-06-01', { amount_cny: arrived }),
      ...(invested ? [happening('fixed_investment', id, '2020-07-01', { amount_cny: invested })] : []),
    ];
    const rows = await found(
      [...money('A', 5e8, 3e8), ...money('B', 5e8, 3e8, 2e8), ...money('C', 5e8, 0)],
      'arrivals-above-investment',
    );
    expect(rows).toMatchObject([{ project_ids: ['A'], figure: 5e8, bound: 3e8, district_id: DISTRICT }]);
  });

  it('find starts without papers and steps out of order', async () => {
    const events = [
      ...['A', 'B', 'C'].map((id) => contract(id, '2020-01-01', 1e8)),
      ...['permit', 'land', 'filing'].map((kind) => happening(kind as 'land', 'A', '2020-05-20')),
      happening('start', 'A', '2020-03-01'),
      happening('filing', 'B', '2020-02-01'),
      happening('start', 'B', '2020-03-01'),
      happening('production', 'B', '2021-03-01'),
      happening('capacity', 'C', '2021-03-01'),
    ];
    expect(await found(events, 'start-without-permit')).toMatchObject([{ project_ids: ['B'], figure: 2 }]);
    expect(projects(await found(events, 'step-order'))).toEqual([['C']]);
  });
});

describe('checks on districts', () => {
  it('find a past year that changed between releases', async () => {
    const events = [
      contract('A', '2020-03-01', 10e8),
      contract('B', '2020-05-01', 5e8, { known_at: '2021-06-01' }),
      contract('C', '2021-02-01', 50e8, { district_id: '500109' }),
    ];
    expect(await found(events, 'release-jump', { as_known_at: '2022-01-01', since: '2021-03-01' })).toMatchObject([
      { project_ids: ['B'], figure: 15e8, bound: 10e8 },
    ]);
    expect(await found(events, 'release-jump', { as_known_at: '2022-01-01', since: '2021-07-01' })).toEqual([]);
  });

  it('find a December unlike the year and amounts unlike the city', async () => {
    const december = Array.from({ length: 14 }, (_, i) => contract(`D${i}`, `2021-12-${String(10 + i)}`, 1.03e8 + i));
    expect(
      await found(
        [
          ...ordinary,
          ...december,
          ...ordinary.slice(0, 6).map((o, i) => contract(`Y${i}`, `2021-0${1 + i}-05`, o.amount_cny!)),
        ],
        'december-spike',
      ),
    ).toMatchObject([{ figure: 14 }]);
    const round = Array.from({ length: 25 }, (_, i) =>
      contract(`R${i}`, '2020-04-01', (1 + (i % 5)) * 1e8, { district_id: '500109' }),
    );
    expect(
      await found(
        [...ordinary, ...ordinary.map((o) => ({ ...o, project_id: `${o.project_id}x` })), ...round],
        'round-numbers',
      ),
    ).toMatchObject([{ district_id: '500109', figure: 1 }]);
  });

  it('are silent on an empty ledger and run on a large one', async () => {
    const empty = await runChecks(await ledgerOf([]), { as_known_at: '2024-12-31', since: '2024-01-01' });
    expect(empty.map((r) => r.found)).toEqual(Array.from({ length: 9 }, () => []));
    const db = await Database.open();
    await fillSyntheticLedger(db, 500);
    await buildKnown(db);
    expect(await runChecks(db, { as_known_at: '2024-12-31', since: '2024-01-01' })).toHaveLength(9);
    db.closeAll();
  });
});
