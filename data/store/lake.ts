/** The lake: every load as immutable Parquet beside its manifest. A load exists once its manifest does. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { check } from '../schema/check.ts';
import type { ListId } from '../schema/library.ts';
import { Load } from '../schema/load.ts';
import { withWriteLock } from './lock.ts';

export const loadPath = (store: string, library: string, loadId: string, part: 'accepted' | 'rejected'): string =>
  join(store, 'lake', library, `${loadId}.${part}.parquet`);

const manifestPath = (store: string, library: string, loadId: string): string =>
  join(store, 'lake', library, `${loadId}.json`);

/** The loads of a store that count, in the order in which they were made: one that a later load supersedes is left out. */
export function loadsOf(store: string, library?: ListId): Load[] {
  const all = everyLoad(store, library);
  const superseded = new Set(all.map((l) => l.supersedes));
  return all.filter((l) => !superseded.has(l.load_id));
}

/** The place in the order of loads that the next one takes. */
export const nextSequence = (store: string): number => 1 + Math.max(0, ...everyLoad(store).map((l) => l.sequence));

function everyLoad(store: string, library?: ListId): Load[] {
  const root = join(store, 'lake');
  return list(root)
    .filter((folder) => library === undefined || folder === library)
    .flatMap((folder) =>
      list(join(root, folder))
        .filter((f) => f.endsWith('.json'))
        .map((f) => join(root, folder, f)),
    )
    .map((path) => check(Load, JSON.parse(readFileSync(path, 'utf8')), 'store_unreadable', path))
    .sort((a, b) => a.sequence - b.sequence || a.load_id.localeCompare(b.load_id));
}

/** Where a load is written before it is committed. */
export function draftFolder(store: string): string {
  const folder = join(store, 'draft');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Holds the store for whoever loads files; what a killed load left, an unpacked file of gigabytes perhaps, goes first. */
export const withLoadLock = <T>(store: string, work: () => Promise<T>): Promise<T> =>
  withWriteLock(store, () => {
    clearDrafts(store);
    return work();
  });

function clearDrafts(store: string): void {
  for (const file of list(join(store, 'draft')))
    if (!file.startsWith('ledger-')) rmSync(join(store, 'draft', file), { recursive: true, force: true });
}

/** Moves the drafts into the lake and writes the manifest last: before that rename the load does not exist. */
export function commitLoad(store: string, load: Load, drafts: { accepted: string; rejected: string }): void {
  mkdirSync(join(store, 'lake', load.library), { recursive: true });
  for (const part of ['accepted', 'rejected'] as const) {
    sync(drafts[part]);
    renameSync(drafts[part], loadPath(store, load.library, load.load_id, part));
  }
  const draft = `${drafts.accepted}.json`;
  writeFileSync(draft, `${JSON.stringify(load, null, 2)}\n`);
  sync(draft);
  renameSync(draft, manifestPath(store, load.library, load.load_id));
  sync(join(store, 'lake', load.library));
}

/** Content hash of a file (sha256, hex). */
export async function contentHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(part as Buffer);
  return hash.digest('hex');
}

/** Forces a file or folder to disk. */
export function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
