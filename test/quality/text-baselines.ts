/** The methods that the text models are measured against: majority, naive Bayes, linear support vector machine. */
import type { Example, LinearWeights } from '../../engine/text/tree-softmax.ts';
import { stream } from './district-interval.ts';

/** Class scores = how common each class is among the examples. */
export function majorityScores(examples: readonly Example[], classes: number): Float64Array {
  const counts = new Float64Array(classes);
  for (const { y, weight } of examples) counts[y] = counts[y]! + weight;
  return counts;
}

/** Multinomial naive Bayes with additive smoothing (Manning, Raghavan & Schütze 2008, ch. 13), without the prior. */
export function trainNaiveBayes(
  examples: readonly Example[],
  classes: number,
  features: number,
  smoothing = 0.05,
): LinearWeights {
  const weights = new Float32Array(features * classes);
  const totals = new Float64Array(classes);
  for (const { x, y, weight } of examples) {
    for (let i = 0; i < x.index.length; i++) {
      const cell = x.index[i]! * classes + y;
      weights[cell] = weights[cell]! + weight * x.value[i]!;
      totals[y] = totals[y]! + weight * x.value[i]!;
    }
  }
  for (let cell = 0; cell < weights.length; cell++) {
    weights[cell] = Math.log((weights[cell]! + smoothing) / (totals[cell % classes]! + smoothing * features));
  }
  return { weights, classes };
}

/**
 * One-against-rest support vector machine with squared hinge loss by dual coordinate descent (Hsieh et al. 2008, "A Dual
 * Coordinate Descent Method for Large-scale Linear SVM"), all classes in one pass over the examples.
 */
export function trainSvm(
  examples: readonly Example[],
  classes: number,
  features: number,
  cost = 1,
  epochs = 5,
): LinearWeights {
  const weights = new Float32Array(features * classes);
  const duals = new Float32Array(examples.length * classes);
  const scores = new Float64Array(classes);
  const moves = new Float32Array(classes);
  const moved = new Int32Array(classes);
  const next = stream(1);
  const order = examples.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const i of order) {
      const { x, y, weight } = examples[i]!;
      let square = 0;
      scores.fill(0);
      for (let k = 0; k < x.index.length; k++) {
        const row = x.index[k]! * classes;
        const part = x.value[k]!;
        square += part * part;
        for (let c = 0; c < classes; c++) scores[c] = scores[c]! + part * weights[row + c]!;
      }
      const count = dualSteps(
        scores,
        duals.subarray(i * classes, (i + 1) * classes),
        y,
        square,
        2 * cost * weight,
        moves,
        moved,
      );
      for (let k = 0; k < x.index.length; k++) {
        const row = x.index[k]! * classes;
        for (let m = 0; m < count; m++) weights[row + moved[m]!] = weights[row + moved[m]!]! + x.value[k]! * moves[m]!;
      }
    }
  }
  return { weights, classes };
}

function dualSteps(
  scores: Float64Array,
  duals: Float32Array,
  y: number,
  square: number,
  softness: number,
  moves: Float32Array,
  moved: Int32Array,
): number {
  let count = 0;
  for (let c = 0; c < scores.length; c++) {
    const sign = c === y ? 1 : -1;
    const dual = duals[c]!;
    const slope = sign * scores[c]! - 1 + dual / softness;
    if (dual === 0 && slope >= 0) continue;
    const changed = Math.max(0, dual - slope / (square + 1 / softness));
    if (changed === dual) continue;
    duals[c] = changed;
    moves[count] = (changed - dual) * sign;
    moved[count++] = c;
  }
  return count;
}
