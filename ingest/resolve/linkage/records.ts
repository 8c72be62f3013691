/** Reads a relation of company records, takes every name apart and keeps the parts as resolve.record. */
import { type Appender, type Database, literal, quote } from '../../../data/store/index.ts';
import { type NameParts, parseName } from '../name-parts.ts';
import { countStems, createPlaces, learnStems, type Places } from '../places.ts';
import { normaliseName } from '../script.ts';
import { createReach, type Reaching } from './reach.ts';

/** How many names must carry X市, X县 or X区 at their start for X to be a place without its suffix. */
const LEAST_NAMES = 20;

/** The stems that are places without their suffix. */
export const learntFrom = (stems: ReadonlyMap<string, number>): string[] => learnStems(stems, LEAST_NAMES);

/** Where more records than this lack a code, looking for the names around them spares nothing. */
export const FEW = 1 / 3;

type Source = {
  id: string;
  name: string;
  code: string | null;
  city: string | null;
  capital: number | null;
  day: string | null;
  list: string | null;
};

type SourceCells = [
  Source['id'],
  Source['name'],
  Source['code'],
  Source['city'],
  Source['capital'],
  Source['day'],
  Source['list'],
];

/** Columns that `relation` may lack: they are read as missing. */
const optional = {
  credit_code: 'varchar',
  city: 'varchar',
  capital_cny: 'double',
  registered_on: 'date',
  list: 'varchar',
} as const;

/** resolve.source: the relation with all its columns; `few` = without a code, or decided about. */
async function readRelation(db: Database, relation: string, decided: ReadonlySet<string>): Promise<void> {
  const has = new Set((await db.describe(`select * from ${quote(relation)}`)).map((c) => c.name));
  const cells = Object.entries(optional).map(([column, type]) =>
    has.has(column) ? `cast(${column} as ${type}) as ${column}` : `cast(null as ${type}) as ${column}`,
  );
  await db.run(
    `create schema if not exists resolve;
     create or replace table resolve.source as
       select r.*, credit_code is null or record_id in (select unnest(from_json(${literal(JSON.stringify([...decided]))}, '["varchar"]'))) as few
       from (select cast(record_id as varchar) as record_id, coalesce(cast(name as varchar), '') as name, ${cells.join(', ')} from ${quote(relation)}) as r`,
  );
}

const text = (appender: Appender, value: string | null): void =>
  value ? appender.appendVarchar(value) : appender.appendNull();

/** The name as one text without place suffixes and brackets, 有限责任公司 in its short form: what a typo is measured on. */
export const flatName = (normalised: string): string =>
  normalised.replace('有限责任公司', '有限公司').replace(/[省市区县()]/g, '');

function appendRecord(appender: Appender, i: number, source: Source, parts: NameParts, places: Places): void {
  appender.appendInteger(i);
  appender.appendVarchar(source.id);
  text(appender, source.code);
  text(appender, source.city === null ? null : (places.whole(source.city).at(-1)?.stem ?? source.city));
  if (source.capital === null || !(source.capital > 0)) appender.appendNull();
  else appender.appendDouble(source.capital);
  text(appender, source.day);
  text(appender, source.list);
  for (const part of [parts.place, parts.province, parts.brand, parts.trade, parts.core, parts.form])
    appender.appendVarchar(part);
  appender.appendBoolean(parts.group);
  appender.appendVarchar(parts.branch);
  appender.appendVarchar(parts.key);
  appender.appendVarchar(flatName(parts.text));
  appender.endRow();
}

type Names = { rows: number[]; texts: string[]; few: boolean[] };

/** Names of all records in one script, and which are of the few. */
async function readNames(db: Database): Promise<Names> {
  const found: Names = { rows: [], texts: [], few: [] };
  for await (const { rows, columns } of db.stream('select rowid, name, few from resolve.source')) {
    for (let i = 0; i < rows; i++) {
      found.rows.push(columns[0]![i] as number);
      found.texts.push(normaliseName(columns[1]![i] as string));
      found.few.push(columns[2]![i] as boolean);
    }
  }
  return found;
}

/** A test for normalised names: can it be paired with one of the few? `known`: those of them that were taken apart before. */
export function reachOf(
  few: Iterable<string>,
  places: Places,
  known: readonly Reaching[] = [],
): (name: string) => boolean {
  const parsed = [...few].map((name) => ({ parts: parseName(name, places), flat: flatName(name) }));
  const reached = createReach([...parsed, ...known]);
  return (name) => reached(name, flatName(name), () => parseName(name, places));
}

/** Row numbers of the few and of all that can be paired with one of them; the rest are companies of their own. */
function worthWeighing({ rows, texts, few }: Names, places: Places): number[] {
  const chosen = texts.filter((_, i) => few[i]);
  if (chosen.length > FEW * rows.length) return rows;
  const reached = reachOf(chosen, places);
  return rows.filter((_, i) => few[i] || reached(texts[i]!));
}

async function readSources(db: Database, kept: readonly number[]): Promise<Source[]> {
  await db.run('create or replace temp table kept (position bigint)');
  await db.append('kept', (appender) => {
    for (const row of kept) {
      appender.appendBigInt(BigInt(row));
      appender.endRow();
    }
  });
  const sources: Source[] = [];
  const sql = `select record_id, name, credit_code, city, capital_cny, registered_on, list from resolve.source
    where rowid in (select position from kept) order by record_id`;
  for await (const { rows, columns } of db.stream(sql)) {
    for (let i = 0; i < rows; i++) {
      const [id, name, code, city, capital, day, list] = columns.map((column) => column[i]) as SourceCells;
      sources.push({ id, name, code, city, capital, day, list });
    }
  }
  await db.run('drop table kept');
  return sources;
}

/**
 * What is to be known of all records before those worth weighing can be weighed. `capitals`: relation (capital, records).
 * `known`: relation of records that were taken apart before; its column `parts` is a row of resolve.record.
 */
export type Survey = { stems: ReadonlyMap<string, number>; capitals: string; records: number; known?: string };

/**
 * resolve.record: one row a record that can be one company with another; resolve.capital_use: how common a capital is.
 * Rows are taken in the order of their id, so input order does not matter.
 * @param decided ids that a person spoke of: they are kept however far apart they look
 * @param survey of all records, where `relation` holds only those worth weighing that it does not know
 * @returns how many records were kept, and the survey
 */
export async function loadRecords(
  db: Database,
  relation: string,
  decided: ReadonlySet<string> = new Set(),
  survey: Survey | null = null,
): Promise<{ kept: number; survey: Survey }> {
  await readRelation(db, relation, decided);
  const names = await readNames(db);
  const { stems, capitals, records, known } = survey ?? (await surveyOf(db, names));
  const places = createPlaces(learntFrom(stems));
  const sources = await readSources(db, survey ? names.rows : worthWeighing(names, places));
  await db.run(`create or replace table resolve.record (i integer, record_id varchar, code varchar, city varchar, capital double, day varchar, list varchar,
    place varchar, province varchar, brand varchar, trade varchar, core varchar, form varchar, grouped boolean, branch varchar, key varchar, flat varchar)`);
  await db.append('resolve.record', (appender) => {
    for (let i = 0; i < sources.length; i++)
      appendRecord(appender, i, sources[i]!, parseName(sources[i]!.name, places), places);
  });
  if (known)
    await db.run(`create or replace table resolve.record as
      select cast(row_number() over (order by record_id) - 1 as integer) as i, * exclude (i)
      from (from resolve.record union all by name select unnest(parts) from ${known}) order by record_id`);
  await db.run(capitalUse(capitals), { all: records });
  await db.run('drop table resolve.source');
  const { kept } = await db.one<{ kept: number }>('select count(*) as kept from resolve.record');
  return { kept, survey: { stems, capitals, records } };
}

async function surveyOf(db: Database, { rows, texts }: Names): Promise<Survey> {
  await db.run(
    `create or replace table resolve.capital as
     select capital_cny as capital, count(*) as records from resolve.source where capital_cny > 0 group by capital_cny`,
  );
  return { stems: countStems(texts), capitals: 'resolve.capital', records: rows.length };
}

/** What agreement in a capital is worth: 3 = an odd sum that almost nobody else has, 2 = few have it, 1 = a usual one. Over all records, kept or not. */
const capitalUse = (capitals: string): string => `create or replace table resolve.capital_use as
  select capital, case when records <= 20 and capital % pow(10, floor(log10(capital)) - 1) <> 0 then 3 when records <= 0.005 * $all then 2 else 1 end as level
  from ${capitals}`;
