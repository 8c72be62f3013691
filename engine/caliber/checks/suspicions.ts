/** What the checks found, each with an identity, its rows, and what people found when they looked. */
import { createHash } from 'node:crypto';
import { AppError } from '../../../data/errors.ts';
import type { LedgerRow, StoredRow } from '../../../data/schema/ledger-tables.ts';
import { appendRows, type Database, type Row, readRows } from '../../../data/store/index.ts';
import { newestNews } from '../news.ts';
import { type CheckResult, runChecks, type Suspicion } from './run.ts';

/** One suspicion, worded as one: `wording` goes wherever it goes. `verdict` null = nobody has looked yet. */
export type ListedSuspicion = Omit<CheckResult, 'found'> & {
  suspicion_id: string;
  district_id: string | null;
  project_ids: string[];
  figure: number;
  bound: number;
  event_ids: string[];
  verdict: StoredRow<'suspicion_verdict'>['verdict'] | null;
  verdict_reason: string | null;
  verdict_by: string | null;
  verdict_at: string | null;
};

export type SuspicionQuestion = { as_known_at?: string | undefined; since?: string | undefined };

/** A suspicion as a check found it, with its identity and the newest verdict on it. */
export type JudgedSuspicion = Suspicion &
  Pick<ListedSuspicion, 'suspicion_id' | 'verdict' | 'verdict_reason' | 'verdict_by' | 'verdict_at'>;
export type JudgedCheck = Omit<CheckResult, 'found'> & { found: JudgedSuspicion[] };

/** Every check with what it found, verdicts beside; a check without findings has none. `db`: a snapshot; verdicts are read live. */
export async function checkedSuspicions(
  db: Database,
  store: string,
  asked: SuspicionQuestion & { district?: string | undefined } = {},
): Promise<JudgedCheck[]> {
  const as_known_at = asked.as_known_at ?? (await newestNews(db));
  const results = await runChecks(db, { as_known_at, ...(asked.since ? { since: asked.since } : {}) });
  const verdicts = new Map((await readRows(store, 'suspicion_verdict')).map((v) => [v.suspicion_id, v]));
  const judged = (check: string, one: Suspicion): JudgedSuspicion => {
    const suspicion_id = idOf(check, one.project_ids, one.event_ids, one.district_id);
    const verdict = verdicts.get(suspicion_id);
    return {
      ...one,
      suspicion_id,
      verdict: verdict?.verdict ?? null,
      verdict_reason: verdict?.reason ?? null,
      verdict_by: verdict?.actor ?? null,
      verdict_at: verdict?.recorded_at ?? null,
    };
  };
  return results.map((result) => ({
    ...result,
    found: result.found
      .filter((one) => !asked.district || one.district_id === asked.district)
      .map((one) => judged(result.check, one)),
  }));
}

/** The same as one list, checks in their order. */
export async function suspicions(
  db: Database,
  store: string,
  asked: SuspicionQuestion = {},
): Promise<ListedSuspicion[]> {
  const checks = await checkedSuspicions(db, store, asked);
  return checks.flatMap(({ found, ...check }) => found.map((one) => ({ ...check, ...one })));
}

/** One suspicion with the events it rests on and everything that was found about it. @throws AppError suspicion_not_found */
export async function suspicionCard(
  db: Database,
  store: string,
  suspicionId: string,
  asked: SuspicionQuestion = {},
): Promise<{ suspicion: ListedSuspicion; rows: Row[]; verdicts: StoredRow<'suspicion_verdict'>[] }> {
  const suspicion = (await suspicions(db, store, asked)).find((s) => s.suspicion_id === suspicionId);
  if (!suspicion)
    throw new AppError(
      'suspicion_not_found',
      `no suspicion «${suspicionId}»`,
      'list them: yuzhao checks; it is gone once its events changed',
    );
  return {
    suspicion,
    rows: await db.rows(
      `select event_id, project_id, kind, cast(happened_on as varchar) as happened_on, amount_cny, evidence_grade, source, note
       from ledger.event where event_id in (select unnest(from_json($ids, '["varchar"]'))) order by project_id, happened_on, event_id`,
      { ids: JSON.stringify(suspicion.event_ids) },
    ),
    verdicts: await readRows(store, 'suspicion_verdict', { suspicion_id: suspicionId }),
  };
}

export type SuspicionFinding = Omit<LedgerRow<'suspicion_verdict'>, 'check' | 'project_ids'>;

/** Records what a person found; nothing is taken off the list by it. @throws AppError suspicion_not_found */
export async function judgeSuspicion(
  db: Database,
  store: string,
  verdict: SuspicionFinding,
  asked: SuspicionQuestion = {},
): Promise<StoredRow<'suspicion_verdict'>> {
  const { suspicion } = await suspicionCard(db, store, verdict.suspicion_id, asked);
  const row = { ...verdict, check: suspicion.check, project_ids: suspicion.project_ids };
  return (await appendRows(store, 'suspicion_verdict', [row])).rows[0]!;
}

/** The same rows give the same suspicion; other rows give another, which nobody has looked at yet. */
const idOf = (check: string, projects: readonly string[], events: readonly string[], district: string | null): string =>
  createHash('sha256')
    .update(JSON.stringify([check, district, projects.toSorted(), events.toSorted()]))
    .digest('hex')
    .slice(0, 16);
