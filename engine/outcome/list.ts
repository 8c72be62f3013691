/** What became of approaches, as of now: the newest row of each speaks. */
import type { OutcomeResult } from '../../data/schema/ledger/outcome.ts';
import type { StoredRow } from '../../data/schema/ledger-tables.ts';
import { readRows } from '../../data/store/index.ts';

export type OutcomeRow = Omit<StoredRow<'match_outcome'>, 'values' | 'once' | 'once_hash'>;

/** Newest first. */
export async function listOutcomes(store: string, result?: OutcomeResult): Promise<OutcomeRow[]> {
  const newest = new Map<string, OutcomeRow>();
  for (const { values: _, once: __, once_hash: ___, ...row } of await readRows(store, 'match_outcome'))
    newest.set([row.enterprise_id, row.link_id, row.district_id].join('\n'), row);
  return [...newest.values()]
    .filter((row) => result === undefined || row.result === result)
    .sort((a, b) => b.sequence - a.sequence);
}
