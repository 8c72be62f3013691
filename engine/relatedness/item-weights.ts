/** A softmax regression of place on items: how much each item moves each place, all other items considered. */
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

/** One view a row of a matrix that lies row after row: a loop over it counts from 0, which is faster than an offset. */
const rowsOf = (matrix: Float64Array, { items, places }: { items: number; places: number }): Float64Array[] =>
  Array.from({ length: items }, (_, item) => matrix.subarray(item * places, (item + 1) * places));

/** Sum of squared slopes that an item begins with: it keeps the first steps small. */
const START = 0.5;

/**
 * Fits items × places weights by row-wise AdaGrad on weighted log-likelihood: one step size an item, as large tables of
 * embeddings are trained (arXiv:2508.03854). One a weight takes three times as long and foretells no better. `offset` (per
 * place) is the fixed log-odds of an entry without items. An entry with n items has the score offset + Σ weights ÷ √n.
 */
export function fitItemWeights(
  entries: Entry[],
  shape: { items: number; places: number },
  offset: Float64Array,
  options: WeightOptions,
): Float64Array {
  const { items, places } = shape;
  const { ridge, rate } = options;
  const weights = new Float64Array(items * places);
  const weightsOf = rowsOf(weights, shape);
  const energies = new Float64Array(items).fill(START);
  const importances = entries.map(({ year }) => recency(year, options.asOf, options.halfLife));
  const shuffle = shuffler(entries.length, options.seed);
  const scores = new Float64Array(places);
  const visit = (own: Int32Array, place: number, importance: number): void => {
    const unit = 1 / Math.sqrt(own.length);
    scores.fill(0);
    for (let i = 0; i < own.length; i++) {
      const row = weightsOf[own[i]!]!;
      for (let p = 0; p < places; p++) scores[p]! += row[p]!;
    }
    for (let p = 0; p < places; p++) scores[p] = offset[p]! + unit * scores[p]!;
    softmax(scores);
    scores[place]! -= 1;
    let energy = 0;
    for (let p = 0; p < places; p++) {
      scores[p]! *= importance * unit;
      energy += scores[p]! ** 2;
    }
    for (let i = 0; i < own.length; i++) {
      const item = own[i]!;
      energies[item]! += energy;
      const step = rate / Math.sqrt(energies[item]!);
      const kept = 1 - step * ridge;
      const row = weightsOf[item]!;
      for (let p = 0; p < places; p++) row[p] = kept * row[p]! - step * scores[p]!;
    }
  };
  for (let epoch = 0; epoch < options.epochs; epoch++)
    for (const at of shuffle()) {
      const { items: own, place } = entries[at]!;
      if (own.length > 0 && importances[at]! > 0) visit(own, place, importances[at]!);
    }
  return weights;
}
