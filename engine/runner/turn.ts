/** Who runs when: one model after another, and beside them those that mostly compute. */
import type { Model } from './model.ts';

export type Ways = {
  here(model: Model): Promise<void>;
  beside(model: Model): Promise<void>;
};

/** Runs each model when all that it reads is there; `ordered`: each after what it reads. @throws what a model throws, when nothing runs any more */
export async function inTurn(ordered: readonly Model[], { here, beside }: Ways): Promise<void> {
  const waiting = [...ordered];
  const missing = new Set(ordered.map((model) => model.relation));
  const running = new Set<Promise<void>>();
  try {
    while (waiting.length > 0) {
      const next = waiting.findIndex((model) => !model.inputs.some((input) => missing.has(input)));
      if (next < 0) {
        await Promise.race(running);
        continue;
      }
      const [model] = waiting.splice(next, 1) as [Model];
      if (model.kind === 'code' && model.code.beside) {
        const work: Promise<void> = beside(model).then(() => {
          missing.delete(model.relation);
          running.delete(work);
        });
        running.add(work);
        work.catch(() => {}); // whoever waits for it sees the error
      } else {
        await here(model);
        missing.delete(model.relation);
      }
    }
    await Promise.all(running);
  } finally {
    await Promise.allSettled(running);
  }
}
