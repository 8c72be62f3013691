/**
 * CRITIC weights (Diakoulaki, Mavrotas, Papayannakis 1995): a criterion weighs more the more it spreads and the less it repeats
 * the others. They follow the set of alternatives, so they are taken once on a reference set and then frozen.
 */
import { AppError } from '../../data/errors.ts';

/** `rows`: alternatives × criteria, values in one direction on a common scale (0 to 1). Sum 1. @throws AppError option_invalid without two rows or any spread */
export function criticWeights(rows: readonly (readonly number[])[]): number[] {
  const criteria = rows[0]?.length ?? 0;
  if (rows.length < 2 || criteria === 0 || rows.some((row) => row.length !== criteria))
    throw new AppError(
      'option_invalid',
      `CRITIC weights need two rows of equal length, not ${rows.length}`,
      'give a larger reference set',
    );
  const columns = Array.from({ length: criteria }, (_, j) => rows.map((row) => row[j]!));
  const deviations = columns.map(deviation);
  const information = columns.map((column, j) => deviations[j]! * columns.reduce((sum, other) => sum + 1 - correlation(column, other), 0)); // biome-ignore format: one thought
  const total = information.reduce((a, b) => a + b, 0);
  if (!(total > 0))
    throw new AppError(
      'option_invalid',
      'no criterion spreads over the reference set',
      'give a reference set that differs',
    );
  return information.map((c) => c / total);
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

const deviation = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, v) => sum + (v - middle) ** 2, 0) / (values.length - 1));
};

/** 1 for a column with itself; 0 where a column does not spread. */
function correlation(a: readonly number[], b: readonly number[]): number {
  if (a === b) return 1;
  const [ma, mb] = [mean(a), mean(b)];
  const covariance = a.reduce((sum, v, i) => sum + (v - ma) * (b[i]! - mb), 0) / (a.length - 1);
  const scale = deviation(a) * deviation(b);
  return scale > 0 ? covariance / scale : 0;
}
