/** Decisions about pairs of records, and the clusters that follow from them. Decisions are only added; an undo is a decision too. */
import { readFileSync } from 'node:fs';
import { AppError } from '../../../data/errors.ts';
import type { Database } from '../../../data/store/index.ts';
import { Union } from './union.ts';

/** Who decides, when (ISO time) and why. */
export type Decider = { by: string; at: string; reason: string };

const logSql = readFileSync(new URL('log.sql', import.meta.url), 'utf8');

/** Creates the log where it is missing. */
export const openLog = (db: Database): Promise<void> => db.run(logSql);

/** A person's word on a pair: outranks every automatic link, in this and in later runs. @returns the decision's id */
export async function decidePair(
  db: Database,
  left: string,
  right: string,
  verdict: 'same' | 'different',
  { by, at, reason }: Decider,
): Promise<number> {
  const [low, high] = left < right ? [left, right] : [right, left];
  const row = await db.one<{ decision_id: number }>(
    `insert into resolve.decision (left_id, right_id, verdict, method, decided_by, decided_at, reason)
     values ($low, $high, $verdict, 'person', $by, cast($at as timestamp), $reason) returning decision_id`,
    { low, high, verdict, by, at, reason },
  );
  return row.decision_id;
}

/**
 * Takes a decision back. An automatic link that was undone is not made again. @returns the id of the undo
 * @throws AppError relation_not_found if there is no such decision, option_invalid if it is undone already
 */
export async function undoDecision(db: Database, decision: number, { by, at, reason }: Decider): Promise<number> {
  const [found] = await db.rows<{ left_id: string; right_id: string; undone_by: number | null }>(
    'select left_id, right_id, undone_by from resolve.merge_log where decision_id = $decision',
    { decision },
  );
  if (!found) throw new AppError('relation_not_found', `no decision ${decision}`, 'take the id from resolve.merge_log');
  if (found.undone_by !== null)
    throw new AppError(
      'option_invalid',
      `decision ${decision} was undone by ${found.undone_by}`,
      'nothing is left to undo',
    );
  const row = await db.one<{ decision_id: number }>(
    `insert into resolve.decision (left_id, right_id, verdict, method, decided_by, decided_at, reason, undoes)
     values ($left, $right, 'undo', 'person', $by, cast($at as timestamp), $reason, $decision) returning decision_id`,
    { left: found.left_id, right: found.right_id, by, at, reason, decision },
  );
  return row.decision_id;
}

type Edge = { l: number; r: number };

/** Pairs that must not meet: a person said so, or undid the automatic link. */
const vetoSql = `select a.i as l, b.i as r from resolve.merge_log as d
  join resolve.record as a on a.record_id = d.left_id join resolve.record as b on b.record_id = d.right_id
  where (d.verdict = 'different' and d.undone_by is null) or (d.verdict = 'same' and d.method <> 'person' and d.undone_by is not null)`;

const linkSql = `select a.i as l, b.i as r from resolve.merge_log as d
  join resolve.record as a on a.record_id = d.left_id join resolve.record as b on b.record_id = d.right_id
  where d.verdict = 'same' and d.undone_by is null
  order by d.method <> 'person', d.decision_id`;

/**
 * Rebuilds resolve.cluster (record_id, cluster_id = smallest record id in it, records) from the decisions in force:
 * persons first, then in the order of the log. A link that would join two credit codes or a vetoed pair is passed over.
 */
export async function clusterRecords(db: Database): Promise<void> {
  const { size } = await db.one<{ size: number }>('select count(*) as size from resolve.record');
  const union = new Union(size, await codeNumbers(db, size));
  for (const { l, r } of await db.rows<Edge>(vetoSql)) union.veto(l, r);
  for await (const { rows, columns } of db.stream(linkSql)) {
    for (let i = 0; i < rows; i++) union.join(columns[0]![i] as number, columns[1]![i] as number);
  }
  await writeSets(db, 'resolve.cluster_of', union, size);
  await db.run(`create or replace table resolve.cluster as
    select r.record_id, c.record_id as cluster_id, count(*) over (partition by s.unit) as records
    from resolve.cluster_of as s
    join resolve.record as r on r.i = s.i
    join resolve.record as c on c.i = s.unit`);
}

/** Credit codes as numbers by record, 0 = none. */
export async function codeNumbers(db: Database, size: number): Promise<Int32Array> {
  const codes = new Int32Array(size);
  const sql = 'select i, dense_rank() over (order by code) as number from resolve.record where code is not null';
  for await (const { rows, columns } of db.stream(sql)) {
    for (let k = 0; k < rows; k++) codes[columns[0]![k] as number] = columns[1]![k] as number;
  }
  return codes;
}

/** Writes (i, unit): the smallest member of the set of every record. */
export async function writeSets(db: Database, relation: string, union: Union, size: number): Promise<void> {
  await db.run(`create or replace table ${relation} (i integer, unit integer)`);
  await db.append(relation, (appender) => {
    for (let i = 0; i < size; i++) {
      appender.appendInteger(i);
      appender.appendInteger(union.find(i));
      appender.endRow();
    }
  });
}
