/** Threads and processes that give way. Linux gives every thread a priority of its own; elsewhere all threads are equal. */
import { fork } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism, setPriority } from 'node:os';

/** As `nice` counts. */
const farBehind = 10;
/** Far behind those who answer: what a thread sets for itself before it loads anything; null = threads have none. */
export const behind = process.platform === 'linux' ? farBehind : null;
const tasks = '/proc/self/task';

/**
 * Threads that come into being during `start` give way: of a database those are the ones on which long questions spread. Each
 * question has a thread that asks it, too, so none stands still.
 */
export async function startBehind<T>(start: () => Promise<T>): Promise<T> {
  if (behind === null) return start();
  const before = new Set(readdirSync(tasks));
  const started = await start();
  for (const task of readdirSync(tasks)) if (!before.has(task)) putBehind(Number(task), behind);
  return started;
}

function putBehind(task: number, nice: number): void {
  try {
    setPriority(task, nice);
  } catch {
    // It has ended since.
  }
}

/**
 * Runs one statement on a database file, or on `:memory:`, in a process of its own: whoever takes and gives back much memory holds
 * up all threads of his process, the longer the further behind he is. One core is left to others. @throws Error with what DuckDB says
 */
export async function runBehind(path: string, sql: string): Promise<void> {
  const child = fork(new URL('behind-process.js', import.meta.url), { execArgv: [] });
  child.send({ nice: farBehind, path, sql, threads: Math.max(1, availableParallelism() - 1) });
  const failure = await new Promise<string | null>((resolve) => {
    child.once('message', (told: { failure: string | null }) => resolve(told.failure));
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`the process that ran it ended with ${signal ?? code}`));
  });
  if (failure !== null) throw new Error(failure);
}
