/** What the store promises of a database: plain values, statements asked again, connections used again, and nobody closed under his query. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Database } from '../../../data/store/index.ts';
import { Ready } from '../../../data/store/ready.ts';

let folder: string;
let db: Database;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'database-'));
  const file = join(folder, 'a.duckdb');
  const writer = await Database.open(file);
  await writer.run(
    `create table t as select range as n, case when range % 3 > 0 then '第' || range || '家企业的名称' end as text,
       case when range % 5 > 0 then range / 4 end as share, date '2020-01-01' + cast(range as integer) as day from range(5000)`,
  );
  writer.closeAll();
  db = await Database.open(file, { readOnly: true, sealed: true });
});
afterAll(() => {
  db.closeAll();
  rmSync(folder, { recursive: true, force: true });
});

it('gives plain values, the same as rows and as a stream', async () => {
  const rows = await db.rows('select * from t order by n');
  expect(rows).toHaveLength(5000);
  expect(rows[0]).toEqual({ n: 0, text: null, share: null, day: '2020-01-01' });
  expect(rows[4321]).toEqual({ n: 4321, text: '第4321家企业的名称', share: 1080.25, day: '2031-10-31' });
  const streamed: unknown[][] = [];
  for await (const { rows: n, columns } of db.stream('select * from t order by n'))
    for (let row = 0; row < n; row++) streamed.push(columns.map((column) => column[row]));
  expect(streamed).toEqual(rows.map((row) => Object.values(row)));
});

it('keeps nested values, decimals and large numbers plain', async () => {
  expect(
    await db.one(
      `select [1, 2, null] as list, {'a': 1, 'b': ['x']} as struct, map {'k': 1.5} as map, cast(1.25 as decimal(9, 2)) as decimal,
         sum(n) as huge, timestamp '2026-01-02 03:04:05' as instant, true as flag, null as nothing from t`,
    ),
  ).toEqual({
    list: [1, 2, null],
    struct: { a: 1, b: ['x'] },
    map: { k: 1.5 },
    decimal: 1.25,
    huge: 12_497_500,
    instant: '2026-01-02 03:04:05',
    flag: true,
    nothing: null,
  });
});

it('says days and times as DuckDB does', async () => {
  const rows = await db.rows<{ d: string; day: string; t: string; instant: string }>(
    `select cast(d as varchar) as d, d as day, cast(t as varchar) as t, t as instant from (
       select date '0001-01-01' + cast(range * 7919 as integer) as d,
         timestamp '1600-02-29 23:59:59.999999' + to_microseconds(range * 8796093022207) as t from range(1500)
       union all values (date 'infinity', timestamp '-infinity'), (date '-infinity', timestamp 'infinity'), (date '12345-06-07', timestamp '1969-12-31 23:59:59.5'))`,
  );
  expect(rows).toHaveLength(1503);
  expect(rows.filter((row) => row.d !== row.day || row.t !== row.instant)).toEqual([]);
});

it('is sealed against files and settings but for how much it holds', async () => {
  await expect(db.run("select * from read_text('/etc/hostname')")).rejects.toThrow(/disabled/);
  await expect(db.run('set lock_configuration = false')).rejects.toThrow(/locked/);
  await expect(db.run('set threads = 1')).rejects.toThrow(/locked/);
  await db.run("set memory_limit = '1GB'");
});

/** Priorities of the threads of this process, as `nice` counts. */
const priorities = () =>
  readdirSync('/proc/self/task').map((task) =>
    Number(readFileSync(`/proc/self/task/${task}/stat`, 'utf8').split(' ')[18]),
  );

it.runIf(process.platform === 'linux' && availableParallelism() > 1)(
  'works on long questions behind others',
  async () => {
    const behind = () => priorities().filter((nice) => nice === 10).length;
    const before = behind();
    const other = await Database.open(join(folder, 'a.duckdb'), { readOnly: true, sealed: true });
    expect(behind()).toBeGreaterThan(before);
    other.closeAll();
  },
);

it('answers a question asked before by what is asked now, also side by side', async () => {
  const text = (n: number | null) => db.rows('select n from t where n = $n', { n });
  expect(await text(7)).toEqual([{ n: 7 }]);
  expect(await text(null)).toEqual([]);
  expect(await text(8)).toEqual([{ n: 8 }]);
  expect(await Promise.all([1, 2, 3, 4].map(text))).toEqual([1, 2, 3, 4].map((n) => [{ n }]));
  await expect(db.rows('select n from t where n = $n')).rejects.toThrow(/parameter/i);
});

it('knows what never changes, and asks anew where somebody writes', async () => {
  expect(await db.known('select count(*) as n from t')).toBe(await db.known('select count(*) as n from t'));
  await expect(db.known('select nothing from t')).rejects.toThrow();
  const writer = await Database.open();
  await writer.run('create table t (n bigint)');
  const count = () => writer.known('select count(*) as n from t');
  expect(await count()).toEqual([{ n: 0 }]);
  await writer.run('insert into t values (1)');
  expect(await count()).toEqual([{ n: 1 }]);
  writer.closeAll();
});

it('keeps what was made of a file for all who ask, also when the first of them leaves; the longest unasked makes room', async () => {
  let made = 0;
  const sum = (other: Database) => {
    made++;
    return other.one<{ n: number }>('select sum(n) as n from t');
  };
  const first = await db.fork();
  const asked = first.kept('sum', sum);
  const [, again] = await Promise.all([first.leave(), db.kept('sum', sum), asked]);
  expect([again, made]).toEqual([{ n: 12_497_500 }, 1]);
  await expect(db.kept('wrong', (other) => other.rows('select nothing from t'))).rejects.toThrow();
  for (let i = 0; i < 16; i++) expect(await db.kept(`other ${i}`, async () => i)).toBe(i);
  expect(await db.kept('other 0', async () => -1)).toBe(0);
  await db.kept('sum', sum);
  expect(made).toBe(2);
  const writer = await Database.open();
  await writer.run('create table t as select 1 as n');
  expect([await writer.kept('sum', sum), await writer.kept('sum', sum), made]).toEqual([{ n: 1 }, { n: 1 }, 4]);
  writer.closeAll();
});

it('speaks UTC on every connection', async () => {
  const other = await db.fork();
  expect(await other.one("select current_setting('TimeZone') as zone")).toEqual({ zone: 'UTC' });
  await other.leave();
});

it('waits for what runs beside before a connection is left, and uses it no more after a stop', async () => {
  const caller = await db.fork();
  const long = 'select count(*) as n from t as a, t as b, t as c where a.n * b.n % 7 = c.n % 5';
  const stopped = caller.rows(long).catch((error: Error) => error.message);
  let beside = '';
  const other = caller.beside(async (second) => {
    beside = String((await second.one<{ n: number }>('select count(*) as n from t as a, t as b')).n);
  });
  await caller.leave();
  expect(beside).toBe('25000000');
  await other;
  expect(await stopped).toMatch(/interrupt/i);
  await expect(caller.rows('select 1')).rejects.toThrow('left');
  const next = await db.fork();
  expect(await next.one('select count(*) as n from t')).toEqual({ n: 5000 });
  await next.leave();
});

it('leaves a stream that nobody read to its end, and the next caller is none the wiser', async () => {
  for (let i = 0; i < 20; i++) {
    const caller = await db.fork();
    for await (const batch of caller.stream('select * from t')) {
      expect(batch.rows).toBeGreaterThan(0);
      break;
    }
    await caller.leave();
    const next = await db.fork();
    expect(await next.one('select sum(n) as n from t')).toEqual({ n: 12_497_500 });
    await next.leave();
  }
});

it('lets go of what was asked longest ago', () => {
  const dropped: string[] = [];
  const ready = new Ready<string>(2, (thing) => dropped.push(thing));
  for (const key of ['a', 'b', 'a', 'c']) ready.put(key, `${key}${dropped.length}`);
  expect(dropped).toEqual(['a0', 'b0']);
  expect(ready.take('a')).toBe('a0');
  expect(ready.take('a')).toBeUndefined();
  expect(ready.take('c')).toBe('c1');
});
