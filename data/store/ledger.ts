/** Project events in the ledger: `ledger.event`, append-only and bitemporal. Other tables: ledger-table.ts. */
import { columnsOf } from '../schema/columns.ts';
import { type Appended, LedgerEvent, type NewEvent } from '../schema/ledger.ts';
import type { Database } from './database.ts';
import { asInstant } from './ledger-entry.ts';
import { writingLedger } from './ledger-file.ts';
import { judgeEvents, type Known, type ProjectState } from './ledger-judge.ts';
import { insertText } from './table.ts';

const columns = columnsOf(LedgerEvent);

export type AppendOptions = {
  /** When the batch was learned: an instant, or a day (its end in China). Default: now. An event's own known_at outranks it. */
  knownAt?: string;
  /** Projects known from elsewhere (the project library), so that their events need no opening event in the ledger. */
  projects?: ReadonlyMap<string, ProjectState>;
  /** Events told by files, by id → project: they can be corrected here although the ledger does not hold them. */
  events?: ReadonlyMap<string, string | null>;
  /** Adcode: events of any other district are refused. */
  only?: string | undefined;
};

/**
 * Appends what is sound and says why of the rest; accepted + refused = events. Nothing on record is changed.
 * @throws AppError store_locked when another process is writing
 */
export function appendEvents(
  store: string,
  events: readonly NewEvent[],
  options: AppendOptions = {},
): Promise<Appended> {
  return writingLedger(store, (db) => addEvents(db, events, options));
}

/** The same within a transaction of `writingLedger`, for work that writes to other tables too. */
export async function addEvents(
  db: Database,
  events: readonly NewEvent[],
  options: AppendOptions = {},
): Promise<Appended> {
  const known = await knownOf(db, events, options);
  const judged = judgeEvents(events, known, {
    recordedAt: new Date().toISOString(),
    only: options.only,
    ...(options.knownAt ? { knownAt: asInstant(options.knownAt) } : {}),
  });
  if (judged.accepted.length) await append(db, judged.accepted);
  return judged;
}

/** Every event known at `knownAt` (an instant, or a day: its end in China) that nothing known by then corrects, in order of valid time. */
export function readEventsAsOf(db: Database, knownAt: string): Promise<LedgerEvent[]> {
  const list = columns.map((c) =>
    c.type === 'TIMESTAMP' ? `strftime(e.${c.name}, '%Y-%m-%dT%H:%M:%S.%gZ') as ${c.name}` : `e.${c.name}`,
  );
  return db.rows<LedgerEvent>(
    `select ${list.join(', ')} from ledger.event as e
     where e.known_at <= cast($known_at as timestamp) and e.kind <> 'retraction'
       and not exists (select 1 from ledger.event as c where c.corrects = e.event_id and c.known_at <= cast($known_at as timestamp))
     order by e.happened_on, e.known_at, e.event_id`,
    { known_at: asInstant(knownAt) },
  );
}

/** Adds judged events to a table of events. */
export const append = (db: Database, events: readonly LedgerEvent[], relation = 'ledger.event'): Promise<void> =>
  insertText(db, relation, LedgerEvent, events);

async function knownOf(db: Database, events: readonly NewEvent[], elsewhere: AppendOptions): Promise<Known> {
  const projects = new Map([...(elsewhere.projects ?? [])].map(([id, state]) => [id, { ...state }]));
  const list = (pick: (event: NewEvent) => unknown) =>
    JSON.stringify([...new Set(events.map(pick).filter((id) => typeof id === 'string'))]);
  const wanted = list((e) => e?.project_id);
  const states = await db.rows<{ project_id: string } & ProjectState>(
    `select e.project_id,
       cast(min(e.happened_on) filter (where e.kind = 'contract') as varchar) as contract_on,
       coalesce(arg_max(e.district_id, e.happened_on) filter (where e.kind = 'transfer'),
         arg_min(e.district_id, e.happened_on) filter (where e.kind = 'contract'), arg_max(e.district_id, e.recorded_at)) as district_id
     from ledger.event as e
     where e.project_id in (select unnest(from_json($wanted, '["varchar"]'))) and e.kind <> 'retraction'
       and not exists (select 1 from ledger.event as c where c.corrects = e.event_id)
     group by e.project_id`,
    { wanted },
  );
  for (const { project_id, ...state } of states) {
    const told = projects.get(project_id);
    projects.set(project_id, {
      contract_on: state.contract_on ?? told?.contract_on ?? null,
      district_id: state.district_id ?? told?.district_id ?? null,
    });
  }
  const touched = await db.rows<{ event_id: string; project_id: string | null; corrected_by: string | null }>(
    `select e.event_id, e.project_id, c.event_id as corrected_by
     from ledger.event as e left join ledger.event as c on c.corrects = e.event_id
     where e.project_id is null or e.project_id in (select unnest(from_json($wanted, '["varchar"]')))
       or e.event_id in (select unnest(from_json($named, '["varchar"]')))`,
    { wanted, named: list((e) => e?.corrects) },
  );
  const corrected = await db.rows<{ event_id: string; corrected_by: string }>(
    'select corrects as event_id, min(event_id) as corrected_by from ledger.event where corrects in (select unnest(from_json($named, \'["varchar"]\'))) group by corrects',
    { named: list((e) => e?.corrects) },
  );
  const correctedBy = new Map(corrected.map((c) => [c.event_id, c.corrected_by]));
  const told = [...(elsewhere.events ?? [])].map(
    ([id, project_id]) => [id, { project_id, corrected_by: correctedBy.get(id) ?? null }] as const,
  );
  return {
    projects,
    events: new Map([...told, ...touched.map(({ event_id, ...state }) => [event_id, state] as const)]),
  };
}
