/** Snapshots: everything derived, built into a fresh file and put in place by rename. Readers never see half a build. */
import {
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../errors.ts';
import { published } from '../schema/published.ts';
import { runBehind } from './behind.ts';
import { Database } from './database.ts';
import { sync } from './lake.ts';
import type { OpenOptions } from './settings.ts';
import { literal, quote } from './sql-text.ts';

/** A built snapshot. `id` names the inputs (loads, reference, models, profile) that it was made from. */
export type Snapshot = { id: string; path: string };

const pathOf = (store: string, id: string): string => join(store, `snapshot-${id}.duckdb`);
const pointer = (store: string): string => join(store, 'snapshot.current');

/** A snapshot in the making, in a file that no reader looks for; `drop` unless it was kept. */
export type Draft = { db: Database; keep(id: string): Promise<Snapshot>; drop(): void };

/** An empty draft, or a copy of `from`; a store has one at a time. It becomes current only when it is whole and on disk. */
export async function openDraft(store: string, options: OpenOptions & { from?: Snapshot } = {}): Promise<Draft> {
  mkdirSync(store, { recursive: true });
  const file = join(store, 'snapshot.draft');
  const remove = (): void => {
    for (const leftover of [file, `${file}.wal`]) rmSync(leftover, { force: true });
  };
  remove();
  if (options.from) await copyFile(options.from.path, file, constants.COPYFILE_FICLONE);
  const db = await Database.open(file, { ...options, draft: true });
  let kept = false;
  return {
    db,
    keep: async (id) => {
      // of the little that changed: FSST would halve its texts, and take as long as all the rest of the writing
      if (options.from) await db.run("set disabled_compression_methods = 'fsst'");
      await db.run('checkpoint');
      kept = true;
      db.closeAll();
      sync(file);
      renameSync(file, pathOf(store, id));
      const next = `${pointer(store)}.draft`;
      writeFileSync(next, id);
      sync(next);
      renameSync(next, pointer(store));
      sync(store);
      return { id, path: pathOf(store, id) };
    },
    drop: () => {
      if (kept) return;
      db.closeAll();
      remove();
    },
  };
}

/** Builds a snapshot with `fill`. */
export async function buildSnapshot(
  store: string,
  id: string,
  options: OpenOptions,
  fill: (db: Database) => Promise<void>,
): Promise<Snapshot> {
  const draft = await openDraft(store, options);
  try {
    await fill(draft.db);
    return await draft.keep(id);
  } finally {
    draft.drop();
  }
}

/** The snapshot that is served, or null before the first build. */
export function currentSnapshot(store: string): Snapshot | null {
  if (!existsSync(pointer(store))) return null;
  const id = readFileSync(pointer(store), 'utf8').trim();
  return existsSync(pathOf(store, id)) ? { id, path: pathOf(store, id) } : null;
}

/** A snapshot that is still on disk, or null. */
export const snapshotOf = (store: string, id: string): Snapshot | null =>
  /^[0-9a-f]+$/.test(id) && existsSync(pathOf(store, id)) ? { id, path: pathOf(store, id) } : null;

/**
 * Opens a snapshot (the current one unless `id` names another) for reading, sealed against the file system.
 * @throws AppError snapshot_missing, or snapshot_outdated if another version built it
 */
export async function openSnapshot(
  store: string,
  options: OpenOptions = {},
  id?: string,
): Promise<{ id: string; db: Database }> {
  const snapshot = id === undefined ? currentSnapshot(store) : snapshotOf(store, id);
  if (!snapshot)
    throw new AppError('snapshot_missing', 'this store has no snapshot yet', 'run «yuzhao build» first', {
      file: store,
    });
  const db = await Database.open(snapshot.path, { readOnly: true, sealed: true, ...options });
  const missing = await missingFrom(db);
  if (missing.length) {
    db.closeAll();
    throw new AppError(
      'snapshot_outdated',
      `another version built this snapshot: it lacks ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ` and ${missing.length - 3} more columns` : ''}`,
      'run «yuzhao build»; it makes a new one from what is loaded',
      { file: snapshot.path },
    );
  }
  return { id: snapshot.id, db };
}

const declared = Object.entries(published).flatMap(([relation, record]) =>
  Object.keys(record.properties).map((column) => `${relation}.${column}`),
);

/** Declared columns that a snapshot does not have. */
async function missingFrom(db: Database): Promise<string[]> {
  const { there } = await db.one<{ there: string[] }>(
    "select list(schema_name || '.' || table_name || '.' || column_name) as there from duckdb_columns() where not internal",
  );
  const known = new Set(there);
  return declared.filter((column) => !known.has(column));
}

/** Where the tables of a snapshot lie as files of their own, once somebody asked for them. */
const filesOf = (store: string, id: string): string => join(store, `snapshot-${id}.tables`);

const writing = new Map<string, Promise<string>>();

/**
 * Path of one table of a snapshot as Parquet; written on first use, then the same bytes for as long as the snapshot is on disk.
 * @throws AppError snapshot_not_found
 */
export async function tableFile(store: string, id: string, relation: string): Promise<string> {
  const file = join(filesOf(store, id), `${relation}.parquet`);
  if (existsSync(file)) return file;
  const there = writing.get(file);
  if (there) return there;
  const snapshot = snapshotOf(store, id);
  if (!snapshot)
    throw new AppError('snapshot_not_found', `snapshot «${id}» is not on disk any more`, 'read the current one');
  const work = writeTable(snapshot.path, relation, file).finally(() => writing.delete(file));
  writing.set(file, work);
  return work;
}

async function writeTable(snapshot: string, relation: string, file: string): Promise<string> {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  await runBehind(snapshot, `copy ${quote(relation)} to ${literal(draft)} (format parquet, compression zstd)`);
  renameSync(draft, file);
  return file;
}

/**
 * Deletes all snapshots but the current one, those named, and the `recent` newest others: readers page through a list
 * on the snapshot on which they began.
 */
export function pruneSnapshots(store: string, keep: readonly string[] = [], recent = 1): void {
  const current = currentSnapshot(store)?.id;
  const others = readdirSync(store)
    .flatMap((file) => /^snapshot-([0-9a-f]+)\.duckdb$/.exec(file)?.[1] ?? [])
    .filter((id) => id !== current && !keep.includes(id))
    .map((id) => ({ id, madeAt: statSync(pathOf(store, id)).mtimeMs }))
    .sort((a, b) => b.madeAt - a.madeAt);
  for (const { id } of others.slice(recent)) {
    rmSync(pathOf(store, id));
    rmSync(filesOf(store, id), { recursive: true, force: true });
  }
}
