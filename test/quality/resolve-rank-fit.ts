/** Fits the weights of the short-name re-ranker: a softmax over the candidates of each query (conditional logit). */

/** One query: the feature values of its candidates, row by row, and which row is the right one (−1 = not retrieved). */
export type RankCase = { values: Float64Array; truth: number };

const ROUNDS = 250;
const RATE = 0.1;
const SHRINK = 1e-3;

function scores({ values }: RankCase, weights: Float64Array): Float64Array {
  const width = weights.length;
  const out = new Float64Array(values.length / width);
  for (let row = 0, at = 0; row < out.length; row++) {
    let sum = 0;
    for (let f = 0; f < width; f++) sum += values[at++]! * weights[f]!;
    out[row] = sum;
  }
  return out;
}

function addGradient(one: RankCase, weights: Float64Array, gradient: Float64Array): void {
  const width = weights.length;
  const score = scores(one, weights);
  const top = score.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let total = 0;
  for (let row = 0; row < score.length; row++) {
    score[row] = Math.exp(score[row]! - top);
    total += score[row]!;
  }
  for (let row = 0; row < score.length; row++) {
    const pull = (row === one.truth ? 1 : 0) - score[row]! / total;
    if (Math.abs(pull) < 1e-9) continue;
    for (let f = 0; f < width; f++) gradient[f]! += pull * one.values[row * width + f]!;
  }
}

/** Weights by RMSprop on the mean log-likelihood with a small ridge. Deterministic. */
export function fitRank(cases: readonly RankCase[], width: number): Float64Array {
  const usable = cases.filter(({ truth }) => truth >= 0);
  const weights = new Float64Array(width);
  const power = new Float64Array(width).fill(1e-6);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = new Float64Array(width);
    for (const one of usable) addGradient(one, weights, gradient);
    for (let f = 0; f < width; f++) {
      const slope = gradient[f]! / usable.length - SHRINK * weights[f]!;
      power[f] = 0.9 * power[f]! + 0.1 * slope * slope;
      weights[f]! += (RATE * slope) / Math.sqrt(power[f]! + 1e-8);
    }
  }
  return weights;
}

/** Rank of the right row, 1 = first; rows that score the same come in their order. 0 = not retrieved. */
export function rankOf(one: RankCase, weights: Float64Array): number {
  if (one.truth < 0) return 0;
  const score = scores(one, weights);
  let rank = 1;
  for (let row = 0; row < score.length; row++) {
    if (score[row]! > score[one.truth]! || (score[row] === score[one.truth] && row < one.truth)) rank++;
  }
  return rank;
}
