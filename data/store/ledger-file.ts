/**
 * The file `ledger.duckdb`: opened for one piece of work under the ledger's own lock and closed again, so that a long build
 * or another process waits milliseconds for it. What a writer's promise resolved is on disk.
 */
import { constants, copyFileSync, existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TObject } from 'typebox';
import { columnsOf } from '../schema/columns.ts';
import { LedgerEvent } from '../schema/ledger.ts';
import { ledgerTables, storedRecord } from '../schema/ledger-tables.ts';
import { Database } from './database.ts';
import { contentHash, draftFolder, sync } from './lake.ts';
import { withLedgerLock } from './lock.ts';
import { literal, quote } from './sql-text.ts';

export const ledgerPath = (store: string): string => join(store, 'ledger.duckdb');

/** Every table of the ledger with all its columns: `event`, then the tables of data/schema/ledger-tables.ts. */
export const ledgerRecords: ReadonlyMap<string, TObject> = new Map<string, TObject>([
  ['event', LedgerEvent],
  ...Object.entries(ledgerTables).map(([table, record]) => [table, storedRecord(record)] as const),
]);

const queues = new Map<string, Promise<unknown>>();

/** One after another within this process, which may open the file only once; the lock keeps other processes out. */
function inTurn<T>(store: string, work: () => Promise<T>): Promise<T> {
  const key = resolve(store);
  const turn = (queues.get(key) ?? Promise.resolve()).then(() => withLedgerLock(store, work));
  queues.set(
    key,
    turn.catch(() => undefined),
  );
  return turn;
}

/**
 * Runs `work` in one transaction on the ledger: all that it writes is durable when the promise resolves, or none of it.
 * Relations are `ledger.<table>`, as for readers.
 * @throws AppError store_locked after 20 s in vain
 */
export function writingLedger<T>(store: string, work: (db: Database) => Promise<T>): Promise<T> {
  return inTurn(store, async () => {
    const db = await Database.open(ledgerPath(store));
    let result: T;
    try {
      await createTables(db);
      await db.run('begin transaction');
      result = await work(db);
      await db.run('commit');
      await db.run('checkpoint');
    } finally {
      db.closeAll();
    }
    sync(ledgerPath(store));
    sync(store);
    return result;
  });
}

/** Runs `work` on the ledger as it is now, for reading. Relations are `ledger.<table>`; an absent ledger is an empty one. */
export function readingLedger<T>(store: string, work: (db: Database) => Promise<T>): Promise<T> {
  return inTurn(store, async () => {
    const db = await Database.open();
    try {
      if (existsSync(ledgerPath(store))) await offerFile(db, ledgerPath(store));
      else await createLedger(db);
      return await work(db);
    } finally {
      db.closeAll();
    }
  });
}

/** Views `ledger.<table>` over the file; tables and columns that it is too old to have are empty. */
async function offerFile(db: Database, path: string): Promise<void> {
  await db.run(`attach ${literal(path)} as ledger_file (read_only); create schema ledger`);
  const held = await tablesIn(db, 'ledger_file');
  for (const [table, record] of ledgerRecords) {
    const columns = held.get(table);
    const list = columnsOf(record).map((c) =>
      columns?.has(c.name) ? quote(c.name) : `cast(null as ${c.type}) as ${quote(c.name)}`,
    );
    await db.run(
      `create view ledger.${quote(table)} as select ${list.join(', ')} ${columns ? `from ledger_file.main.${quote(table)}` : 'where false'}`,
    );
  }
}

const definition = (relation: string, record: TObject): string =>
  `create table if not exists ${quote(relation)} (${columnsOf(record)
    .map((c) => `${quote(c.name)} ${c.type}`)
    .join(', ')})`;

/** Tables of a database by name, with their columns. */
async function tablesIn(db: Database, database: string): Promise<Map<string, Set<string>>> {
  const rows = await db.rows<{ table_name: string; columns: string[] }>(
    'select table_name, list(column_name) as columns from duckdb_columns() where database_name = $database and not internal group by table_name',
    { database },
  );
  return new Map(rows.map((row) => [row.table_name, new Set(row.columns)]));
}

/** Creates what is missing: tables, and columns that a record gained since. */
async function createTables(db: Database): Promise<void> {
  const held = await tablesIn(db, 'ledger');
  for (const [table, record] of ledgerRecords) {
    const columns = held.get(table);
    if (!columns) await db.run(definition(table, record));
    else
      for (const column of columnsOf(record).filter((c) => !columns.has(c.name)))
        await db.run(`alter table ${quote(table)} add column ${quote(column.name)} ${column.type}`);
  }
}

/** Creates empty `ledger.<table>`s in a database that is not the ledger file, such as a snapshot. */
export async function createLedger(db: Database): Promise<void> {
  await db.run('create schema if not exists ledger');
  for (const [table, record] of ledgerRecords) await db.run(definition(`ledger.${table}`, record));
}

/** A copy of the ledger as it was at one moment: the file (null = nobody wrote yet) and the hash of what it holds. */
export type FrozenLedger = { path: string | null; hash: string; remove(): void };

export const nobodyWrote: FrozenLedger = { path: null, hash: '', remove: () => {} };

/** Copies the file under the lock (what a dead writer left in its log first put in place), so that a build may read it as long as it takes while others write on. */
export function freezeLedger(store: string): Promise<FrozenLedger> {
  return inTurn(store, async () => {
    if (!existsSync(ledgerPath(store))) return nobodyWrote;
    if (existsSync(`${ledgerPath(store)}.wal`)) (await Database.open(ledgerPath(store))).closeAll();
    const path = join(draftFolder(store), `ledger-${process.pid}-${Date.now()}.duckdb`);
    copyFileSync(ledgerPath(store), path, constants.COPYFILE_FICLONE);
    return { path, hash: await contentHash(path), remove: () => rmSync(path, { force: true }) };
  });
}

/** Copies a frozen ledger into the schema `ledger` of a snapshot under construction; events sorted for scans. */
export async function copyLedger(frozen: FrozenLedger, db: Database): Promise<void> {
  await createLedger(db);
  if (frozen.path === null) return;
  await db.run(`attach ${literal(frozen.path)} as ledger_file (read_only)`);
  const held = await tablesIn(db, 'ledger_file');
  for (const table of ledgerRecords.keys())
    if (held.has(table))
      await db.run(
        `insert into ledger.${quote(table)} by name select * from ledger_file.main.${quote(table)} order by ${table === 'event' ? 'kind, project_id, happened_on, event_id' : 'sequence'}`,
      );
  await db.run('detach ledger_file');
}
