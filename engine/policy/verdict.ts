/** What reviewers decided about hits: rows of the ledger, the newest of a hit speaks. */
import { AppError } from '../../data/errors.ts';
import type { PolicyVerdict } from '../../data/schema/ledger/policy.ts';
import { appendRows, type Database, readRows } from '../../data/store/index.ts';

export type GivenVerdict = Pick<PolicyVerdict, 'verdict' | 'reason' | 'actor'>;

/** Durable when it resolves. @throws AppError hit_not_found when the snapshot has no such hit */
export async function recordVerdict(
  db: Database,
  store: string,
  hit_id: string,
  given: GivenVerdict,
): Promise<PolicyVerdict> {
  const [hit] = await db.rows<{ policy_id: string; piece_id: string; rule_id: string; quote: string; pack: string }>(
    'select policy_id, piece_id, rule_id, quote, pack from policy.hit where hit_id = $hit_id',
    { hit_id },
  );
  if (!hit)
    throw new AppError(
      'hit_not_found',
      `there is no hit «${hit_id}»`,
      'list the hits of the policy again: it was built anew',
    );
  const row: PolicyVerdict = { hit_id, ...hit, ...given };
  await appendRows(store, 'policy_verdict', [row]);
  return row;
}

/** hit → the verdict that speaks, as of now. */
export async function verdictsOf(
  store: string,
  policy_id: string,
): Promise<Map<string, PolicyVerdict & { recorded_at: string }>> {
  const rows = await readRows(store, 'policy_verdict', { policy_id });
  return new Map(rows.map((row) => [row.hit_id, row]));
}
