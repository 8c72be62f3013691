import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runBehind } from '../../../data/store/behind.ts';
import { Database, literal } from '../../../data/store/index.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'behind-'));
  path = join(folder, 'a.duckdb');
  const db = await Database.open(path);
  await db.run("create table t as select range as n, '第' || range || '家' as text from range(3000)");
  db.closeAll();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('runs a statement in another process, several at once', async () => {
  const files = [0, 1, 2].map((third) => join(folder, `${third}.parquet`));
  await Promise.all(
    files.map((file, third) =>
      runBehind(path, `copy (from t where n % 3 = ${third}) to ${literal(file)} (format parquet)`),
    ),
  );
  const db = await Database.open(path, { readOnly: true });
  const all = `select * from read_parquet([${files.map(literal).join(', ')}]) order by n`;
  expect(await db.rows(all)).toEqual(await db.rows('select * from t order by n'));
  db.closeAll();
});

it('says what DuckDB says, and writes to no file that others read', async () => {
  await expect(runBehind(path, 'select nothing from t')).rejects.toThrow(/"nothing" not found/);
  await expect(runBehind(path, 'drop table t')).rejects.toThrow(/read-only/);
  await expect(runBehind(join(folder, 'none.duckdb'), 'select 1')).rejects.toThrow(/none\.duckdb/);
  expect(existsSync(join(folder, 'none.duckdb'))).toBe(false);
});
