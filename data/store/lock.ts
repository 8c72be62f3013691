/**
 * One writer: a lock file that names its process; a lock whose process is gone is taken over. A store has two locks: one for
 * loads and snapshots, held as long as a build takes, and one for the ledger, held for milliseconds and waited for.
 */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../errors.ts';

/** How long one waits for the ledger, and how often one looks, in ms. */
const PATIENCE = 20_000;
const BETWEEN = 10;
/** A lock file without a name is one that is being written; older than this, in ms, its writer died. */
const NAMELESS = 2_000;

/** Runs `work` while holding the store's write lock. @throws AppError store_locked when another process writes. */
export const withWriteLock = <T>(store: string, work: () => Promise<T>): Promise<T> =>
  holding(join(store, 'write.lock'), store, 0, work);

/** Runs `work` while holding the ledger's lock, for which it waits. @throws AppError store_locked after 20 s in vain */
export const withLedgerLock = <T>(store: string, work: () => Promise<T>): Promise<T> =>
  holding(join(store, 'ledger.lock'), store, PATIENCE, work);

/** Runs `work` while holding one journal's lock, for which it waits. @throws AppError store_locked after 20 s in vain */
export const withJournalLock = <T>(journal: string, store: string, work: () => Promise<T>): Promise<T> =>
  holding(`${journal}.lock`, store, PATIENCE, work);

async function holding<T>(path: string, store: string, patience: number, work: () => Promise<T>): Promise<T> {
  mkdirSync(store, { recursive: true });
  const until = Date.now() + patience;
  while (!take(path)) {
    if (Date.now() >= until)
      throw new AppError(
        'store_locked',
        `process ${ownerOf(path)} is writing to this store`,
        'wait until it is done, or use another --store',
        { file: path },
      );
    await pause(BETWEEN);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

const create = (path: string, content: string): boolean => {
  try {
    writeFileSync(path, content, { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
};

function take(path: string): boolean {
  if (create(path, String(process.pid))) return true;
  if (isHeld(path)) return false;
  clear(path);
  return create(path, String(process.pid));
}

/** Removes a lock whose owner is gone. Only one process at a time looks and removes, else it could remove a new owner's. */
function clear(path: string): void {
  const guard = `${path}.clearing`;
  if (!create(guard, String(process.pid))) {
    if (!isHeld(guard)) rmSync(guard, { force: true });
    return;
  }
  try {
    if (!isHeld(path)) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

function isHeld(path: string): boolean {
  try {
    const owner = ownerOf(path);
    return owner ? isAlive(owner) : Date.now() - statSync(path).mtimeMs < NAMELESS;
  } catch {
    return false;
  }
}

/** 0 = unknown. */
function ownerOf(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8')) || 0;
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
