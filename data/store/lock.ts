/** One writer a store: a lock file that names its process; a lock whose process is gone is taken over. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.ts';

/** Runs `work` while holding the store's write lock. @throws AppError store_locked when another process writes. */
export async function withWriteLock<T>(store: string, work: () => Promise<T>): Promise<T> {
  const path = join(store, 'write.lock');
  mkdirSync(store, { recursive: true });
  take(path);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): void {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
  } catch {
    const owner = Number(readOwner(path));
    if (owner && isAlive(owner))
      throw new AppError(
        'store_locked',
        `process ${owner} is writing to this store`,
        'wait until it is done, or use another --store',
        { file: path },
      );
    rmSync(path, { force: true });
    writeFileSync(path, String(process.pid), { flag: 'wx' });
  }
}

function readOwner(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
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
