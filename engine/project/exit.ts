/** Exit of a project (清理、退出): the decision, what became free, and the termination in the project's own history. */
import { AppError } from '../../data/errors.ts';
import type { LedgerRow, StoredRow } from '../../data/schema/ledger-tables.ts';
import { addEvents, addRows, type Database, selectRows, writingLedger } from '../../data/store/index.ts';
import { knownElsewhere } from './record-events.ts';

export type NewExit = Omit<LedgerRow<'project_exit'>, 'district_id'>;

/**
 * Records an exit and terminates the project, both or neither. `db`: the snapshot that the decision was made on.
 * @throws AppError project_not_found; exit_refused for a project that left already, an impossible day, more land than it holds
 */
export async function recordExit(db: Database, store: string, exit: NewExit): Promise<StoredRow<'project_exit'>> {
  const [held] = await db.rows<{ district_id: string | null; land_mu: number | null; terminated_on: string | null }>(
    'select district_id, land_mu, terminated_on from project.register where project_id = $project_id',
    { project_id: exit.project_id },
  );
  if (!held)
    throw new AppError(
      'project_not_found',
      `no project «${exit.project_id}» is known`,
      'look its code up in the register',
    );
  if (held.terminated_on) throw refused(`${exit.project_id} was terminated on ${held.terminated_on}`);
  const freed = exit.land_freed_mu ?? 0;
  if (held.land_mu !== null && freed > held.land_mu)
    throw refused(`${freed} mu cannot become free: ${exit.project_id} holds ${held.land_mu} mu`);
  const termination = {
    kind: 'termination' as const,
    project_id: exit.project_id,
    happened_on: exit.exited_on,
    cause: exit.reason,
    evidence: exit.decision,
    actor: exit.actor,
    source: 'project_exit',
  };
  const elsewhere = await knownElsewhere(store, [termination], db);
  return writingLedger(store, async (ledger) => {
    if ((await selectRows(ledger, 'project_exit', { project_id: exit.project_id })).length)
      throw refused(`${exit.project_id} has an exit on record`);
    const { refused: no } = await addEvents(ledger, [termination], elsewhere);
    if (no[0]) throw refused(no[0].reason);
    return (await addRows(ledger, 'project_exit', [{ ...exit, district_id: held.district_id }])).rows[0]!;
  });
}

const refused = (what: string): AppError =>
  new AppError('exit_refused', what, 'correct the entry, or correct the event that is in the way');
