/** Work on batches of rows on all cores: answers come in the order of the batches. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { behind } from '../../data/store/behind.ts';
import type { VectorBatch, VectorColumn } from '../../data/store/vectors.ts';

/**
 * What the module of a task exports as `prepare`: given facts that can be copied between threads, the work. The module may
 * import no database and little else: each thread reads it anew.
 */
export type Prepare<Given, Answer> = (given: Given) => (batch: VectorBatch) => Answer;

export type Task<Given> = { module: URL; given: Given };

/** Below this many rows a thread takes longer to start than it saves. */
const worthThreads = 60_000;

/** One piece of work on a thread of its own that gives way, so that this one can go on answering. @throws what the work throws */
export async function aside<Given, Answer>(task: Task<Given>): Promise<Answer> {
  const thread = new Thread<Answer>(task, behind);
  try {
    return await thread.ask({ rows: 0, columns: [] });
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
    const { prepare } = (await import(task.module.href)) as { prepare: Prepare<Given, Answer> };
    const work = prepare(task.given);
    for await (const batch of batches) yield work(batch);
    return;
  }
  const crew = Array.from({ length: threads }, () => new Thread<Answer>(task));
  try {
    const asked: Promise<Answer>[] = [];
    let turn = 0;
    for await (const batch of batches) {
      asked.push(crew[turn++ % threads]!.ask(batch));
      if (asked.length > 2 * threads) yield await asked.shift()!;
    }
    for (const answer of asked) yield await answer;
  } finally {
    await Promise.all(crew.map((thread) => thread.end()));
  }
}

class Thread<Answer> {
  private readonly worker: Worker;
  private readonly waiting: { resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];

  constructor({ module, given }: Task<unknown>, nice: number | null = null) {
    this.worker = new Worker(new URL('thread.js', import.meta.url), {
      workerData: { task: module.href, given, nice },
      execArgv: [],
    });
    this.worker.on('message', (answer: Answer) => this.waiting.shift()!.resolve(answer));
    this.worker.on('error', (error) => {
      for (const { reject } of this.waiting.splice(0)) reject(error);
    });
  }

  ask(batch: VectorBatch): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => this.waiting.push({ resolve, reject }));
    answer.catch(() => {}); // whoever takes the answer sees the error; until then it is not unhandled
    this.worker.postMessage(batch, batch.columns.flatMap(buffersOf));
    return answer;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

/** The memory of a column, which moves to the thread instead of being copied. */
function buffersOf(column: VectorColumn): ArrayBuffer[] {
  const arrays = [column.validity, ...Object.values(column)].filter((part) => ArrayBuffer.isView(part));
  const child = column.kind === 'list' ? buffersOf(column.child) : [];
  return [...new Set([...arrays.map((array) => array.buffer as ArrayBuffer), ...child])];
}
