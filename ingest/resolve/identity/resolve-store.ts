/** One company, one identity, for a whole store: all loads and what persons decided, resolved once and kept in the lake. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readResolveRules } from '../../../data/schema/resolve.ts';
import {
  type Database,
  derivedFile,
  literal,
  loadPath,
  loadsOf,
  readRows,
  replaceDerived,
} from '../../../data/store/index.ts';
import { openNamingSession } from '../../clean/session.ts';
import { linkRecords } from '../linkage/link.ts';
import { openLog } from '../linkage/merge-log.ts';
import type { Survey } from '../linkage/records.ts';
import { resolveMentions } from '../mentions.ts';
import { type DecisionRow, inForce } from './decision.ts';
import { writeEvidence } from './evidence.ts';
import { goOnFrom, keepSurvey } from './survey.ts';

const here = new URL('../', import.meta.url);
const sql = (name: string): string => readFileSync(new URL(`identity/${name}.sql`, here), 'utf8');

export type ResolveOptions = { memory?: string; progress?: (stage: string, milliseconds: number) => void };

/** What is kept of a resolution, each a Parquet file named by what it follows from, with the order of its rows. */
const parts = {
  entity: 'enterprise_id',
  investor: 'load_id, source_sheet, source_line',
  pair: 'left_id, right_id, method',
} as const;

/** `fresh`: false when the outcome in force already follows from the same loads, decisions and rules. `wentOn`: only what is new was read. */
export type Resolved = { key: string; fresh: boolean; wentOn: boolean };

/**
 * What a build needs beside the loads: which filings are one company, and whom relations and signs speak of. Nothing is
 * done again where nothing changed. Call it under the write lock, before a build.
 */
export async function resolveStore(store: string, options: ResolveOptions = {}): Promise<Resolved> {
  const resolved = await resolveIdentities(store, options);
  await resolveMentions(store);
  return resolved;
}

/**
 * Resolves the companies of all loads and the investors of all projects. The outcome depends on what was loaded and
 * decided, not on its order.
 */
async function resolveIdentities(store: string, options: ResolveOptions): Promise<Resolved> {
  const decisions = inForce(await readRows(store, 'identity_decision'));
  const loads = loadsOf(store).filter((load) => load.library === 'enterprises' || load.library === 'projects');
  const key = keyOf(
    loads.map((load) => load.load_id),
    decisions,
  );
  if (Object.keys(parts).every((part) => derivedFile(store, part, key))) return { key, fresh: false, wentOn: false };
  const ground = {
    rules: rulesHash(),
    loads: loads.map((load) => load.load_id),
    decided: decisions.flatMap((d) => (d.subject === 'enterprise' ? [d.left_id, d.right_id] : [])),
  };
  const db = await openNamingSession(options.memory ? { memory: options.memory } : {});
  let kept: Promise<void> | undefined;
  try {
    const offer = (ids: readonly string[], condition = '') => offerLoads(db, store, ids, condition);
    const name = (filed: string) => db.run(`create or replace temp view filed as ${filed}; ${sql('record')}`);
    const last = await goOnFrom(db, store, ground, offer, name);
    if (!last) {
      await offer(ground.loads);
      await name('select * from every_filing');
    }
    await openLog(db);
    await enter(db, decisions);
    // on one thread, which what follows does not keep both busy
    const parsed = (survey: Survey): void => {
      kept = db.beside(async (other) => {
        if (last?.known) await other.run(`insert into named select * exclude (parts) from ${last.known}`);
        await keepSurvey(other, store, key, ground, survey);
      });
      kept.catch(() => {}); // seen where it is waited for
    };
    await linkRecords(db, 'named', { at: '1970-01-01T00:00:00Z', ...options, survey: last, parsed });
    await Promise.all([writeEvidence(db), kept]);
    await db.run(sql('entity'));
    await db.run(sql('investor'));
    await db.run(sql('pair'));
    for (const [part, order] of Object.entries(parts))
      await replaceDerived(store, part, key, (path) =>
        db.run(`copy (select * from ${part} order by ${order}) to ${literal(path)} (format parquet)`),
      );
    return { key, fresh: true, wentOn: last !== null };
  } finally {
    await kept?.catch(() => {});
    db.closeAll();
  }
}

/** filed_enterprise, filed_project and every_filing: every accepted row of the loads; of companies those that meet a condition. False where a file is gone. */
async function offerLoads(db: Database, store: string, loads: readonly string[], condition: string): Promise<boolean> {
  const empty = {
    enterprises:
      "select '' as enterprise_id, '' as name_key, '' as name, '' as credit_code, '' as prefecture, 0.0 as capital_cny, date '2000-01-01' as registered_on, '' as load_id where false",
    projects:
      "select '' as project_id, '' as investor_credit_code, '' as investor_name, '' as load_id, '' as source_sheet, 0::bigint as source_line where false",
  };
  let found = 0;
  for (const [view, library] of [
    ['filed_enterprise', 'enterprises'],
    ['filed_project', 'projects'],
  ] as const) {
    const files = loads.map((load) => loadPath(store, library, load, 'accepted')).filter((file) => existsSync(file));
    found += files.length;
    const asked = condition && library === 'enterprises' ? ` where ${condition}` : '';
    await db.run(
      `create or replace view ${view} as ${files.length ? `select * from read_parquet([${files.map(literal).join(', ')}], union_by_name = true)${asked}` : empty[library]}`,
    );
  }
  await db.run(sql('filed'));
  return found === loads.length;
}

/** The decisions of persons, as the merge log holds them. */
async function enter(db: Database, decisions: readonly DecisionRow[]): Promise<void> {
  for (const d of decisions.filter(({ subject }) => subject === 'enterprise'))
    await db.run(
      `insert into resolve.decision (left_id, right_id, verdict, method, decided_by, decided_at, reason)
       values ($left_id, $right_id, $verdict, 'person', $actor, cast($recorded_at as timestamp), $reason)`,
      {
        left_id: d.left_id,
        right_id: d.right_id,
        verdict: d.verdict,
        actor: d.actor,
        recorded_at: d.recorded_at,
        reason: d.reason,
      },
    );
}

/** Name of the outcome: changes with loads, decisions, rules, places, or the statements that resolve. */
function keyOf(loads: readonly string[], decisions: readonly DecisionRow[]): string {
  const hash = createHash('sha256');
  for (const load of loads.toSorted()) hash.update(load);
  for (const { subject, left_id, right_id, verdict } of decisions)
    hash.update(JSON.stringify([subject, left_id, right_id, verdict]));
  return hash.update(rulesHash()).digest('hex').slice(0, 16);
}

function rulesHash(): string {
  const hash = createHash('sha256').update(JSON.stringify(readResolveRules()));
  for (const folder of [here, new URL('../../data/reference/geo/', here)])
    for (const file of (readdirSync(folder, { recursive: true }) as string[]).toSorted())
      if (/\.(?:ts|sql|csv)$/.test(file)) hash.update(readFileSync(new URL(file, folder)));
  return hash.digest('hex').slice(0, 16);
}
