/** Threads that give way. Linux gives every thread a priority of its own; elsewhere all are equal and nothing is done here. */
import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Far behind those who answer, as `nice` counts. */
const far = 10;
const tasks = '/proc/self/task';

/** The thread that calls gives way to those who answer. */
export function giveWay(): void {
  if (process.platform === 'linux') setPriority(far);
}

/**
 * Threads that come into being during `start` give way: of a database those are the ones on which long questions spread. Each
 * question has a thread that asks it, too, so none stands still.
 */
export async function startBehind<T>(start: () => Promise<T>): Promise<T> {
  if (process.platform !== 'linux') return start();
  const before = new Set(readdirSync(tasks));
  const started = await start();
  for (const task of readdirSync(tasks)) if (!before.has(task)) putBehind(Number(task));
  return started;
}

function putBehind(task: number): void {
  try {
    setPriority(task, far);
  } catch {
    // It has ended since.
  }
}
