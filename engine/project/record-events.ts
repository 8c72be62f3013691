/** Events entered through a door: judged with what the ledger, the snapshot and the files know of the project. */
import type { Appended, NewEvent } from '../../data/schema/ledger.ts';
import {
  type AppendOptions,
  appendEvents,
  currentSnapshot,
  type Database,
  openSnapshot,
} from '../../data/store/index.ts';

/**
 * Appends what is sound and says why of the rest; durable when the promise resolves. Projects and events that only files
 * tell of count as known. `db`: a snapshot that is open already; without it the current one is opened. `only`: adcode,
 * events of any other district are refused.
 * @throws AppError store_locked
 */
export async function recordEvents(
  store: string,
  events: readonly NewEvent[],
  options: { knownAt?: string; db?: Database; only?: string | undefined } = {},
): Promise<Appended> {
  const elsewhere = await knownElsewhere(store, events, options.db);
  const { knownAt, only } = options;
  return appendEvents(store, events, { ...elsewhere, only, ...(knownAt ? { knownAt } : {}) });
}

/** What the snapshot (`db`, else the current one, if any) knows of the projects and events that a batch names. */
export async function knownElsewhere(
  store: string,
  events: readonly NewEvent[],
  db?: Database,
): Promise<Pick<AppendOptions, 'projects' | 'events'>> {
  if (!db && !currentSnapshot(store)) return {};
  const snapshot = db ?? (await openSnapshot(store)).db;
  try {
    const list = (pick: (event: NewEvent) => unknown) =>
      JSON.stringify([...new Set(events.map(pick).filter((id) => typeof id === 'string'))]);
    const projects = await snapshot.rows<{
      project_id: string;
      contract_on: string | null;
      district_id: string | null;
    }>(
      `select project_id, signed_on as contract_on, district_id from project.register
       where project_id in (select unnest(from_json($wanted, '["varchar"]')))`,
      { wanted: list((e) => e?.project_id) },
    );
    const told = await snapshot.rows<{ event_id: string; project_id: string | null }>(
      `select event_id, project_id from ledger.event
       where actor = 'file' and event_id in (select unnest(from_json($named, '["varchar"]')))`,
      { named: list((e) => e?.corrects) },
    );
    return {
      projects: new Map(projects.map(({ project_id, ...state }) => [project_id, state])),
      events: new Map(told.map((e) => [e.event_id, e.project_id])),
    };
  } finally {
    if (!db) snapshot.closeAll();
  }
}
