/** What persons decide about pairs: checked, recorded in the ledger, obeyed by the next build. */
import { AppError } from '../../../data/errors.ts';
import type { LedgerRow } from '../../../data/schema/ledger-tables.ts';
import {
  addRows,
  currentDerived,
  Database,
  literal,
  loadPath,
  loadsOf,
  readingLedger,
  selectRows,
  writingLedger,
} from '../../../data/store/index.ts';
import { type DecisionRow, inForce } from './decision.ts';

export type Subject = LedgerRow<'identity_decision'>['subject'];
export type NewDecision = {
  subject: Subject;
  left: string;
  right: string;
  verdict: 'same' | 'different';
  /** Of projects: what the two are to each other. */
  relation?: string;
  reason: string;
  actor: string;
};

/** A decision with what became of it. `undone_by`: sequence of the row that took it back. */
export type LoggedDecision = DecisionRow & { undone_by: number | null };

/**
 * Records a person's word on a pair.
 * @throws AppError identity_refused for one id twice or two credit codes, enterprise_not_found, project_not_found,
 * snapshot_missing before the first build
 */
export async function decideIdentity(store: string, decision: NewDecision, once?: string): Promise<DecisionRow> {
  const { subject, left, right, verdict, reason, actor } = decision;
  if (left === right) throw new AppError('identity_refused', `«${left}» is named twice`, 'name two different ids');
  await (subject === 'enterprise'
    ? requireCompanies(store, left, right, verdict)
    : requireProjects(store, left, right));
  const [left_id, right_id] = left < right ? [left, right] : [right, left];
  const row = { subject, left_id, right_id, verdict, undoes: null, relation: decision.relation ?? null, reason, actor };
  const { rows } = await writingLedger(store, (db) =>
    addRows(db, 'identity_decision', [row], once === undefined ? {} : { once }),
  );
  return rows[0]!;
}

/**
 * Takes a decision back: what it joined parts, what it parted may join again.
 * @throws AppError decision_not_found, identity_refused when it was taken back already
 */
export function undoIdentity(
  store: string,
  sequence: number,
  { reason, actor }: { reason: string; actor: string },
): Promise<DecisionRow> {
  return writingLedger(store, async (db) => {
    const log = logged(await selectRows(db, 'identity_decision'));
    const found = log.find((row) => row.sequence === sequence && row.verdict !== 'undo');
    if (!found)
      throw new AppError(
        'decision_not_found',
        `there is no decision ${sequence}`,
        'take the number from «yuzhao identity log»',
      );
    if (found.undone_by !== null)
      throw new AppError(
        'identity_refused',
        `decision ${sequence} was taken back by ${found.undone_by}`,
        'nothing is left to undo',
      );
    const { subject, left_id, right_id, relation } = found;
    const row = { subject, left_id, right_id, verdict: 'undo' as const, undoes: sequence, relation, reason, actor };
    return (await addRows(db, 'identity_decision', [row])).rows[0]!;
  });
}

/** Every decision, newest first. */
export const identityLog = (store: string): Promise<LoggedDecision[]> =>
  readingLedger(store, async (db) => logged(await selectRows(db, 'identity_decision')).toReversed());

function logged(rows: readonly DecisionRow[]): LoggedDecision[] {
  const undone = new Map(rows.flatMap((row) => (row.verdict === 'undo' ? [[row.undoes, row.sequence] as const] : [])));
  return rows.map((row) => ({ ...row, undone_by: undone.get(row.sequence) ?? null }));
}

/** Pairs of filings about which a person is asked and nobody has decided, surest first: columns of enterprise.link. */
export async function companiesToReview(store: string): Promise<Record<string, unknown>[]> {
  const file = currentDerived(store, 'pair');
  if (!file) throw notResolved(store);
  const decided = await readingLedger(store, async (db) => inForce(await selectRows(db, 'identity_decision')));
  const known = new Set(decided.map((d) => `${d.left_id} ${d.right_id}`));
  const rows = await query(
    `select * from read_parquet(${literal(file)}) where outcome = 'review' order by probability desc, left_id, right_id`,
  );
  return rows.filter((row) => !known.has(`${row.left_id} ${row.right_id}`));
}

const notResolved = (store: string): AppError =>
  new AppError('snapshot_missing', 'nothing was resolved in this store yet', 'run «yuzhao build» first', {
    file: store,
  });

async function query(sql: string, parameters: Record<string, string> = {}): Promise<Record<string, unknown>[]> {
  const db = await Database.open();
  try {
    return await db.rows(sql, parameters);
  } finally {
    db.closeAll();
  }
}

const isCode = (id: string): boolean => !/^N[0-9a-f]{16}$/.test(id);

async function requireCompanies(store: string, left: string, right: string, verdict: string): Promise<void> {
  const file = currentDerived(store, 'entity');
  if (!file) throw notResolved(store);
  const filings = loadsOf(store, 'enterprises').map((load) => loadPath(store, 'enterprises', load.load_id, 'accepted'));
  const files = [...filings, currentDerived(store, 'investor')].flatMap((path) => (path ? [literal(path)] : []));
  const found = (await query(
    `select f.enterprise_id, coalesce(e.entity_id, f.enterprise_id) as entity_id
     from (select distinct enterprise_id from read_parquet([${files.join(', ')}], union_by_name = true) where enterprise_id in ($left, $right)) as f
     left join read_parquet(${literal(file)}) as e on e.enterprise_id = f.enterprise_id`,
    { left, right },
  )) as { enterprise_id: string; entity_id: string }[];
  const entities = [left, right].map((id) => {
    const row = found.find((f) => f.enterprise_id === id);
    if (!row)
      throw new AppError(
        'enterprise_not_found',
        `there is no company «${id}» among the filings`,
        'take the ids from «yuzhao identity review»',
      );
    return row.entity_id;
  });
  if (verdict === 'same' && isCode(left) && isCode(right))
    throw new AppError(
      'identity_refused',
      `${left} and ${right} are two credit codes: two registered subjects`,
      'a wrong code is corrected in its source file, not by joining',
    );
  if (verdict === 'same' && entities.every(isCode) && entities[0] !== entities[1])
    throw new AppError(
      'identity_refused',
      `the two belong to ${entities.join(' and ')}: two credit codes never join`,
      'part one of them from its company first',
    );
}

async function requireProjects(store: string, left: string, right: string): Promise<void> {
  const files = loadsOf(store, 'projects').map((l) => literal(loadPath(store, 'projects', l.load_id, 'accepted')));
  const found = files.length
    ? await query(
        `select distinct project_id from read_parquet([${files.join(', ')}], union_by_name = true) where project_id in ($left, $right)`,
        { left, right },
      )
    : [];
  const missing = [left, right].find((id) => !found.some((row) => row.project_id === id));
  if (missing)
    throw new AppError(
      'project_not_found',
      `there is no project «${missing}» in the lists`,
      'take the codes from «yuzhao identity review --projects»',
    );
}
