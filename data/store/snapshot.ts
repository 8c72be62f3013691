/** Snapshots: everything derived, built into a fresh file and put in place by rename. Readers never see half a build. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { Database, type OpenOptions } from './database.ts';
import { sync } from './lake.ts';

/** A built snapshot. `id` names the inputs (loads, reference, models, profile) that it was made from. */
export type Snapshot = { id: string; path: string };

const pathOf = (store: string, id: string): string => join(store, `snapshot-${id}.duckdb`);
const pointer = (store: string): string => join(store, 'snapshot.current');

/** Builds a snapshot with `fill`; it becomes current only when it is whole and on disk. */
export async function buildSnapshot(
  store: string,
  id: string,
  options: OpenOptions,
  fill: (db: Database) => Promise<void>,
): Promise<Snapshot> {
  mkdirSync(store, { recursive: true });
  const draft = `${pathOf(store, id)}.draft`;
  for (const leftover of [draft, `${draft}.wal`]) rmSync(leftover, { force: true });
  const db = await Database.open(draft, options);
  try {
    await fill(db);
    await db.run('checkpoint');
  } catch (error) {
    db.closeAll();
    for (const leftover of [draft, `${draft}.wal`]) rmSync(leftover, { force: true });
    throw error;
  }
  db.closeAll();
  sync(draft);
  renameSync(draft, pathOf(store, id));
  const next = `${pointer(store)}.draft`;
  writeFileSync(next, id);
  sync(next);
  renameSync(next, pointer(store));
  sync(store);
  return { id, path: pathOf(store, id) };
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

/** Opens a snapshot (the current one unless `id` names another) for reading, sealed against the file system. @throws AppError snapshot_missing */
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
  return { id: snapshot.id, db: await Database.open(snapshot.path, { readOnly: true, sealed: true, ...options }) };
}

/** Deletes all snapshots but the current one and those named. */
export function pruneSnapshots(store: string, keep: readonly string[] = []): void {
  const current = currentSnapshot(store)?.id;
  for (const file of readdirSync(store)) {
    const id = /^snapshot-([0-9a-f]+)\.duckdb$/.exec(file)?.[1];
    if (id && id !== current && !keep.includes(id)) rmSync(join(store, file));
  }
}
