/** Work on batches of rows on all cores: answers come in the order of the batches. */
import { availableParallelism } from 'node:os';
import { behind } from '../../data/store/behind.ts';
import type { VectorBatch, VectorColumn } from '../../data/store/vectors.ts';
import { type Prepare, type Task, Thread } from '../../data/thread.ts';

/** Below this many rows a thread takes longer to start than it saves. */
const worthThreads = 60_000;

/**
 * One piece of work on a thread of its own, so that this one can go on.
 * @param nice by default it gives way, as for a server that has others to answer; null = it does not. @throws what the work throws
 */
export async function aside<Given, Answer>(task: Task<Given>, nice: number | null = behind): Promise<Answer> {
  const thread = new Thread<null, Answer>(task, nice);
  try {
    return await thread.ask(null);
  } finally {
    await thread.end();
  }
}

export type OnThreads = { rows: number; threads?: number };

/** Runs a task over batches; `rows` is what all of them hold. Few rows are worked on here. @throws what the work throws */
export async function* onThreads<Given, Answer>(
  task: Task<Given>,
  batches: AsyncIterable<VectorBatch>,
  { rows, threads = rows < worthThreads ? 1 : availableParallelism() }: OnThreads,
): AsyncGenerator<Answer> {
  if (threads === 1) {
    const { prepare } = (await import(task.module.href)) as { prepare: Prepare<Given, VectorBatch, Answer> };
    const work = prepare(task.given);
    for await (const batch of batches) yield work(batch);
    return;
  }
  const crew = Array.from({ length: threads }, () => new Thread<VectorBatch, Answer>(task));
  try {
    const asked: Promise<Answer>[] = [];
    let turn = 0;
    for await (const batch of batches) {
      asked.push(crew[turn++ % threads]!.ask(batch, batch.columns.flatMap(buffersOf)));
      if (asked.length > 2 * threads) yield await asked.shift()!;
    }
    for (const answer of asked) yield await answer;
  } finally {
    await Promise.all(crew.map((thread) => thread.end()));
  }
}

/** The memory of a column, which moves to the thread instead of being copied. */
function buffersOf(column: VectorColumn): ArrayBuffer[] {
  const arrays = [column.validity, ...Object.values(column)].filter((part) => ArrayBuffer.isView(part));
  const child = column.kind === 'list' ? buffersOf(column.child) : [];
  return [...new Set([...arrays.map((array) => array.buffer as ArrayBuffer), ...child])];
}
