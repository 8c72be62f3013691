/** Threads that give way. Linux gives every thread a priority of its own; elsewhere all are equal and nothing is done here. */
import { readdirSync } from 'node:fs';
import { availableParallelism, setPriority } from 'node:os';

/** Far behind those who answer, as `nice` counts: what a thread sets for itself before it loads anything; null = threads have none. */
export const behind = process.platform === 'linux' ? 10 : null;
/** Threads of a database that leaves one core to those who ask for less meanwhile. */
export const sparing = Math.max(1, availableParallelism() - 1);
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
