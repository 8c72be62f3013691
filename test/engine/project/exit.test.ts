import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../data/store/index.ts';
import { readEventsAsOf, readingLedger, readRows } from '../../../data/store/index.ts';
import { type NewExit, recordExit } from '../../../engine/index.ts';
import { contract, happening } from '../caliber/ledger-of.ts';
import { cityOf } from './city-of.ts';

let store: string;
let db: Database;
beforeEach(async () => {
  store = mkdtempSync(join(tmpdir(), 'exit-'));
  db = await cityOf([
    contract('IDLE', '2021-01-01', 5e8, { land_mu: 80 }),
    happening('land', 'IDLE', '2022-01-01'),
    contract('GONE', '2021-01-01', 5e8),
    happening('termination', 'GONE', '2022-01-01'),
  ]);
});
afterEach(() => {
  db.closeAll();
  rmSync(store, { recursive: true, force: true });
});

const exit = (more: Partial<NewExit> = {}): NewExit => ({
  project_id: 'IDLE',
  cause: 'finance',
  reason: '资金链断裂，经协商退出',
  exited_on: '2024-05-01',
  land_freed_mu: 80,
  land_quota_freed_mu: 80,
  energy_quota_freed_tce: null,
  decided_by: '区政府常务会议',
  decision: '纪要〔2024〕12号',
  filed_with: '市招商投资局',
  actor: 'officer-1',
  ...more,
});

describe('recordExit', () => {
  it('keeps what became free, and ends the project in its own history', async () => {
    expect(await recordExit(db, store, exit())).toMatchObject({ district_id: '500112', land_freed_mu: 80 });
    const events = await readingLedger(store, (ledger) => readEventsAsOf(ledger, '2099-01-01'));
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ kind: 'termination', project_id: 'IDLE', evidence: '纪要〔2024〕12号' });
  });

  it.each<[string, Partial<NewExit>, RegExp]>([
    ['a project that left before', { project_id: 'GONE' }, /terminated on 2022-01-01/],
    ['more land than the project holds', { land_freed_mu: 81 }, /holds 80 mu/],
    ['a day before the contract', { exited_on: '2020-01-01' }, /before the contract/],
    ['a project that nobody knows', { project_id: 'NONE' }, /no project «NONE»/],
  ])('refuses %s, and keeps neither row nor event', async (_what, more, said) => {
    await expect(recordExit(db, store, exit(more))).rejects.toThrow(said);
    expect(await readRows(store, 'project_exit')).toEqual([]);
    expect(await readingLedger(store, (ledger) => readEventsAsOf(ledger, '2099-01-01'))).toEqual([]);
  });

  it('takes an exit once', async () => {
    await recordExit(db, store, exit());
    await expect(recordExit(db, store, exit())).rejects.toThrow(/has an exit on record/);
  });
});
