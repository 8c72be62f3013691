/**
 * Logistic regression that starts from what is believed: every coefficient has a prior (mean, deviation) and a least
 * value, so that few outcomes move it little and none can turn its sign. Maximum a posteriori by bounded Newton steps.
 */

import { around, type Believed, scoreAt } from './logistic.ts';

export type Belief = {
  /** Coefficient that is believed before any outcome is seen, on the scale of the column as given. */
  mean: number;
  /** How far outcomes may easily move it; smaller = firmer. */
  deviation: number;
  /** The coefficient never falls below. Default: no bound. */
  least?: number;
};

export type PenalisedFit = { intercept: number; coefficients: Float64Array };

const ROUNDS = 400;
const SWEEPS = 1000;
const STILL = 1e-7;

/** What is maximised, and the least value of every coefficient. */
type Problem = Believed & { least: readonly number[] };

/** Log-likelihood and log-prior, but for a constant. */
function worth({ columns, outcome, mean, firmness }: Problem, beta: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < outcome.length; n++) {
    const score = scoreAt(columns, beta, n);
    const against = outcome[n] ? -score : score;
    sum -= Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against)));
  }
  return beta.reduce((total, value, a) => total - 0.5 * firmness[a]! * (value - mean[a]!) ** 2, sum);
}

/** The best step under the least values where `worth` is taken for a parabola: one coefficient after another until all stand still. */
function boundedStep(problem: Problem, beta: Float64Array): Float64Array {
  const { slope, curve } = around(problem, beta);
  const k = slope.length;
  const step = new Float64Array(k);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = 0;
    for (let a = 0; a < k; a++) {
      let rest = slope[a]!;
      for (let b = 0; b < k; b++) rest -= curve[a * k + b]! * step[b]!;
      const next = Math.max(problem.least[a]! - beta[a]!, step[a]! + rest / curve[a * k + a]!);
      moved = Math.max(moved, Math.abs(next - step[a]!));
      step[a] = next;
    }
    if (moved < STILL / 100) break;
  }
  return step;
}

/**
 * @param columns one array a coefficient, all as long as `outcome` (0 or 1)
 * @param beliefs one a column; the intercept has none
 * @returns the beliefs themselves, with intercept 0, where there is no outcome at all
 */
export function fitPenalised(columns: Float64Array[], outcome: Uint8Array, beliefs: readonly Belief[]): PenalisedFit {
  const problem: Problem = {
    columns: [new Float64Array(outcome.length).fill(1), ...columns],
    outcome,
    mean: [0, ...beliefs.map(({ mean }) => mean)],
    // a trace of a belief keeps the intercept finite when all outcomes are alike
    firmness: [1e-3, ...beliefs.map(({ deviation }) => 1 / (deviation * deviation))],
    least: [Number.NEGATIVE_INFINITY, ...beliefs.map(({ least = Number.NEGATIVE_INFINITY }) => least)],
  };
  let beta = Float64Array.from(problem.mean, (mean, a) => Math.max(mean, problem.least[a]!));
  let best = worth(problem, beta);
  for (let round = 0; outcome.length > 0 && round < ROUNDS; round++) {
    const step = boundedStep(problem, beta);
    // far from the optimum the parabola may promise too much
    for (let share = 1; ; share /= 2) {
      const next = beta.map((value, a) => value + share * step[a]!);
      const value = worth(problem, next);
      if (value < best && share > STILL) continue;
      beta = next;
      best = value;
      break;
    }
    if (step.every((move) => Math.abs(move) < STILL)) break;
  }
  return { intercept: beta[0]!, coefficients: beta.slice(1) };
}
