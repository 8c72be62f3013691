/** Analytic hierarchy process: weights from pairwise judgements, and how far the judgements contradict each other (Saaty 1980). */
import { AppError } from '../../data/errors.ts';
import { dense, eigenvectors } from './matrix.ts';

export type AhpWeights = {
  /** Sum 1, in the order of the matrix. */
  weights: number[];
  lambda_max: number;
  /** Consistency index ÷ the mean index of random matrices; 0 for one or two criteria. */
  consistency_ratio: number;
  /** The judgement that contradicts the others most: by which factor it lies off what the weights say. Null when all agree. */
  worst: { i: number; j: number; judged: number; implied: number } | null;
};

/** Most inconsistency that is accepted (Saaty). */
export const CONSISTENT_BELOW = 0.1;
/** Mean consistency index of random reciprocal matrices by size, from 1 (Saaty 1980). */
const random = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

/** Weights whatever the consistency. @throws AppError rule_invalid for a matrix that is not square, positive and reciprocal, or over 10 wide */
export function ahp(matrix: readonly (readonly number[])[]): AhpWeights {
  const n = matrix.length;
  assertReciprocal(matrix);
  const { values, vectors } = eigenvectors(dense(n, n, matrix.flat()));
  const principal = Array.from(vectors.data.slice(0, n), Math.abs);
  const sum = principal.reduce((a, b) => a + b, 0);
  const weights = principal.map((w) => w / sum);
  const lambda_max = values[0]!;
  const index = n > 1 ? Math.max(0, (lambda_max - n) / (n - 1)) : 0;
  const mean = random[n - 1]!;
  return { weights, lambda_max, consistency_ratio: mean > 0 ? index / mean : 0, worst: worstOf(matrix, weights) };
}

/** As `ahp`, refusing contradictory judgements. @throws AppError rule_invalid above CONSISTENT_BELOW, naming the worst pair */
export function consistentWeights(matrix: readonly (readonly number[])[], names: readonly string[]): AhpWeights {
  const result = ahp(matrix);
  if (result.consistency_ratio <= CONSISTENT_BELOW) return result;
  const { i, j, judged, implied } = result.worst!;
  throw new AppError(
    'rule_invalid',
    `the judgements contradict each other: consistency ratio ${result.consistency_ratio.toFixed(3)} is above ${CONSISTENT_BELOW}; «${names[i]}» against «${names[j]}» is judged ${fraction(judged)}, the other judgements imply ${implied.toFixed(2)}`,
    'ask the judges about that pair again',
  );
}

function assertReciprocal(matrix: readonly (readonly number[])[]): void {
  const n = matrix.length;
  const wrong = (what: string) => new AppError('rule_invalid', `the matrix of pairwise judgements ${what}`, 'give a square matrix with a(i,j) = 1 ÷ a(j,i)'); // biome-ignore format: one thought
  if (n === 0 || n > random.length) throw wrong(`has ${n} rows; 1 to ${random.length} are possible`);
  for (let i = 0; i < n; i++) {
    if (matrix[i]!.length !== n) throw wrong(`is not square: row ${i + 1} has ${matrix[i]!.length} of ${n} columns`);
    for (let j = 0; j < n; j++) {
      const [a, b] = [matrix[i]![j]!, matrix[j]?.[i] ?? Number.NaN];
      if (!(a > 0) || !Number.isFinite(a)) throw wrong(`holds ${a} in row ${i + 1}, column ${j + 1}`);
      if (Math.abs(a * b - 1) > 1e-3)
        throw wrong(`is not reciprocal in row ${i + 1}, column ${j + 1}: ${a} against ${b}`);
    }
  }
}

function worstOf(matrix: readonly (readonly number[])[], weights: readonly number[]): AhpWeights['worst'] {
  let worst: AhpWeights['worst'] = null;
  let most = 1e-6;
  for (let i = 0; i < weights.length; i++)
    for (let j = i + 1; j < weights.length; j++) {
      const implied = weights[i]! / weights[j]!;
      const off = Math.abs(Math.log(matrix[i]![j]! / implied));
      if (off > most) {
        most = off;
        worst = { i, j, judged: matrix[i]![j]!, implied };
      }
    }
  return worst;
}

const fraction = (x: number): string => (x < 1 ? `1/${Math.round(1 / x)}` : String(Math.round(x * 100) / 100));
