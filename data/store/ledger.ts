/**
 * The ledger on disk: `ledger.duckdb` with one append-only table `event`. Each transaction opens the file under the
 * store's write lock, appends, checkpoints, closes and syncs: when the promise resolves, the events are durable.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { columnsOf } from '../schema/columns.ts';
import { type Appended, LedgerEvent, type NewEvent } from '../schema/ledger.ts';
import { Database, literal, quote } from './database.ts';
import { sync } from './lake.ts';
import { asInstant } from './ledger-entry.ts';
import { judgeEvents, type Known, type ProjectState } from './ledger-judge.ts';
import { withWriteLock } from './lock.ts';

export const ledgerPath = (store: string): string => join(store, 'ledger.duckdb');

const columns = columnsOf(LedgerEvent);
const table = `create table if not exists event (${columns.map((c) => `${quote(c.name)} ${c.type}`).join(', ')})`;

export type AppendOptions = {
  /** When the batch was learned: an instant, or a day (its end in China). Default: now. An event's own known_at outranks it. */
  knownAt?: string;
  /** Projects known from elsewhere (the project library), so that their events need no opening event in the ledger. */
  projects?: ReadonlyMap<string, ProjectState>;
};

const queues = new Map<string, Promise<unknown>>();

/** One after another within this process; the lock keeps other processes out. */
function inTurn<T>(store: string, work: () => Promise<T>): Promise<T> {
  const turn = (queues.get(store) ?? Promise.resolve()).then(() => withWriteLock(store, work));
  queues.set(
    store,
    turn.catch(() => undefined),
  );
  return turn;
}

/**
 * Appends what is sound and says why of the rest; accepted + refused = events. Nothing on record is changed.
 * @throws AppError store_locked when another process is writing
 */
export function appendEvents(
  store: string,
  events: readonly NewEvent[],
  options: AppendOptions = {},
): Promise<Appended> {
  return inTurn(store, async () => {
    mkdirSync(store, { recursive: true });
    const db = await Database.open(ledgerPath(store));
    let judged: Appended;
    try {
      await db.run(table);
      const known = await knownOf(db, events, options.projects);
      judged = judgeEvents(events, known, {
        recordedAt: new Date().toISOString(),
        ...(options.knownAt ? { knownAt: asInstant(options.knownAt) } : {}),
      });
      if (judged.accepted.length) await append(db, judged.accepted);
      await db.run('checkpoint');
    } finally {
      db.closeAll();
    }
    sync(ledgerPath(store));
    sync(store);
    return judged;
  });
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

/** Runs `work` on the ledger, opened for reading; in it the relation is `ledger.event`. An absent ledger is an empty one. */
export function withLedger<T>(store: string, work: (db: Database) => Promise<T>): Promise<T> {
  return inTurn(store, async () => {
    const there = existsSync(ledgerPath(store));
    const db = await Database.open(there ? ledgerPath(store) : ':memory:', { readOnly: there });
    try {
      if (!there) await createLedger(db);
      return await work(db);
    } finally {
      db.closeAll();
    }
  });
}

/** Creates an empty `ledger.event` in a database that is not the ledger file, such as a snapshot. */
export async function createLedger(db: Database): Promise<void> {
  await db.run(`create schema if not exists ledger; ${table.replace('exists event', 'exists ledger.event')}`);
}

/** Copies the ledger into `ledger.event` of a snapshot under construction, sorted for scans. Call it under the write lock. */
export async function copyLedger(store: string, db: Database): Promise<void> {
  await createLedger(db);
  if (!existsSync(ledgerPath(store))) return;
  await db.run(`attach ${literal(ledgerPath(store))} as ledger_file (read_only)`);
  await db.run(
    'insert into ledger.event select * from ledger_file.main.event order by kind, project_id, happened_on, event_id',
  );
  await db.run('detach ledger_file');
}

/** Values travel as text and take their types in one statement: all of the batch or nothing. */
export async function append(db: Database, events: readonly LedgerEvent[], relation = 'event'): Promise<void> {
  await db.run(
    `create or replace temp table incoming (${columns.map((c) => `${quote(c.name)} ${c.type === 'DOUBLE' ? c.type : 'VARCHAR'}`).join(', ')})`,
  );
  await db.append('incoming', (appender) => {
    for (const event of events) {
      for (const column of columns) {
        const value = event[column.name as keyof LedgerEvent];
        if (value === null) appender.appendNull();
        else if (column.type === 'DOUBLE') appender.appendDouble(value as number);
        else appender.appendVarchar(value as string);
      }
      appender.endRow();
    }
  });
  await db.run(
    `insert into ${quote(relation)} select ${columns.map((c) => `cast(${quote(c.name)} as ${c.type})`).join(', ')} from incoming`,
  );
  await db.run('drop table incoming');
}

async function knownOf(
  db: Database,
  events: readonly NewEvent[],
  elsewhere: AppendOptions['projects'],
): Promise<Known> {
  const projects = new Map(elsewhere ? [...elsewhere].map(([id, state]) => [id, { ...state }]) : []);
  const list = (pick: (event: NewEvent) => unknown) =>
    JSON.stringify([...new Set(events.map(pick).filter((id) => typeof id === 'string'))]);
  const wanted = list((e) => e?.project_id);
  const states = await db.rows<{ project_id: string } & ProjectState>(
    `select e.project_id,
       cast(min(e.happened_on) filter (where e.kind = 'contract') as varchar) as contract_on,
       coalesce(arg_max(e.district_id, e.happened_on) filter (where e.kind = 'transfer'),
         arg_min(e.district_id, e.happened_on) filter (where e.kind = 'contract'), arg_max(e.district_id, e.recorded_at)) as district_id
     from event as e
     where e.project_id in (select unnest(from_json($wanted, '["varchar"]'))) and e.kind <> 'retraction'
       and not exists (select 1 from event as c where c.corrects = e.event_id)
     group by e.project_id`,
    { wanted },
  );
  for (const { project_id, ...state } of states) projects.set(project_id, state);
  const touched = await db.rows<{ event_id: string; project_id: string | null; corrected_by: string | null }>(
    `select e.event_id, e.project_id, c.event_id as corrected_by
     from event as e left join event as c on c.corrects = e.event_id
     where e.project_id is null or e.project_id in (select unnest(from_json($wanted, '["varchar"]')))
       or e.event_id in (select unnest(from_json($named, '["varchar"]')))`,
    { wanted, named: list((e) => e?.corrects) },
  );
  return { projects, events: new Map(touched.map(({ event_id, ...state }) => [event_id, state])) };
}
