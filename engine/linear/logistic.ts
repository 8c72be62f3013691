/** Logistic regression with a ridge, by Newton's method; for some tens of columns. */
import { dense, solveLinear } from './matrix.ts';

export type LogisticFit = {
  intercept: number;
  /** Per column, on the scale of the column as given. */
  coefficients: Float64Array;
};

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Mean and deviation of every column; a constant column has deviation 1. */
function scales(columns: Float64Array[]): { mean: number; deviation: number }[] {
  return columns.map((column) => {
    const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
    const variance = column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / column.length;
    return { mean, deviation: Math.sqrt(variance) || 1 };
  });
}

/** One Newton step from `beta` on standardised columns (the first is the constant). */
function step(columns: Float64Array[], outcome: Uint8Array, beta: Float64Array, ridge: number): Float64Array {
  const k = columns.length;
  const slope = new Float64Array(k);
  const curve = new Float64Array(k * k);
  for (let n = 0; n < outcome.length; n++) {
    let score = 0;
    for (let a = 0; a < k; a++) score += beta[a]! * columns[a]![n]!;
    const p = logistic(score);
    for (let a = 0; a < k; a++) {
      const x = columns[a]![n]!;
      slope[a]! += (outcome[n]! - p) * x;
      for (let b = 0; b <= a; b++) curve[a * k + b]! += p * (1 - p) * x * columns[b]![n]!;
    }
  }
  for (let a = 0; a < k; a++) {
    const pull = a === 0 ? 1e-9 : ridge;
    slope[a]! -= pull * beta[a]!;
    curve[a * k + a]! += pull;
    for (let b = 0; b < a; b++) curve[b * k + a] = curve[a * k + b]!;
  }
  const move = solveLinear(dense(k, k, curve), dense(k, 1, slope)).data;
  return beta.map((value, a) => value + move[a]!);
}

/**
 * @param columns one array per explanatory variable, all as long as `outcome` (0 or 1)
 * @param ridge pull of the coefficients of standardised columns to 0, in units of observations
 */
export function fitLogistic(columns: Float64Array[], outcome: Uint8Array, ridge = 1): LogisticFit {
  const scale = scales(columns);
  const constant = new Float64Array(outcome.length).fill(1);
  const standard = columns.map((column, c) => column.map((x) => (x - scale[c]!.mean) / scale[c]!.deviation));
  let beta: Float64Array = new Float64Array(columns.length + 1);
  for (let round = 0; round < 12; round++) beta = step([constant, ...standard], outcome, beta, ridge);
  const coefficients = Float64Array.from(scale, ({ deviation }, c) => beta[c + 1]! / deviation);
  const intercept = scale.reduce((sum, { mean }, c) => sum - coefficients[c]! * mean, beta[0]!);
  return { intercept, coefficients };
}
