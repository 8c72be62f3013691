/**
 * Multinomial logistic regression whose classes share weights with the groups above them.
 *
 * The score of a class is x·(w_class + Σ w_group): rare classes lean on their sector (Salakhutdinov, Torralba &
 * Tenenbaum 2011, "Learning to share visual appearance for multiclass object detection"). While learning, log prior is
 * added to every class score and left out afterwards, so that a class is not preferred for being common (Menon et al.
 * 2021, "Long-tail learning via logit adjustment"). Plain stochastic gradient descent with a linearly falling rate.
 */
import type { ClassTree } from './class-tree.ts';
import type { SparseVector } from './vocabulary.ts';

export type Example = { x: SparseVector; y: number; weight: number };

export type SoftmaxOptions = {
  /** Passes over the examples. */
  epochs?: number;
  /** Step of the first example; falls to 0 at the last. */
  rate?: number;
  /** Share of log prior that is added while learning: 1 = classes balanced, 0 = as frequent as seen. */
  balance?: number;
  seed?: number;
};

/** A gradient below this moves no weight: most classes are settled for most examples. */
const SETTLED = 1e-3;

/** Row-major weights, features × classes: score of class c = Σ value × weights[feature × classes + c]. */
export type LinearWeights = { weights: Float32Array; classes: number };

/** @param features size of the vocabulary */
export function trainTreeSoftmax(
  examples: readonly Example[],
  tree: ClassTree,
  features: number,
  options: SoftmaxOptions = {},
): LinearWeights {
  const { epochs = 10, rate = 2, balance = 0.8, seed = 1 } = options;
  const learner = new Learner(tree, features, logPrior(examples, tree.size, balance));
  const order = Int32Array.from(examples, (_, i) => i);
  const next = shuffler(seed);
  const steps = epochs * examples.length;
  for (let step = 0; step < steps; step++) {
    const turn = step % examples.length;
    if (turn === 0) next(order);
    learner.learn(examples[order[turn]!]!, rate * (1 - step / steps));
  }
  return { weights: learner.classWeights(features), classes: tree.size };
}

/** Class scores of a vector. */
export function linearScores({ weights, classes }: LinearWeights, { index, value }: SparseVector): Float64Array {
  const scores = new Float64Array(classes);
  for (let i = 0; i < index.length; i++) {
    const row = index[i]! * classes;
    const part = value[i]!;
    for (let c = 0; c < classes; c++) scores[c] = scores[c]! + part * weights[row + c]!;
  }
  return scores;
}

class Learner {
  private readonly tree: ClassTree;
  private readonly prior: Float64Array;
  private readonly weights: Float32Array;
  private readonly scores: Float64Array;
  private readonly gradient: Float64Array;
  private readonly moved: Int32Array;

  constructor(tree: ClassTree, features: number, prior: Float64Array) {
    this.tree = tree;
    this.prior = prior;
    this.weights = new Float32Array(features * tree.columns);
    this.scores = new Float64Array(tree.columns);
    this.gradient = new Float64Array(tree.columns);
    this.moved = new Int32Array(tree.columns);
  }

  learn({ x, y, weight }: Example, rate: number): void {
    this.score(x);
    const count = this.gradientOf(y, weight * rate);
    const { columns } = this.tree;
    const { weights, gradient, moved } = this;
    for (let i = 0; i < x.index.length; i++) {
      const row = x.index[i]! * columns;
      const part = x.value[i]!;
      for (let k = 0; k < count; k++) weights[row + moved[k]!] = weights[row + moved[k]!]! + part * gradient[k]!;
    }
  }

  private score({ index, value }: SparseVector): void {
    const { scores, weights } = this;
    const { columns } = this.tree;
    scores.fill(0);
    for (let i = 0; i < index.length; i++) {
      const row = index[i]! * columns;
      const part = value[i]!;
      for (let c = 0; c < columns; c++) scores[c] = scores[c]! + part * weights[row + c]!;
    }
  }

  /** Fills the steps of the columns that move, packed, and returns how many they are. */
  private gradientOf(y: number, rate: number): number {
    const { scores, gradient, moved, prior } = this;
    const { size, columns, above } = this.tree;
    let highest = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < size; c++) {
      let score = scores[c]! + prior[c]!;
      for (const group of above[c]!) score += scores[group]!;
      gradient[c] = score;
      if (score > highest) highest = score;
    }
    let total = 0;
    for (let c = 0; c < size; c++) {
      gradient[c] = Math.exp(gradient[c]! - highest);
      total += gradient[c]!;
    }
    gradient.fill(0, size);
    for (let c = 0; c < size; c++) {
      const step = (c === y ? 1 : 0) - gradient[c]! / total;
      gradient[c] = step;
      for (const group of above[c]!) gradient[group] = gradient[group]! + step;
    }
    let count = 0;
    for (let c = 0; c < columns; c++) {
      if (Math.abs(gradient[c]!) < SETTLED) continue;
      moved[count] = c;
      gradient[count++] = gradient[c]! * rate;
    }
    return count;
  }

  /** Each class with the weights of its groups added. */
  classWeights(features: number): Float32Array {
    const { size, columns, above } = this.tree;
    const merged = new Float32Array(features * size);
    for (let feature = 0; feature < features; feature++) {
      for (let c = 0; c < size; c++) {
        let weight = this.weights[feature * columns + c]!;
        for (const group of above[c]!) weight += this.weights[feature * columns + group]!;
        merged[feature * size + c] = weight;
      }
    }
    return merged;
  }
}

function logPrior(examples: readonly Example[], classes: number, balance: number): Float64Array {
  const counts = new Float64Array(classes).fill(0.5);
  let total = 0;
  for (const { y, weight } of examples) {
    counts[y] = counts[y]! + weight;
    total += weight;
  }
  return counts.map((count) => balance * Math.log(count / Math.max(total, 1)));
}

/** Shuffles in place, the same way for the same seed (linear congruential, Numerical Recipes). */
function shuffler(seed: number): (order: Int32Array) => void {
  let state = seed >>> 0;
  return (order) => {
    for (let i = order.length - 1; i > 0; i--) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const j = Math.floor((state / 2 ** 32) * (i + 1));
      const held = order[i]!;
      order[i] = order[j]!;
      order[j] = held;
    }
  };
}
