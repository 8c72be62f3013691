/** A model in a build that goes on from the last snapshot: what did not change stays, companies that did are done anew. */
import { createTable, type Database, markIds, quote } from '../../data/store/index.ts';
import type { MadeOnce } from '../../data/store/made-once.ts';
import { type Change, type Changes, companiesIn, speaksOf } from './changes.ts';
import { recordOf } from './contract.ts';
import { byCompany, byGroup, inputsInPart, type Model, type Reading } from './model.ts';

/**
 * The last snapshot: `db` is a copy of it, and it is attached as `previous` too; `carry` is attached for what is in between.
 * `made`: what lies in `carry` for more than one model.
 */
export type Previous = { changes: Changes; made: MadeOnce };

/** Fills a relation that exists and is empty. */
export type Fill = (relation: string, reading: Reading) => Promise<void>;

export const everything: Reading = { of: (input) => input, whole: true };

/** From this share of all companies on, doing them one by one spares nothing. */
const MANY = 1 / 8;
/** The same where only some columns matter and a comparison of all rows is paid for already. */
const MOST = 1 / 2;
/** Where so many times the rows lie in a table, counting those that were deleted, it is written anew, in its order. */
const WORN = 1.25;
/** A shorter table that code fills is always put in its order. */
const SHORT = 10_000;
/** Of larger tables nobody asks whether a whole run left them as they were. */
const COMPARED = 250_000;

/** Relation for what is in between. */
const held = (name: string): string => `carry.main.${name.replaceAll(/\W+/g, '_')}`;

/** Brings the table of a model up to date and notes what that changed for its readers. @returns false: nothing */
export async function carryOn(
  db: Database,
  model: Model,
  previous: Previous,
  readers: readonly Model[],
  fill: Fill,
): Promise<boolean> {
  const { changes } = previous;
  const changed = model.inputs.filter((input) => changes.of(input) !== 'nothing');
  const change = async (): Promise<Change> => {
    if (changed.length === 0) return 'nothing';
    if (model.kind === 'view') return 'anything';
    const ids = await companiesToDo(db, model, changed, previous);
    if (ids !== null) return doCompanies(db, model, ids, previous, fill);
    const groups = await groupsToDo(db, model, changed, previous);
    if (groups !== null) return doGroups(db, model, groups, fill);
    const inPart = readers.some((reader) => inputsInPart(reader).includes(model.relation));
    return readers.length > 0 ? doWhole(db, model, inPart, fill) : doUnasked(db, model, fill);
  };
  const made = await change();
  changes.set(model.relation, made);
  return made !== 'nothing';
}

/** Relation with the ids of all companies that a model must do, or null: it is to be done as a whole. */
async function companiesToDo(
  db: Database,
  model: Model,
  changed: string[],
  previous: Previous,
): Promise<string | null> {
  const promise = byCompany(model);
  if (!promise || changed.some((input) => !promise.inputs.includes(input))) return null;
  const ids = await union(
    db,
    model.relation,
    changed.map((input) => previous.changes.of(input)),
  );
  if (ids && !(await exceed(db, ids, MANY, 'enterprise.current', previous)))
    return model.kind === 'sql' && (await isWorn(db, model.relation)) ? null : ids;
  return promise.of && changed.join() === promise.inputs[0] ? differing(db, changed[0]!, promise.of, previous) : null;
}

/** Relation with the companies of all these changes, or null where one may touch any. */
async function union(db: Database, relation: string, changes: readonly Change[]): Promise<string | null> {
  const found = new Set(changes.map((change) => (typeof change === 'object' ? change.companies : change)));
  if (found.has('anything')) return null;
  if (found.size === 1) return [...found][0]!;
  const ids = held(`to do ${relation}`);
  await db.run(`create table ${ids} as ${[...found].map((one) => `select id from ${one}`).join(' union ')}`);
  return ids;
}

/** `least`: a shorter table counts as worn. */
async function isWorn(db: Database, relation: string, least = 0): Promise<boolean> {
  const { worn } = await db.one<{ worn: boolean | null }>(
    `select count(*) < ${least} or max(rowid) + 1 > ${WORN} * count(*) as worn from ${quote(relation)}`,
  );
  return worn === true;
}

/** Where anything may have changed in an input: the companies whose row differs in the columns that matter; null where they are most. */
async function differing(
  db: Database,
  input: string,
  of: readonly string[],
  previous: Previous,
): Promise<string | null> {
  const ids = held(`differing ${input} ${of.join()}`);
  const columns = ['enterprise_id', ...of].map(quote).join(', ');
  await previous.made.get(ids, () =>
    db.run(
      `create table ${ids} as select distinct enterprise_id as id from (${unlike(columns, input, `previous.${input}`)})`,
    ),
  );
  return (await exceed(db, ids, MOST, input, previous)) ? null : ids;
}

/** SELECT of the rows that lie more often in one of two relations; `_more`: how much more often in the first. */
const unlike = (columns: string, first: string, second: string): string =>
  `select ${columns}, sum(_more) as _more from (select ${columns}, 1 as _more from ${first} union all select ${columns}, -1 from ${second})
   group by all having sum(_more) <> 0`;

/** Whether the companies in `ids` are more than that share of the rows of a relation. */
const exceed = (db: Database, ids: string, share: number, relation: string, { made }: Previous): Promise<boolean> =>
  made.get(`${ids} exceed ${share} of ${relation}`, async () => {
    const { more } = await db.one<{ more: boolean }>(
      `select (select count(*) from ${ids}) > ${share} * (select count(*) from ${relation}) as more`,
    );
    return more;
  });

/** Takes out all rows of the companies in `ids` and puts in what the model says of them now. */
async function doCompanies(db: Database, model: Model, ids: string, previous: Previous, fill: Fill): Promise<Change> {
  const { inputs, key = 'enterprise_id' } = byCompany(model)!;
  const reading = new Map<string, string>();
  for (const input of inputs) reading.set(input, await rowsOf(db, input, ids, previous));
  const fresh = await replaceRows(db, model, { key, ids }, reading, fill);
  return fresh ? { companies: ids, rows: fresh } : 'nothing';
}

type Some = { key: string; ids: string };

/** Takes out the rows of which `key` is among `ids` and puts in what the model says of them now. @returns the relation of those, null where there were none and are none */
async function replaceRows(
  db: Database,
  model: Model,
  { key, ids }: Some,
  reading: ReadonlyMap<string, string>,
  fill: Fill,
): Promise<string | null> {
  const table = quote(model.relation);
  const fresh = held(`fresh ${model.relation}`);
  await createTable(db, fresh, recordOf(model));
  await fill(fresh, { of: (input) => reading.get(input) ?? input, whole: false });
  const named = `(${key}) in (select id from ${ids})`;
  const counted = (sql: string) => db.one<{ Count: number }>(sql);
  const before = await counted(`delete from ${table} where ${named}`);
  const after = await counted(`insert into ${table} select * from ${fresh} where ${named} order by rowid`);
  if (before.Count + after.Count === 0) return null;
  if (model.kind === 'code' && (await isWorn(db, model.relation, SHORT))) {
    const whole = held(`whole ${model.relation}`);
    await db.run(
      `create table ${whole} as select * from ${table} order by ${key} nulls first, rowid;
       delete from ${table}; insert into ${table} select * from ${whole}; drop table ${whole}`,
    );
  }
  return fresh;
}

/** Relation with the groups of all companies that changed, now and then, or null where the model promises nothing about groups. */
async function groupsToDo(db: Database, model: Model, changed: string[], previous: Previous): Promise<string | null> {
  const promise = byGroup(model);
  if (!promise || changed.join() !== promise.input) return null;
  const change = previous.changes.of(promise.input);
  if (typeof change !== 'object' || (await isWorn(db, model.relation))) return null;
  const groups = held(`groups ${model.relation}`);
  const now = await rowsOf(db, promise.input, change.companies, previous);
  const before = `(select * from previous.${promise.input} where enterprise_id in (select id from ${change.companies}))`;
  const of = (rows: string) => `select ${promise.column} as id from ${rows} where ${promise.column} is not null`;
  await db.run(`create table ${groups} as ${of(now)} union ${of(before)}`);
  return groups;
}

/** The same for groups. */
async function doGroups(db: Database, model: Model, groups: string, fill: Fill): Promise<Change> {
  const { column, input, as } = byGroup(model)!;
  const rows = held(`rows ${input} ${groups}`);
  await viewOf(db, rows, input, `${column} in (select id from ${groups})`);
  const fresh = await replaceRows(db, model, { key: as, ids: groups }, new Map([[input, rows]]), fill);
  return fresh ? companiesOf(db, model, `(select id as ${as} from ${groups})`) : 'nothing';
}

/** The rows that an input has of the companies in `ids`: those just made, or a view. */
async function rowsOf(db: Database, input: string, ids: string, { changes, made }: Previous): Promise<string> {
  const change = changes.of(input);
  if (typeof change === 'object' && change.companies === ids && change.rows) return change.rows;
  const rows = held(`rows ${input} ${ids}`);
  await made.get(rows, async () => {
    if (input === 'lake.enterprises') return copyFilings(db, rows, ids);
    const condition = await speaksOf(db, input, ids);
    if (condition === null) throw new Error(`${input} does not say of which company its rows are`);
    // several models read them, and to find them the whole files are read
    if (input.startsWith('lake.')) return db.run(`create table ${rows} as select * from ${input} where ${condition}`);
    return viewOf(db, rows, input, condition);
  });
  return rows;
}

/** The rows of lists of companies: a company is every filing that was joined to it; its own id may have gone to another one. */
async function copyFilings(db: Database, rows: string, ids: string): Promise<void> {
  const filings = held(`filings ${ids}`);
  await db.run(
    `create table ${filings} as select id from ${ids} union select enterprise_id from lake.identity where entity_id in (select id from ${ids})`,
  );
  await markIds(db, filings);
  await db.run(
    `create table ${rows} as select * from lake.marked_enterprises where enterprise_id in (select id from ${filings})`,
  );
}

/** A view, in another database, on some rows of a relation of this one. */
async function viewOf(db: Database, view: string, relation: string, condition: string): Promise<void> {
  const { here } = await db.one<{ here: string }>('select current_database() as here');
  const inside = condition.replaceAll('chain.company', `"${here}".chain.company`);
  await db.run(`create view ${view} as select * from "${here}".${quote(relation)} where ${inside}`);
}

/** Runs a model as a whole, of which nobody asks what that changed. */
async function doUnasked(db: Database, model: Model, fill: Fill): Promise<Change> {
  await createTable(db, model.relation, recordOf(model));
  await fill(model.relation, everything);
  return 'anything';
}

/** Runs a model as a whole; says whether that changed anything, where a small table can tell, and with `inPart` which companies. */
async function doWhole(db: Database, model: Model, inPart: boolean, fill: Fill): Promise<Change> {
  const table = quote(model.relation);
  const { rows } = await db.one<{ rows: number }>(`select count(*) as rows from ${table}`);
  if (rows > COMPARED) return doUnasked(db, model, fill);
  const name = quote(model.relation.split('.')[1]!);
  const fresh = `${model.relation}_anew`;
  await createTable(db, fresh, recordOf(model));
  await fill(fresh, everything);
  if (await isSame(db, quote(fresh), table)) {
    await db.run(`drop table ${quote(fresh)}`);
    return 'nothing';
  }
  const change = inPart ? await companiesOf(db, model, `(${unlike('*', quote(fresh), table)})`) : 'anything';
  await db.run(`drop table ${table}; alter table ${quote(fresh)} rename to ${name}`);
  return change;
}

/** Whether two relations with the same columns hold the same rows in the same order. */
async function isSame(db: Database, first: string, second: string): Promise<boolean> {
  const { same } = await db.one<{ same: boolean }>(
    `select not exists (
       from (select one from ${first} as one) positional join (select other from ${second} as other) where one is distinct from other
     ) as same`,
  );
  return same;
}

/** The companies that rows with the columns of a model speak of, as a change. */
async function companiesOf(db: Database, { relation }: Model, from: string): Promise<Change> {
  const companies = await companiesIn(db, relation, from);
  if (companies === null) return 'anything';
  await db.run(`create or replace table ${held(`ids ${relation}`)} as select distinct id from (${companies})`);
  return { companies: held(`ids ${relation}`) };
}
