import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../data/store/index.ts';
import { judgeSuspicion, suspicionCard, suspicions } from '../../../engine/index.ts';
import { contract, happening, ledgerOf } from './ledger-of.ts';

const store = mkdtempSync(join(tmpdir(), 'suspicions-'));
let db: Database;
beforeAll(async () => {
  db = await ledgerOf([
    contract('A', '2023-01-05', 5e8, { investor: '某某公司' }),
    contract('B', '2023-09-05', 5.2e8, { investor: '某某公司' }),
    contract('C', '2023-09-05', 9e8, { investor: '另一公司' }),
    happening('start', 'C', '2023-10-01'),
  ]);
});
afterAll(() => {
  db.closeAll();
  rmSync(store, { recursive: true, force: true });
});

describe('suspicions', () => {
  it('are worded as suspicions, each with an identity and its rows', async () => {
    const all = await suspicions(db, store);
    const repeat = all.find((s) => s.check === 'repeat-signing')!;
    expect(repeat).toMatchObject({
      project_ids: ['A', 'B'],
      verdict: null,
      wording: '疑似，待核 (suspected, needs review)',
    });
    expect(new Set(all.map((s) => s.suspicion_id)).size).toBe(all.length);
    for (const one of all) expect(one.wording).toContain('疑似，待核');
    const { rows } = await suspicionCard(db, store, repeat.suspicion_id);
    expect(rows.map((r) => r.project_id)).toEqual(['A', 'B']);
  });

  it('keep their identity, so that a verdict stays with the rows it was given on', async () => {
    const id = async () => (await suspicions(db, store)).find((s) => s.check === 'repeat-signing')!;
    const { suspicion_id } = await id();
    const finding = {
      suspicion_id,
      verdict: 'explained' as const,
      reason: '分两期建设',
      evidence: null,
      actor: 'officer-1',
    };
    await judgeSuspicion(db, store, finding);
    await judgeSuspicion(db, store, { ...finding, verdict: 'confirmed', reason: '同一地块' });
    expect(await id()).toMatchObject({ suspicion_id, verdict: 'confirmed', verdict_reason: '同一地块' });
    const { verdicts } = await suspicionCard(db, store, suspicion_id);
    expect(verdicts.map((v) => v.verdict)).toEqual(['explained', 'confirmed']);
    await expect(judgeSuspicion(db, store, { ...finding, suspicion_id: 'none' })).rejects.toMatchObject({
      code: 'suspicion_not_found',
    });
  });
});
