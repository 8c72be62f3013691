/**
 * Logistic regression that starts from what is believed: every coefficient has a prior (mean, deviation) and a least
 * value, so that few outcomes move it little and none can turn its sign. Maximum a posteriori by coordinate Newton steps.
 */

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
const STILL = 1e-7;

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Slope and curvature of the log-likelihood along one column (all ones when undefined), at the given scores. */
function along(scores: Float64Array, outcome: Uint8Array, column?: Float64Array): { slope: number; curve: number } {
  let slope = 0;
  let curve = 0;
  for (let n = 0; n < outcome.length; n++) {
    const x = column ? column[n]! : 1;
    if (x === 0) continue;
    const p = logistic(scores[n]!);
    slope += (outcome[n]! - p) * x;
    curve += p * (1 - p) * x * x;
  }
  return { slope, curve };
}

function shift(scores: Float64Array, by: number, column?: Float64Array): void {
  for (let n = 0; n < scores.length; n++) scores[n]! += by * (column ? column[n]! : 1);
}

/**
 * @param columns one array a coefficient, all as long as `outcome` (0 or 1)
 * @param beliefs one a column; the intercept has none
 * @returns the beliefs themselves, with intercept 0, where there is no outcome at all
 */
export function fitPenalised(columns: Float64Array[], outcome: Uint8Array, beliefs: readonly Belief[]): PenalisedFit {
  const coefficients = Float64Array.from(beliefs, ({ mean, least }) =>
    Math.max(mean, least ?? Number.NEGATIVE_INFINITY),
  );
  if (outcome.length === 0) return { intercept: 0, coefficients };
  const scores = new Float64Array(outcome.length);
  columns.forEach((column, c) => {
    shift(scores, coefficients[c]!, column);
  });
  let intercept = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const whole = along(scores, outcome);
    // half an outcome of either kind keeps the intercept finite when all are alike
    const move = clampStep((whole.slope - 1e-3 * intercept) / (whole.curve + 1e-3));
    intercept += move;
    shift(scores, move);
    let moved = Math.abs(move);
    columns.forEach((column, c) => {
      const { mean, deviation, least = Number.NEGATIVE_INFINITY } = beliefs[c]!;
      const firmness = 1 / (deviation * deviation);
      const { slope, curve } = along(scores, outcome, column);
      const step = clampStep((slope - firmness * (coefficients[c]! - mean)) / (curve + firmness));
      const next = Math.max(least, coefficients[c]! + step);
      const by = next - coefficients[c]!;
      coefficients[c] = next;
      if (by !== 0) shift(scores, by, column);
      moved = Math.max(moved, Math.abs(by));
    });
    if (moved < STILL) break;
  }
  return { intercept, coefficients };
}

/** A Newton step far from the optimum may overshoot; two units of log-odds a step are enough. */
const clampStep = (step: number): number => Math.max(-2, Math.min(2, step));
