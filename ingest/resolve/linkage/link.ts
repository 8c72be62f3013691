/** One company, one identity: links the records of a relation by cascade and keeps a log of every link. */
import { readFileSync } from 'node:fs';
import { type ResolveRules, readResolveRules } from '../../../data/schema/resolve.ts';
import type { Database } from '../../../data/store/index.ts';
import { fitModel, type Parameters } from './fellegi-sunter.ts';
import { clusterRecords, codeNumbers, openLog, writeSets } from './merge-log.ts';
import { loadRecords, type Survey } from './records.ts';
import { Union } from './union.ts';

export type LinkOptions = {
  /** Thresholds, block sizes and weights; default data/rules/resolve.json. */
  rules?: ResolveRules['linkage'];
  /** Who runs it, for the log. */
  by?: string;
  /** ISO time for the log; default now. */
  at?: string;
  /** Of all records, where the relation holds only those worth weighing. */
  survey?: Survey | null;
  /** Called when `relation` was read and resolve.record stands as it stays; whoever works on them may do so beside what follows. */
  parsed?: (survey: Survey) => void;
  /** Called when a stage ends, with its milliseconds. */
  progress?: (stage: string, milliseconds: number) => void;
};

export type LinkResult = {
  /** Relation: left_id, right_id, method, rank, weight, probability, outcome (link, review). */
  pairs: 'resolve.pair';
  /** Relation: record_id, cluster_id, records. */
  clusters: 'resolve.cluster';
  /** Relation: decision_id, left_id, right_id, verdict, method, weight, probability, decided_by, decided_at, reason, undone_by. */
  log: 'resolve.merge_log';
  parameters: Parameters;
};

const sql = (name: string): string => readFileSync(new URL(`${name}.sql`, import.meta.url), 'utf8');

/**
 * Links `relation` (record_id, name; optional credit_code, city, capital_cny, registered_on, list = the one list that has it) by equal credit code, equal normalised full
 * name, unique core name, and Fellegi–Sunter over core name, brand, trade, form, place, city and capital. Pairs between
 * the two thresholds are for people to decide (decidePair). Nothing is random, and the order of rows does not matter.
 * Writes only into the schema `resolve` of `db`; decisions of earlier runs stay in force.
 */
export async function linkRecords(db: Database, relation: string, options: LinkOptions = {}): Promise<LinkResult> {
  const rules = options.rules ?? readResolveRules().linkage;
  const at = options.at ?? new Date().toISOString();
  const stage = stopwatch(options.progress);

  await openLog(db);
  const decided = await decidedIds(db);
  const { kept, survey } = await stage('parse names', () => loadRecords(db, relation, decided, options.survey));
  options.parsed?.(survey);
  await stage('exact', () => joinExact(db, kept));
  await stage('units', () => db.run(sql('unit')));
  await stage('blocking', () => db.run(sql('candidate'), rules.blocks));
  await stage('comparison', async () => {
    await db.run(sql('compare'));
    await db.run(sql('rival'));
  });
  const parameters = await stage('expectation maximisation', () => fitModel(db, rules));
  await stage('decision', async () => {
    const { link_at, review_at, capital_agreement, capital_pairs } = rules;
    await db.run(sql('decide'), { link_at, review_at, capital_agreement, capital_pairs });
    await db.run(sql('pair'));
    await db.run(sql('record-links'), {
      decided_by: options.by ?? 'yuzhao',
      decided_at: at,
      reason: `rules ${rules.version}`,
    });
  });
  await stage('clusters', () => clusterRecords(db));
  return { pairs: 'resolve.pair', clusters: 'resolve.cluster', log: 'resolve.merge_log', parameters };
}

/** resolve.exact and resolve.unit_of: what credit code and full name join. */
async function joinExact(db: Database, size: number): Promise<void> {
  await db.run(sql('exact'));
  const union = new Union(size, await codeNumbers(db, size));
  for await (const { rows, columns } of db.stream(
    "select l, r from resolve.exact order by method = 'full_name', l, r",
  )) {
    for (let i = 0; i < rows; i++) union.join(columns[0]![i] as number, columns[1]![i] as number);
  }
  await writeSets(db, 'resolve.unit_of', union, size);
}

async function decidedIds(db: Database): Promise<Set<string>> {
  const pairs = await db.rows<{ left_id: string; right_id: string }>(
    "select left_id, right_id from resolve.decision where method = 'person'",
  );
  return new Set(pairs.flatMap(({ left_id, right_id }) => [left_id, right_id]));
}

function stopwatch(progress: LinkOptions['progress']) {
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    progress?.(name, Math.round(performance.now() - start));
    return result;
  };
}
