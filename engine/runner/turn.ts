/** Who runs when: so many models at a time, and beside them those that mostly compute. */
import { needsOf } from './graph.ts';
import type { Model } from './model.ts';

const isBeside = (model: Model): boolean => model.kind === 'code' && model.code.beside === true;

/**
 * Runs each model when all that it needs is there, the first of `ordered` first: `atOnce` at a time, and those beside as soon as
 * they can. After an error nothing begins any more.
 * @throws what a model throws, when nothing runs any more
 */
export async function inTurn(
  ordered: readonly Model[],
  run: (model: Model) => Promise<void>,
  atOnce: number,
): Promise<void> {
  const waiting = new Set(ordered);
  const missing = new Set(ordered.map((model) => model.relation));
  const running = new Set<Promise<void>>();
  let taken = 0;
  const start = (model: Model): void => {
    const place = isBeside(model) ? 0 : 1;
    waiting.delete(model);
    taken += place;
    const work: Promise<void> = run(model).then(
      () => {
        taken -= place;
        missing.delete(model.relation);
        running.delete(work);
        startReady();
      },
      (error) => {
        waiting.clear();
        throw error;
      },
    );
    running.add(work);
    work.catch(() => {}); // whoever waits for it sees the error
  };
  const startReady = (): void => {
    for (const model of waiting)
      if ((isBeside(model) || taken < atOnce) && !needsOf(model).some((need) => missing.has(need))) start(model);
  };
  startReady();
  try {
    while (running.size > 0) await Promise.race(running);
  } finally {
    await Promise.allSettled(running);
  }
}
