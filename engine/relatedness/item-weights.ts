/** A softmax regression of place on items: how much each item moves each place, all other items considered. */
import { setImmediate as breathe } from 'node:timers/promises';
import { type Entry, recency } from './entries.ts';

export type WeightOptions = {
  asOf: number;
  /** Years after which an entry counts half. */
  halfLife: number;
  epochs: number;
  /** Pull of every weight to 0, per visit. */
  ridge: number;
  rate: number;
  seed: number;
};

/** Visits, a few milliseconds, after which others take their turn. */
const TURN = 500;

/** A deterministic shuffle of 0 … n − 1 that goes on from call to call. */
function shuffler(n: number, seed: number): () => Int32Array {
  let state = (seed * 2 + 1) >>> 0;
  const order = Int32Array.from({ length: n }, (_, i) => i);
  return () => {
    for (let i = n - 1; i > 0; i--) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const j = Math.floor((state / 2 ** 32) * (i + 1));
      const kept = order[i]!;
      order[i] = order[j]!;
      order[j] = kept;
    }
    return order;
  };
}

/** Turns log-odds into probabilities in place. */
export function softmax(scores: Float64Array): void {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) top = Math.max(top, score);
  let total = 0;
  for (let k = 0; k < scores.length; k++) total += scores[k] = Math.exp(scores[k]! - top);
  for (let k = 0; k < scores.length; k++) scores[k]! /= total;
}

/**
 * Fits items × places weights by AdaGrad on weighted log-likelihood. `offset` (per place) is the fixed log-odds of an
 * entry without items. An entry with n items has the score offset + Σ weights ÷ √n. Others take their turn in between.
 */
export async function fitItemWeights(
  entries: Entry[],
  shape: { items: number; places: number },
  offset: Float64Array,
  options: WeightOptions,
): Promise<Float64Array> {
  const { items, places } = shape;
  const weights = new Float64Array(items * places);
  const energy = new Float32Array(items * places).fill(0.1);
  const shuffle = shuffler(entries.length, options.seed);
  const scores = new Float64Array(places);
  const learn = (order: Int32Array): void => {
    for (const at of order) {
      const entry = entries[at]!;
      const importance = recency(entry.year, options.asOf, options.halfLife);
      if (entry.items.length === 0 || importance === 0) continue;
      const unit = 1 / Math.sqrt(entry.items.length);
      scores.set(offset);
      for (const item of entry.items)
        for (let p = 0, w = item * places; p < places; p++, w++) scores[p]! += unit * weights[w]!;
      softmax(scores);
      scores[entry.place]! -= 1;
      const step = importance * unit;
      for (const item of entry.items)
        for (let p = 0, w = item * places; p < places; p++, w++) {
          const slope = step * scores[p]! + options.ridge * weights[w]!;
          energy[w]! += slope * slope;
          weights[w]! -= (options.rate * slope) / Math.sqrt(energy[w]!);
        }
    }
  };
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const order = shuffle();
    for (let from = 0; from < order.length; from += TURN) {
      await breathe();
      learn(order.subarray(from, from + TURN));
    }
  }
  return weights;
}
