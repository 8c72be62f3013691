/** Decisions of persons about pairs, as the ledger keeps them: which are in force. */
import type { StoredRow } from '../../../data/schema/ledger-tables.ts';

export type DecisionRow = StoredRow<'identity_decision'>;

/** Decisions that nobody took back; of several on one pair the last. In an order that depends on the pairs only. */
export function inForce(rows: readonly DecisionRow[]): DecisionRow[] {
  const undone = new Set(rows.flatMap((row) => (row.verdict === 'undo' && row.undoes !== null ? [row.undoes] : [])));
  const last = new Map<string, DecisionRow>();
  for (const row of rows.toSorted((a, b) => a.sequence - b.sequence))
    if (row.verdict !== 'undo' && !undone.has(row.sequence))
      last.set(JSON.stringify([row.subject, row.left_id, row.right_id]), row);
  return [...last].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
