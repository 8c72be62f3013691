/** The thread on which long lists become bytes: one for all answers. Whoever writes cannot answer anybody meanwhile. */
import { setImmediate as breathe } from 'node:timers/promises';
import { behind } from '../../../data/store/behind.ts';
import { Thread } from '../../../data/thread.ts';
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

let thread: Thread<Work, Written> | null = null;

function writtenAside(work: Work): Promise<Written> {
  if (!thread || thread.over)
    thread = new Thread({ module: new URL('written.ts', import.meta.url), given: null }, behind);
  return thread.ask(work);
}
