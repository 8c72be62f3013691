/** The thread on which long lists become bytes: one for all answers. Whoever writes cannot answer anybody meanwhile. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { threadOf } from '../../loader.ts';
import { type CellBatch, isVector } from './cells.ts';
import { type Work, type Written, write } from './written.ts';

/** Cells of one batch that are written here: sending them would take longer. */
const few = 8_000;

/** A piece for every batch; the next batch is read while one is written. @throws what `batches` throws */
export async function* written(
  batches: AsyncIterable<CellBatch>,
  work: (batch: CellBatch) => Work,
): AsyncGenerator<Written> {
  const reading = batches[Symbol.asyncIterator]();
  const read = () => {
    const next = reading.next();
    next.catch(() => undefined); // thrown when its turn comes; until then it is not unhandled
    return next;
  };
  try {
    for (let next = read(); ; ) {
      const { done, value } = await next;
      if (done) return;
      next = read();
      const aside = value.rows * value.columns.length > few && value.columns.every(isVector);
      if (!aside) await breathe();
      yield aside ? await writtenAside(work(value)) : write(work(value));
    }
  } finally {
    await reading.return?.();
  }
}

type Waiting = { resolve: (written: Written) => void; reject: (error: unknown) => void };
type Thread = { worker: Worker; waiting: Waiting[] };

let thread: Thread | null = null;

function writtenAside(work: Work): Promise<Written> {
  thread ??= start();
  const { worker, waiting } = thread;
  return new Promise<Written>((resolve, reject) => {
    waiting.push({ resolve, reject });
    worker.ref();
    worker.postMessage(work);
  });
}

function start(): Thread {
  const worker = threadOf(new URL('scribe-thread.ts', import.meta.url));
  const waiting: Waiting[] = [];
  worker.on('message', (written: Written) => {
    waiting.shift()!.resolve(written);
    if (waiting.length === 0) worker.unref();
  });
  const over = (error: unknown) => {
    if (thread?.worker === worker) thread = null;
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  worker.on('error', over).on('exit', () => over(new Error('the thread that writes lists has ended')));
  return { worker, waiting };
}
