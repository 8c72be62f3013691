import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { currentSnapshot, Database, openDraft } from '../../../data/store/index.ts';

function newStore(): string {
  const store = mkdtempSync(join(tmpdir(), 'yuzhao-draft-'));
  onTestFinished(() => rmSync(store, { recursive: true, force: true }));
  return store;
}

const writes = `create schema a; create table a.t as select range as x from range(300000);
  delete from a.t where x % 100 = 7; insert into a.t select range from range(5000)`;

async function sumOf(path: string): Promise<unknown> {
  const db = await Database.open(path, { readOnly: true });
  try {
    return await db.one('select count(*) as n, sum(x) as x from a.t');
  } finally {
    db.closeAll();
  }
}

it('keeps all that every connection wrote, without a log beside the file', async () => {
  const store = newStore();
  const draft = await openDraft(store);
  await draft.db.run(writes);
  await draft.db.beside((other) => other.run('insert into a.t values (-1)'));
  expect(readdirSync(store)).toEqual(['snapshot.draft']);
  const { path } = await draft.keep('abc');
  draft.drop();
  expect(currentSnapshot(store)).toEqual({ id: 'abc', path });
  expect(readdirSync(store).toSorted()).toEqual(['snapshot-abc.duckdb', 'snapshot.current']);
  expect(await sumOf(path)).toEqual({ n: 302001, x: 44562476499 });
});

it('goes on from a snapshot, which stays as it was, and leaves nothing when dropped', async () => {
  const store = newStore();
  const first = await openDraft(store);
  await first.db.run(writes);
  const from = await first.keep('abc');
  const before = await sumOf(from.path);
  const second = await openDraft(store, { from });
  await second.db.run('delete from a.t where x > 10');
  second.drop();
  expect(existsSync(join(store, 'snapshot.draft'))).toBe(false);
  expect(await sumOf(from.path)).toEqual(before);
});
