/** Logistic regression with a ridge, by Newton's method; for some tens of columns. */
import { dense, solveLinear } from './matrix.ts';

export type LogisticFit = {
  intercept: number;
  /** Per column, on the scale of the column as given. */
  coefficients: Float64Array;
};

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Outcomes (0 or 1) and what is believed of the coefficients before any is seen: `mean` and `firmness` (1 ÷ variance), one a
 * column. The first column is the constant.
 */
export type Believed = {
  columns: Float64Array[];
  outcome: Uint8Array;
  mean: readonly number[];
  firmness: readonly number[];
};

export function scoreAt(columns: readonly Float64Array[], beta: Float64Array, n: number): number {
  let score = 0;
  for (let a = 0; a < columns.length; a++) score += beta[a]! * columns[a]![n]!;
  return score;
}

/** Slope and curvature of log-likelihood and log-prior at `beta`; the curvature row after row. */
export function around({ columns, outcome, mean, firmness }: Believed, beta: Float64Array) {
  const k = columns.length;
  const slope = Float64Array.from(firmness, (firm, a) => -firm * (beta[a]! - mean[a]!));
  const curve = new Float64Array(k * k);
  for (let n = 0; n < outcome.length; n++) {
    const p = logistic(scoreAt(columns, beta, n));
    const spread = p * (1 - p);
    for (let a = 0; a < k; a++) {
      const x = columns[a]![n]!;
      if (x === 0) continue;
      slope[a]! += (outcome[n]! - p) * x;
      for (let b = 0; b <= a; b++) curve[a * k + b]! += spread * x * columns[b]![n]!;
    }
  }
  for (let a = 0; a < k; a++) {
    curve[a * k + a]! += firmness[a]!;
    for (let b = 0; b < a; b++) curve[b * k + a] = curve[a * k + b]!;
  }
  return { slope, curve };
}

/** Mean and deviation of every column; a constant column has deviation 1. */
function scales(columns: Float64Array[]): { mean: number; deviation: number }[] {
  return columns.map((column) => {
    const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
    const variance = column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / column.length;
    return { mean, deviation: Math.sqrt(variance) || 1 };
  });
}

/**
 * @param columns one array per explanatory variable, all as long as `outcome` (0 or 1)
 * @param ridge pull of the coefficients of standardised columns to 0, in units of observations
 */
export function fitLogistic(columns: Float64Array[], outcome: Uint8Array, ridge = 1): LogisticFit {
  const scale = scales(columns);
  const constant = new Float64Array(outcome.length).fill(1);
  const standard = columns.map((column, c) => column.map((x) => (x - scale[c]!.mean) / scale[c]!.deviation));
  const believed: Believed = {
    columns: [constant, ...standard],
    outcome,
    mean: [0, ...columns.map(() => 0)],
    firmness: [1e-9, ...columns.map(() => ridge)],
  };
  const k = columns.length + 1;
  let beta: Float64Array = new Float64Array(k);
  for (let round = 0; round < 12; round++) {
    const { slope, curve } = around(believed, beta);
    const move = solveLinear(dense(k, k, curve), dense(k, 1, slope)).data;
    beta = beta.map((value, a) => value + move[a]!);
  }
  const coefficients = Float64Array.from(scale, ({ deviation }, c) => beta[c + 1]! / deviation);
  const intercept = scale.reduce((sum, { mean }, c) => sum - coefficients[c]! * mean, beta[0]!);
  return { intercept, coefficients };
}
