/**
 * One weight vector a class: the sum of its documents, scaled to length 1 (Rocchio 1971, "Relevance feedback in
 * information retrieval"; Han & Karypis 2000, "Centroid-based document classification"). Knows nothing of other
 * classes, so it is weaker than a learned boundary at the first rank and steadier below it.
 */
import type { Example, LinearWeights } from './tree-softmax.ts';

/** @param features size of the vocabulary */
export function trainCentroids(examples: readonly Example[], classes: number, features: number): LinearWeights {
  const weights = new Float32Array(features * classes);
  for (const { x, y, weight } of examples) {
    for (let i = 0; i < x.index.length; i++) {
      const cell = x.index[i]! * classes + y;
      weights[cell] = weights[cell]! + weight * x.value[i]!;
    }
  }
  const square = new Float64Array(classes);
  for (let cell = 0; cell < weights.length; cell++) {
    square[cell % classes] = square[cell % classes]! + weights[cell]! * weights[cell]!;
  }
  const scale = square.map((sum) => (sum > 0 ? 1 / Math.sqrt(sum) : 0));
  for (let cell = 0; cell < weights.length; cell++) weights[cell] = weights[cell]! * scale[cell % classes]!;
  return { weights, classes };
}
