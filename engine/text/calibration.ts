/** From scores to probabilities that hold, learned on documents that the scores were not trained on. */
import { fitLogistic } from '../linear/logistic.ts';

/** Probability of a class = 1 / (1 + e^−(intercept + slope × margin)); one curve for all classes. */
export type Calibration = { intercept: number; slope: number };

/**
 * Log-odds of each class against all others: ln p / (1 − p) of the softmax of the scores. Held to ±50, beyond which
 * nothing is learned.
 */
export function margins(scores: ArrayLike<number>): Float64Array {
  const highest = Math.max(...Array.from(scores));
  const parts = Float64Array.from(scores, (score) => Math.exp(score - highest));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => Math.max(-50, Math.min(50, Math.log(part / (total - part)))));
}

/**
 * Platt scaling (Platt 1999, "Probabilistic outputs for support vector machines") shared by all classes. A document
 * may have several labels: the probabilities of its classes are independent of each other and need not add up to 1.
 * @param scores one array of class scores a held-out document
 * @param labels class numbers that are true for each of them
 */
export function fitCalibration(
  scores: readonly ArrayLike<number>[],
  labels: readonly (readonly number[])[],
): Calibration {
  const classes = scores[0]?.length ?? 0;
  const margin = new Float64Array(scores.length * classes);
  const outcome = new Uint8Array(scores.length * classes);
  scores.forEach((row, i) => {
    margin.set(margins(row), i * classes);
    for (const label of labels[i]!) outcome[i * classes + label] = 1;
  });
  const { intercept, coefficients } = fitLogistic([margin], outcome);
  return { intercept, slope: coefficients[0]! };
}

/** Probabilities of all classes, in their order. */
export function probabilities(scores: ArrayLike<number>, { intercept, slope }: Calibration): Float64Array {
  return margins(scores).map((margin) => 1 / (1 + Math.exp(-intercept - slope * margin)));
}

/** One bin of a reliability plot: mean probability stated, share that came true, cases. */
export type ReliabilityBin = { stated: number; observed: number; n: number };

/** Cases sorted by probability and cut into `bins` of equal size. */
export function reliability(stated: readonly number[], came: readonly boolean[], bins = 10): ReliabilityBin[] {
  const order = stated.map((_, i) => i).sort((a, b) => stated[a]! - stated[b]!);
  return Array.from({ length: bins }, (_, bin) => {
    const cases = order.slice(Math.floor((order.length * bin) / bins), Math.floor((order.length * (bin + 1)) / bins));
    const n = cases.length;
    const sum = (of: (i: number) => number) => cases.reduce((total, i) => total + of(i), 0) / n;
    return { stated: sum((i) => stated[i]!), observed: sum((i) => (came[i] ? 1 : 0)), n };
  }).filter((bin) => bin.n > 0);
}

/** Expected calibration error: how far, on average, a stated probability lies from what came (0 = right). */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, bin) => sum + bin.n, 0);
  return bins.reduce((sum, bin) => sum + (bin.n / total) * Math.abs(bin.stated - bin.observed), 0);
}
