/** Who runs when: one model after another, and beside them those that mostly compute. */
import type { Model } from './model.ts';

export type Ways = {
  here(model: Model): Promise<void>;
  beside(model: Model): Promise<void>;
};

const isBeside = (model: Model): boolean => model.kind === 'code' && model.code.beside === true;

/**
 * Runs each model when all that it reads is there, those beside as soon as that is so; `ordered`: each after what it reads.
 * @throws what a model throws, when nothing runs any more
 */
export async function inTurn(ordered: readonly Model[], { here, beside }: Ways): Promise<void> {
  const waiting = new Set(ordered);
  const missing = new Set(ordered.map((model) => model.relation));
  const running = new Set<Promise<void>>();
  const isReady = (model: Model) => !model.inputs.some((input) => missing.has(input));
  const startBeside = (): void => {
    for (const model of waiting) {
      if (!isBeside(model) || !isReady(model)) continue;
      waiting.delete(model);
      const work: Promise<void> = beside(model).then(() => {
        running.delete(work);
        isThere(model);
      });
      running.add(work);
      work.catch(() => {}); // whoever waits for it sees the error
    }
  };
  const isThere = ({ relation }: Model): void => {
    missing.delete(relation);
    startBeside();
  };
  try {
    startBeside();
    while (waiting.size > 0) {
      const next = [...waiting].find((model) => !isBeside(model) && isReady(model));
      if (next) {
        waiting.delete(next);
        await here(next);
        isThere(next);
      } else await Promise.race(running);
    }
    await Promise.all(running);
  } finally {
    waiting.clear(); // after an error nothing begins any more
    await Promise.allSettled(running);
  }
}
