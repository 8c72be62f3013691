/** What a resolution found out about all names, kept for the next one: it then reads only filings that are new. */
import {
  currentDerived,
  type Database,
  isMarked,
  literal,
  markIds,
  replaceDerived,
} from '../../../data/store/index.ts';
import type { Reaching } from '../linkage/reach.ts';
import { FEW, learntFrom, reachOf, type Survey } from '../linkage/records.ts';
import { countStems, createPlaces } from '../places.ts';
import { normaliseName } from '../script.ts';

/** From what a resolution follows. `rules`: hash of rules, places and statements. `decided`: ids that persons spoke of. */
export type Ground = { rules: string; loads: readonly string[]; decided: readonly string[] };

/** Rows of the file: kind, what is counted (text or value), and how often. */
type Line = { kind: string; text: string; count: number };

/** Keeps a survey, and the records that were worth weighing, as they were filed and as they were taken apart. */
export async function keepSurvey(
  db: Database,
  store: string,
  key: string,
  ground: Ground,
  survey: Survey,
): Promise<void> {
  const texts: [string, readonly string[]][] = [
    ['rules', [ground.rules]],
    ['load', ground.loads],
    ['decided', ground.decided],
  ];
  await db.run('create or replace temp table survey (kind varchar, text varchar, value double, count bigint)');
  await db.append('survey', (appender) => {
    const add = (kind: string, text: string, count: number) => {
      appender.appendVarchar(kind);
      appender.appendVarchar(text);
      appender.appendNull();
      appender.appendBigInt(BigInt(count));
      appender.endRow();
    };
    for (const [kind, all] of texts) for (const text of all) add(kind, text, 1);
    for (const [stem, count] of survey.stems) add('stem', stem, count);
    add('records', '', survey.records);
  });
  await db.run(`insert into survey select 'capital', '', capital, records from ${survey.capitals}`);
  await replaceDerived(store, 'survey', key, (path) =>
    db.run(`copy (select * from survey order by all) to ${literal(path)} (format parquet)`),
  );
  const known =
    'select n.*, r as parts from named as n join (select * exclude (i) from resolve.record) as r on r.record_id = n.record_id';
  await replaceDerived(store, 'record', key, (path) =>
    db.run(`copy (${known} order by n.record_id) to ${literal(path)} (format parquet)`),
  );
}

/**
 * Goes on from the last survey: leaves in `named` the records worth weighing now out of filings that came, went or stand
 * beside those, and in `known` all others. Reads `every_filing` of the loads of then and now. Null where everything has to
 * be read: other rules or decisions, or those without a code are not the same.
 */
export async function goOnFrom(
  db: Database,
  store: string,
  ground: Ground,
  offer: (loads: readonly string[], condition?: string) => Promise<boolean>,
  name: (filed: string) => Promise<void>,
): Promise<Survey | null> {
  const file = currentDerived(store, 'survey');
  const records = currentDerived(store, 'record');
  if (!file || !records) return null;
  await db.run(`create or replace temp table survey as select * from read_parquet(${literal(file)})`);
  const lines = await db.rows<Line>("select kind, text, count from survey where kind <> 'capital'");
  const of = (kind: string) => lines.filter((line) => line.kind === kind);
  const texts = (kind: string) => of(kind).map((line) => line.text);
  if (texts('rules')[0] !== ground.rules || texts('decided').join() !== ground.decided.toSorted().join()) return null;
  const then = texts('load');
  const loads = [...new Set([...then, ...ground.loads])];
  if (!(await offer(loads))) return null;
  const differing = loads.filter((load) => !then.includes(load) || !ground.loads.includes(load));
  await db.run(
    `create or replace table touched as select distinct enterprise_id as id from every_filing where ${among(differing)}`,
  );
  await markIds(db, 'touched');
  await offer(loads, isMarked('enterprise_id'));
  await Promise.all([
    db.run(`create or replace temp table touching as select * from every_filing where enterprise_id in (from touched);
      create or replace temp table known_ids as select record_id from read_parquet(${literal(records)})`),
    db.beside((other) =>
      other.run(
        `create or replace table known as select * from read_parquet(${literal(records)}) where enterprise_id not in (from touched)`,
      ),
    ),
  ]);
  await offer(ground.loads);
  await name(`select * from touching where ${among(then)}`);
  await db.run('create or replace temp table named_then as select * from named');
  await name(`select * from touching where ${among(ground.loads)}`);
  const stems = new Map(of('stem').map(({ text, count }) => [text, count]));
  return follow(db, ground, { stems, capitals: 'resolve.capital', records: of('records')[0]!.count });
}

const among = (loads: readonly string[]): string => `load_id in (${loads.map(literal).join(', ') || "''"})`;

/** Moves the counts from then to now, and takes out of `named` what is not worth weighing. */
async function follow(db: Database, { decided }: Ground, then: Survey): Promise<Survey | null> {
  const few = `(credit_code is null or record_id in (select unnest(from_json(${literal(JSON.stringify(decided))}, '["varchar"]'))))`;
  const fewOf = (names: string) => `select record_id, name from ${names} where ${few}`;
  const { moved, all, came } = await db.one<{ moved: number; all: number; came: number }>(
    `select (select count(*) from (
         (${fewOf('named_then')} except ${fewOf('named')}) union all (${fewOf('named')} except ${fewOf('named_then')}))) as moved,
       (select count(*) from named where ${few}) + (select count(*) from known where ${few}) as all,
       (select count(*) from named) - (select count(*) from named_then) as came`,
  );
  const records = then.records + came;
  if (moved > 0 || all > FEW * records) return null;
  const [before, now] = [await namesIn(db, 'named_then'), await namesIn(db, 'named')];
  const stems = new Map(then.stems);
  for (const [stem, n] of countStems(before.values())) stems.set(stem, stems.get(stem)! - n);
  for (const [stem, n] of countStems(now.values())) stems.set(stem, (stems.get(stem) ?? 0) + n);
  const learnt = learntFrom(stems);
  if (learnt.toSorted().join() !== learntFrom(then.stems).toSorted().join()) return null;
  // a record under the name of then is worth weighing if it was
  const renamed = [...now].filter(([id, name]) => before.get(id) !== name);
  const reached = renamed.length
    ? reachOf(
        (await namesIn(db, `named where ${few}`)).values(),
        createPlaces(learnt),
        await reachingIn(db, `known where ${few}`),
      )
    : () => false;
  await db.run('create or replace temp table renamed (record_id varchar, reached boolean)');
  await db.append('renamed', (appender) => {
    for (const [id, name] of renamed) {
      appender.appendVarchar(id);
      appender.appendBoolean(reached(name));
      appender.endRow();
    }
  });
  await db.run(`create schema if not exists resolve;
    create or replace table resolve.capital as
      select capital, sum(records) as records from (
        select value as capital, count as records from survey where kind = 'capital'
        union all select capital_cny, -1 from named_then where capital_cny > 0
        union all select capital_cny, 1 from named where capital_cny > 0) as c
      group by capital having sum(records) > 0;
    delete from named where not ${few} and (record_id in (select record_id from renamed where not reached)
      or record_id not in (select record_id from renamed union from known_ids))`);
  return { stems, capitals: 'resolve.capital', records, known: 'known' };
}

const reachingIn = async (db: Database, known: string): Promise<Reaching[]> =>
  (
    await db.rows<Reaching['parts'] & { flat: string }>(
      `select parts.place, parts.core, parts.form, parts.branch, parts.flat from ${known}`,
    )
  ).map(({ flat, ...parts }) => ({ parts, flat }));

/** Normalised names by record. */
async function namesIn(db: Database, records: string): Promise<Map<string, string>> {
  const rows = await db.rows<{ id: string; name: string }>(`select record_id as id, name from ${records}`);
  return new Map(rows.map(({ id, name }) => [id, normaliseName(name)]));
}
