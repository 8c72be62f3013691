/** Threads and processes that give way. Linux gives every thread a priority of its own; elsewhere all threads are equal. */
import { type ChildProcess, fork } from 'node:child_process';
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

type Told = { id: number; failure: string | null };
type Helper = { child: ChildProcess; waiting: Map<number, (failure: string | null) => void> };

let helper: Helper | null = null;
let asked = 0;

/** Starts the process of `runBehind` beforehand: to start one stops a process that has grown to a gigabyte for a twentieth of a second. */
export function readyBehind(): Helper {
  if (helper) return helper;
  const threads = Math.max(1, availableParallelism() - 1); // one core is left to others
  const child = fork(new URL('behind-process.js', import.meta.url), [String(farBehind), String(threads)], {
    execArgv: [],
  });
  const started: Helper = { child, waiting: new Map() };
  const end = (why: string): void => {
    if (helper === started) helper = null;
    for (const tell of started.waiting.values()) tell(`the process that ran it ended: ${why}`);
  };
  child.on('message', ({ id, failure }: Told) => started.waiting.get(id)?.(failure));
  child.on('error', (error) => end(error.message));
  child.on('exit', (code, signal) => end(String(signal ?? code)));
  helper = started;
  hold(started, false);
  return started;
}

/** Whether this process stays for the sake of the other one. */
function hold({ child }: Helper, stay: boolean): void {
  const way = stay ? 'ref' : 'unref';
  child[way]();
  child.channel?.[way]();
}

/**
 * Runs one statement on a database file, or on `:memory:`, in a process of its own: whoever takes and gives back much memory holds
 * up all threads of his process, the longer the further behind he is. @throws Error with what DuckDB says
 */
export async function runBehind(path: string, sql: string): Promise<void> {
  const by = readyBehind();
  const id = asked++;
  const failure = await new Promise<string | null>((resolve) => {
    by.waiting.set(id, resolve);
    hold(by, true);
    by.child.send({ id, path, sql });
  });
  by.waiting.delete(id);
  if (by.waiting.size === 0) hold(by, false);
  if (failure !== null) throw new Error(failure);
}
