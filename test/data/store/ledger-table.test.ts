import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../../data/schema/ledger-tables.ts';
import {
  addRows,
  appendEvents,
  appendRows,
  copyLedger,
  Database,
  freezeLedger,
  lastSequence,
  readingLedger,
  readRows,
  withWriteLock,
  writingLedger,
} from '../../../data/store/index.ts';

let store: string;
beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'ledger-table-'));
});
afterEach(() => rmSync(store, { recursive: true, force: true }));

const verdict = (
  suspicion_id: string,
  more: Partial<LedgerRow<'suspicion_verdict'>> = {},
): LedgerRow<'suspicion_verdict'> => ({
  suspicion_id,
  check: 'repeat-signing',
  project_ids: ['P1', 'P,2'],
  verdict: 'explained',
  reason: 'two phases of one plan',
  evidence: null,
  actor: 'officer-1',
  ...more,
});

describe('appendRows', () => {
  it('records rows as they are, numbered in order, and reads them live', async () => {
    const { rows } = await appendRows(store, 'suspicion_verdict', [verdict('a'), verdict('b', { evidence: '纪要' })]);
    expect(rows.map((r) => r.sequence)).toEqual([1, 2]);
    expect(await readRows(store, 'suspicion_verdict')).toEqual(rows);
    expect(await readRows(store, 'suspicion_verdict', { suspicion_id: 'b' })).toEqual([rows[1]]);
    expect(await readRows(store, 'suspicion_verdict', {}, 1)).toEqual([rows[1]]);
    expect(rows[0]).toMatchObject({ ...verdict('a'), once: null });
  });

  it('reads nothing from a ledger that nobody has written to, and creates no file for it', async () => {
    expect(await readRows(store, 'suspicion_verdict')).toEqual([]);
    expect(existsSync(join(store, 'ledger.duckdb'))).toBe(false);
  });

  it.each([
    ['a missing field', { reason: undefined as unknown as string }, /reason/],
    ['a word that is none of the allowed', { verdict: 'guilty' as 'open' }, /verdict/],
    ['a field that the record has not', { colour: 'red' } as object, /unknown field colour/],
  ])('refuses %s with the whole batch', async (_what, more, said) => {
    const bad = [verdict('a'), verdict('b', more)];
    await expect(appendRows(store, 'suspicion_verdict', bad)).rejects.toThrow(said);
    expect(await readRows(store, 'suspicion_verdict')).toEqual([]);
  });
});

describe('two who decide on the same row', () => {
  it('cannot both have seen the last word', async () => {
    const [first] = (await appendRows(store, 'suspicion_verdict', [verdict('a')])).rows;
    await appendRows(store, 'suspicion_verdict', [verdict('elsewhere')]);
    const expected = { where: { suspicion_id: 'a' }, sequence: first!.sequence };
    const decide = (actor: string) =>
      appendRows(store, 'suspicion_verdict', [verdict('a', { actor, verdict: 'confirmed' })], { expected });
    const ends = await Promise.allSettled([decide('officer-1'), decide('officer-2')]);
    expect(ends.map((e) => e.status)).toEqual(['fulfilled', 'rejected']);
    expect((ends[1] as PromiseRejectedResult).reason).toMatchObject({ code: 'ledger_conflict', kind: 'conflict' });
    expect(await readRows(store, 'suspicion_verdict', { suspicion_id: 'a' })).toHaveLength(2);
  });
});

describe('an idempotency key', () => {
  it('records once and answers the same twice', async () => {
    const first = await appendRows(store, 'suspicion_verdict', [verdict('a')], { once: 'k1' });
    const again = await appendRows(store, 'suspicion_verdict', [verdict('a')], { once: 'k1' });
    expect(first.repeated).toBe(false);
    expect(again).toEqual({ rows: first.rows, repeated: true });
    expect(await readRows(store, 'suspicion_verdict')).toHaveLength(1);
  });

  it('is refused when it comes with something else', async () => {
    await appendRows(store, 'suspicion_verdict', [verdict('a')], { once: 'k1' });
    await expect(appendRows(store, 'suspicion_verdict', [verdict('b')], { once: 'k1' })).rejects.toMatchObject({
      code: 'once_reused',
    });
  });
});

describe('writingLedger', () => {
  it('keeps nothing of work that fails half-way, over all tables', async () => {
    const work = writingLedger(store, async (db) => {
      await addRows(db, 'suspicion_verdict', [verdict('a')]);
      expect(await lastSequence(db, 'suspicion_verdict')).toBe(1);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await readRows(store, 'suspicion_verdict')).toEqual([]);
  });

  it('is not refused while a build holds the store', async () => {
    await withWriteLock(store, async () => {
      await appendRows(store, 'suspicion_verdict', [verdict('a')]);
      expect(await readRows(store, 'suspicion_verdict')).toHaveLength(1);
    });
  });

  it('takes over from a process that died with the lock', async () => {
    writeFileSync(join(store, 'ledger.lock'), '2147480000');
    await appendRows(store, 'suspicion_verdict', [verdict('a')]);
    expect(readdirSync(store).filter((f) => f.includes('lock'))).toEqual([]);
  });

  it('takes turns with other processes, and loses no row', async () => {
    const script = `
      import { appendRows } from ${JSON.stringify(new URL('../../../data/store/index.ts', import.meta.url).href)};
      for (let i = 0; i < 5; i++) await appendRows(${JSON.stringify(store)}, 'suspicion_verdict', [${JSON.stringify(verdict('x'))}]);`;
    const run = () =>
      new Promise<number | null>((done) =>
        spawn(process.execPath, ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script], {
          stdio: 'inherit',
        }).on('close', done),
      );
    const own = async () => {
      for (let i = 0; i < 5; i++) await appendRows(store, 'suspicion_verdict', [verdict('own')]);
    };
    expect(await Promise.all([run(), run(), own()])).toEqual([0, 0, undefined]);
    const rows = await readRows(store, 'suspicion_verdict');
    expect(rows.map((r) => r.sequence)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
  });
});

describe('a ledger file from before', () => {
  it('gains the tables and columns that it lacks, for readers and writers', async () => {
    await appendEvents(store, [{ kind: 'lead', project_id: 'P', happened_on: '2020-01-01', actor: 'a', source: 's' }]);
    const db = await Database.open(join(store, 'ledger.duckdb'));
    await db.run('drop table suspicion_verdict; alter table event drop column note');
    db.closeAll();
    expect(await readRows(store, 'suspicion_verdict')).toEqual([]);
    expect(await readingLedger(store, (l) => l.rows('select project_id, note from ledger.event'))).toEqual([
      { project_id: 'P', note: null },
    ]);
    await appendRows(store, 'suspicion_verdict', [verdict('a')]);
    expect(await readRows(store, 'suspicion_verdict')).toHaveLength(1);
  });
});

describe('a frozen ledger', () => {
  it('holds what was there at that moment, whatever is written later', async () => {
    await appendRows(store, 'suspicion_verdict', [verdict('a')]);
    const frozen = await freezeLedger(store);
    const same = await freezeLedger(store);
    await appendRows(store, 'suspicion_verdict', [verdict('b')]);
    const later = await freezeLedger(store);
    expect(same.hash).toBe(frozen.hash);
    expect(later.hash).not.toBe(frozen.hash);
    const db = await Database.open();
    await copyLedger(frozen, db);
    expect(await db.rows('select suspicion_id from ledger.suspicion_verdict')).toEqual([{ suspicion_id: 'a' }]);
    db.closeAll();
    for (const each of [frozen, same, later]) each.remove();
    expect(readdirSync(join(store, 'draft'))).toEqual([]);
  });
});

describe('any history of appends', () => {
  it('only grows: what was read once is read for ever', async () => {
    const ids = fc.constantFrom('a', 'b', 'c');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ id: ids, text: fc.string({ maxLength: 6 }) }), { minLength: 1, maxLength: 4 }),
        async (batch) => {
          const before = await readRows(store, 'suspicion_verdict');
          await appendRows(store, 'suspicion_verdict', batch.map((b) => verdict(b.id, { reason: b.text }))); // biome-ignore format: one thought
          const after = await readRows(store, 'suspicion_verdict');
          expect(after.slice(0, before.length)).toEqual(before);
          expect(after).toHaveLength(before.length + batch.length);
        },
      ),
      { numRuns: 10, seed: 3 },
    );
  });
});
