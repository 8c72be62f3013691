/**
 * Input–output analysis of a table that the user supplies.
 * Source: Miller, Blair, "Input–Output Analysis" (2nd ed. 2009), chapters 2 and 12.
 */
import { AppError } from '../../data/errors.ts';
import { type Dense, dense, multiply, solveLinear, transpose } from './matrix.ts';

export type InputOutputTable = {
  /** Names of the sectors, in the order of rows and columns. */
  sectors: string[];
  /** Sectors × sectors: deliveries of the row's sector to the column's, in money of one year. */
  flows: Dense;
  /** Per sector: total output, in the same money, > 0. */
  output: Float64Array;
};

export type Linkages = {
  /** Sum of the sector's column of total requirements ÷ mean over sectors (影响力系数). */
  backward: Float64Array;
  /** Sum of the sector's row of total requirements ÷ mean over sectors (感应度系数). */
  forward: Float64Array;
};

function assertTable({ sectors, flows, output }: InputOutputTable): void {
  const n = sectors.length;
  if (flows.rows !== n || flows.columns !== n || output.length !== n)
    throw new AppError(
      'option_invalid',
      `${n} sectors with ${flows.rows} × ${flows.columns} flows`,
      'give one row, column and output each',
    );
  const bad = output.findIndex((value) => !(value > 0));
  if (bad >= 0) throw new AppError('option_invalid', `sector ${sectors[bad]} has no output`, 'drop it or merge it');
}

/** A: what one unit of output of the column's sector takes from the row's sector, directly. */
export function technicalCoefficients(table: InputOutputTable): Dense {
  assertTable(table);
  const { flows, output } = table;
  return dense(
    flows.rows,
    flows.columns,
    flows.data.map((value, at) => value / output[at % flows.columns]!),
  );
}

const identityMinus = (a: Dense): Dense =>
  dense(
    a.rows,
    a.columns,
    a.data.map((value, at) => (Math.floor(at / a.columns) === at % a.columns ? 1 : 0) - value),
  );

const identity = (n: number): Dense => {
  const result = dense(n, n);
  for (let i = 0; i < n; i++) result.data[i * n + i] = 1;
  return result;
};

/** L = (I − A)⁻¹: output of the row's sector for one unit of final demand for the column's, directly and indirectly. */
export const totalRequirements = (coefficients: Dense): Dense =>
  solveLinear(identityMinus(coefficients), identity(coefficients.rows));

/** Output of every sector that a final demand (per sector) calls for. */
export const outputFor = (requirements: Dense, demand: Float64Array): Float64Array =>
  multiply(requirements, dense(demand.length, 1, demand)).data;

/** Normalised total linkages: above 1, the sector pulls (or is pulled) more than the average sector. */
export function linkages(requirements: Dense): Linkages {
  const n = requirements.rows;
  const mean = requirements.data.reduce((sum, value) => sum + value, 0) / n;
  const sums = ({ data }: Dense) =>
    Float64Array.from({ length: n }, (_, r) => data.subarray(r * n, (r + 1) * n).reduce((sum, v) => sum + v, 0) / mean);
  return { backward: sums(transpose(requirements)), forward: sums(requirements) };
}
