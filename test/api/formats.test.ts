/** The same rows in every format, read by decoders that are not ours. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import polars from 'nodejs-polars';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnsOf } from '../../data/schema/columns.ts';
import { published } from '../../data/schema/published.ts';
import { Database, literal } from '../../data/store/index.ts';
import { readWorkbook } from '../../data/xlsx.ts';
import { type Door, openDoor } from '../support/door.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

type Row = Record<string, unknown>;
let t: TestStore;
let door: Door;
let db: Database;

beforeAll(async () => {
  t = await testStore();
  const awkward = {
    name: '无锡"引号",逗号有限公司',
    scope: '=1+1\n第二行；集成电路封装测试',
    capital: '1(万美元)',
    date: 'N/A',
  };
  await t.ingest('enterprises', t.write('城.csv', registryCsv([...inventedCity, awkward])));
  await t.build();
  door = await openDoor(t.store);
  db = await Database.open();
});
afterAll(async () => {
  db.closeAll();
  await door.close();
  await t.remove();
});

const bytes = async (path: string): Promise<Buffer> => {
  const response = await door.get(path);
  expect(response.status, path).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};
const saved = async (path: string, name: string): Promise<string> => {
  const file = join(t.folder, name);
  writeFileSync(file, await bytes(path));
  return file;
};

const day = (value: unknown): unknown => (value instanceof Date ? value.toISOString().slice(0, 10) : value);
const sameRows = (rows: Row[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

/** Arrow as apache-arrow reads it. */
const arrowRows = (buffer: Buffer, record: (typeof published)['chain.gap']): Row[] => {
  const columns = columnsOf(record);
  return tableFromIPC(buffer)
    .toArray()
    .map((row) =>
      Object.fromEntries(
        columns.map(({ name, type }) => {
          const value = row[name];
          if (value === null) return [name, null];
          if (type === 'BIGINT') return [name, Number(value)];
          if (type === 'DATE') return [name, new Date(Number(value)).toISOString().slice(0, 10)];
          return [name, type.endsWith('[]') ? [...value] : value];
        }),
      ),
    );
};

const relations = [
  'chain.gap',
  'enterprise.current',
  'investor.propensity',
  'chain.placement',
  'investor.presence',
] as const;

describe.each(relations)('%s', (relation) => {
  const record = published[relation] as unknown as (typeof published)['chain.gap'];
  const columns = columnsOf(record);
  let json: Row[];
  beforeAll(async () => {
    json = (await door.json<{ rows: Row[] }>(`/tables/${relation}?limit=10000`)).rows;
    expect(json.length).toBeGreaterThan(0);
  });

  it('NDJSON', async () => {
    const lines = (await bytes(`/tables/${relation}.ndjson`)).toString('utf8').trimEnd().split('\n');
    expect(sameRows(lines.map((line) => JSON.parse(line) as Row))).toEqual(sameRows(json));
  });

  it('Arrow, by apache-arrow', async () =>
    expect(sameRows(arrowRows(await bytes(`/tables/${relation}.arrow`), record))).toEqual(sameRows(json)));

  it('Arrow, by polars', async () => {
    const frame = polars.readIPCStream(await bytes(`/tables/${relation}.arrow`));
    expect(frame.columns).toEqual(columns.map((c) => c.name));
    const rows = (frame.toRecords() as Row[]).map((row) =>
      Object.fromEntries(
        columns.map(({ name, type }) => [
          name,
          type === 'BIGINT' && row[name] !== null ? Number(row[name]) : day(row[name]),
        ]),
      ),
    );
    expect(sameRows(rows)).toEqual(sameRows(json));
  });

  it('Parquet, by DuckDB', async () => {
    const file = await saved(`/tables/${relation}.parquet`, `${relation}.parquet`);
    expect(sameRows(await db.rows(`select * from read_parquet(${literal(file)})`))).toEqual(sameRows(json));
  });

  it('CSV, by DuckDB', async () => {
    const buffer = await bytes(`/tables/${relation}.csv`);
    expect(buffer.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const file = join(t.folder, `${relation}.csv`);
    writeFileSync(file, buffer);
    const rows = await db.rows<Row>(
      `select * from read_csv(${literal(file)}, all_varchar = true, header = true, quote = '"', escape = '"', nullstr = '\\N')`,
    );
    const flat = json.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([k, v]) => [
          k,
          v === null
            ? ''
            : Array.isArray(v)
              ? v.join('、')
              : String(v).replace(/^(?=[=+\-@\t\r])/, typeof v === 'string' ? "'" : ''),
        ]),
      ),
    );
    expect(sameRows(rows.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, v ?? '']))))).toEqual(
      sameRows(flat),
    );
  });

  it('xlsx', async () => {
    const [sheet] = await readWorkbook(await bytes(`/tables/${relation}.xlsx`));
    const [head, ...rows] = sheet!.rows;
    expect(head!.cells).toEqual(columns.map((c) => c.title));
    // A sheet holds fifteen digits of a number, as Excel does.
    const flat = (v: unknown) =>
      v === null ? '' : Array.isArray(v) ? v.join('、') : String(typeof v === 'number' ? Number(v.toPrecision(15)) : v);
    const width = columns.length;
    expect(rows.map((r) => Array.from({ length: width }, (_, i) => flat(r.cells[i] ?? null)).join('|')).sort()).toEqual(
      json.map((row) => columns.map((c) => flat(row[c.name])).join('|')).sort(),
    );
  });
});

describe('a list that no SELECT made', () => {
  const pair = `link=${encodeURIComponent('集成电路封测')}&district=500112`;
  it('is the same in Arrow, NDJSON and Parquet, nested values as JSON text', async () => {
    const json = (await door.json<{ rows: Row[] }>(`/api/match?${pair}`)).rows;
    const lines = (await bytes(`/api/match.ndjson?${pair}`)).toString('utf8').trimEnd().split('\n');
    expect(lines.map((l) => JSON.parse(l))).toEqual(json);
    const arrow = tableFromIPC(await bytes(`/api/match.arrow?${pair}`)).toArray();
    expect(arrow.map((r) => JSON.parse(r.parts))).toEqual(json.map((r) => r.parts));
    const file = await saved(`/api/match.parquet?${pair}`, 'match.parquet');
    const parquet = await db.rows<Row>(`select * from read_parquet(${literal(file)}) order by rank`);
    expect(parquet.map((r) => [r.rank, r.name, r.score, (r.evidence as string[]).map((e) => JSON.parse(e))])).toEqual(
      json.map((r) => [r.rank, r.name, r.score, r.evidence]),
    );
  });
});

describe('what the door adds', () => {
  it('an empty result carries its columns', async () => {
    const table = tableFromIPC(await bytes('/tables/chain.gap.arrow?verdict=none'));
    expect(table.numRows).toBe(0);
    expect(table.schema.fields.map((f) => f.name)).toEqual(columnsOf(published['chain.gap']).map((c) => c.name));
    expect((await bytes('/tables/chain.gap.csv?verdict=none')).toString('utf8').trimEnd().split('\r\n')).toHaveLength(
      1,
    );
  });

  it('Accept chooses, the suffix outranks it', async () => {
    const type = async (path: string, accept: string) => (await door.get(path, { accept })).headers.get('content-type');
    expect(await type('/api/links', 'text/csv')).toContain('text/csv');
    expect(await type('/api/links', 'application/vnd.apache.arrow.stream')).toBe('application/vnd.apache.arrow.stream');
    expect(await type('/api/links.ndjson', 'text/csv')).toContain('ndjson');
    expect(await type('/api/links', '*/*')).toContain('application/json');
  });

  it('pages by cursor give every row once, and all of one snapshot', async () => {
    const whole = (await door.json<{ rows: Row[]; snapshot: string }>('/api/links?sort=-need')).rows;
    const pages: Row[] = [];
    let cursor = '';
    do {
      const page = await door.json<{ rows: Row[]; next?: string }>(
        `/api/links?sort=-need&limit=17${cursor && `&cursor=${cursor}`}`,
      );
      pages.push(...page.rows);
      cursor = page.next ?? '';
    } while (cursor);
    expect(pages).toEqual(whole);
  });

  it('filters, ranges, columns and order come from closed lists', async () => {
    const { rows } = await door.json<{ rows: Row[] }>('/api/links?version=2019&need_from=0&sort=-need');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((r) => r.version === '2019' && (r.need as number) >= 0)).toBe(true);
    expect(rows.map((r) => r.need)).toEqual(rows.map((r) => r.need).toSorted((a, b) => (b as number) - (a as number)));
    expect(Object.keys((await door.json<{ rows: Row[] }>('/tables/chain.gap?columns=need,link_id')).rows[0]!)).toEqual([
      'need',
      'link_id',
    ]);
    for (const bad of [
      'sort=description',
      'colour=red',
      'columns=need,secret',
      'cursor=eA',
      'limit=0',
      'need_from=x',
      'limit=20000',
    ])
      expect((await door.get(`/api/links?${bad}`)).status, bad).toBe(400);
  });

  it('answers 304 to the tag of the same snapshot, and names the snapshot', async () => {
    const first = await door.get('/api/links');
    const tag = first.headers.get('etag')!;
    const again = await door.get('/api/links', { 'if-none-match': tag });
    expect(again.status).toBe(304);
    expect((await door.get('/api/links.csv', { 'if-none-match': tag })).status).toBe(200);
    for (const name of ['snapshot', 'models', 'profile'])
      expect(first.headers.get(`x-yuzhao-${name}`)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('serves parts of a Parquet file', async () => {
    const whole = await bytes('/tables/chain.gap.parquet');
    const range = async (header: string) => door.get('/tables/chain.gap.parquet', { range: header });
    const tail = await range('bytes=-8');
    expect(tail.status).toBe(206);
    expect(tail.headers.get('content-range')).toBe(`bytes ${whole.length - 8}-${whole.length - 1}/${whole.length}`);
    expect(Buffer.from(await tail.arrayBuffer())).toEqual(whole.subarray(-8));
    expect(Buffer.from(await (await range('bytes=4-9')).arrayBuffer())).toEqual(whole.subarray(4, 10));
    expect((await range(`bytes=${whole.length}-`)).status).toBe(416);
    const head = await door.ask('/tables/chain.gap.parquet', { method: 'HEAD', headers: { cookie: door.cookie } });
    expect(head.headers.get('content-length')).toBe(String(whole.length));
  });
});
