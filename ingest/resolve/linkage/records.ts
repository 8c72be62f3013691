/** Reads a relation of company records, takes every name apart and keeps the parts as resolve.record. */
import { type Appender, type Database, quote } from '../../../data/store/index.ts';
import { parseName } from '../name-parts.ts';
import { createPlaces, learnStems, type Places } from '../places.ts';
import { normaliseName } from '../script.ts';

/** How many names must carry X市, X县 or X区 at their start for X to be a place without its suffix. */
const LEAST_NAMES = 20;

type Source = { id: string; name: string | null; code: string | null; city: string | null; capital: number | null };

/** Columns that `relation` may lack: they are read as missing. */
const optional = { credit_code: 'varchar', city: 'varchar', capital_cny: 'double' } as const;

async function selectRecords(db: Database, relation: string): Promise<string> {
  const has = new Set((await db.describe(`select * from ${quote(relation)}`)).map((c) => c.name));
  const cells = Object.entries(optional).map(([column, type]) =>
    has.has(column) ? `cast(${column} as ${type}) as ${column}` : `cast(null as ${type}) as ${column}`,
  );
  return `select cast(record_id as varchar) as record_id, cast(name as varchar) as name, ${cells.join(', ')} from ${quote(relation)} order by 1`;
}

async function readSources(db: Database, relation: string): Promise<Source[]> {
  const sources: Source[] = [];
  for await (const { rows, columns } of db.stream(await selectRecords(db, relation))) {
    const [id, name, code, city, capital] = columns as [string[], string[], string[], string[], number[]];
    for (let i = 0; i < rows; i++)
      sources.push({ id: id[i]!, name: name[i]!, code: code[i]!, city: city[i]!, capital: capital[i]! });
  }
  return sources;
}

const text = (appender: Appender, value: string | null): void =>
  value ? appender.appendVarchar(value) : appender.appendNull();

/** The name as one text without place suffixes and brackets, 有限责任公司 in its short form: what a typo is measured on. */
export const flatName = (normalised: string): string =>
  normalised.replace('有限责任公司', '有限公司').replace(/[省市区县()]/g, '');

function appendRecord(appender: Appender, i: number, source: Source, places: Places): void {
  const parts = parseName(source.name ?? '', places);
  appender.appendInteger(i);
  appender.appendVarchar(source.id);
  text(appender, source.code);
  text(appender, source.city === null ? null : (places.whole(source.city).at(-1)?.stem ?? source.city));
  if (source.capital === null || !(source.capital > 0)) appender.appendNull();
  else appender.appendDouble(source.capital);
  for (const part of [parts.place, parts.province, parts.brand, parts.trade, parts.core, parts.form])
    appender.appendVarchar(part);
  appender.appendBoolean(parts.group);
  appender.appendVarchar(parts.branch);
  appender.appendVarchar(parts.key);
  appender.appendVarchar(flatName(parts.text));
  appender.endRow();
}

/** @returns record ids by position: the `i` of resolve.record. Rows are taken in the order of their id, so input order does not matter. */
export async function loadRecords(db: Database, relation: string): Promise<string[]> {
  const sources = await readSources(db, relation);
  const places = createPlaces(learnStems(names(sources), LEAST_NAMES));
  await db.run(`create schema if not exists resolve;
    create or replace table resolve.record (i integer, record_id varchar, code varchar, city varchar, capital double, place varchar,
      province varchar, brand varchar, trade varchar, core varchar, form varchar, grouped boolean, branch varchar, key varchar, flat varchar)`);
  await db.append('resolve.record', (appender) => {
    for (let i = 0; i < sources.length; i++) appendRecord(appender, i, sources[i]!, places);
  });
  return sources.map((source) => source.id);
}

function* names(sources: readonly Source[]): Generator<string> {
  for (const { name } of sources) if (name) yield normaliseName(name);
}
