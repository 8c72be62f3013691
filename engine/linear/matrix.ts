/** The only importer of ml-matrix: small dense linear algebra on plain typed arrays. */
import { EigenvalueDecomposition, Matrix, QrDecomposition, SingularValueDecomposition, solve } from 'ml-matrix';
import { AppError } from '../../data/errors.ts';

/** A dense matrix, row-major. */
export type Dense = { rows: number; columns: number; data: Float64Array };

export const dense = (rows: number, columns: number, data?: ArrayLike<number>): Dense => {
  if (data && data.length !== rows * columns)
    throw new AppError(
      'option_invalid',
      `matrix of ${rows} × ${columns} given ${data.length} numbers`,
      'check its shape',
    );
  return { rows, columns, data: data ? Float64Array.from(data) : new Float64Array(rows * columns) };
};

const toMatrix = ({ rows, columns, data }: Dense): Matrix => Matrix.from1DArray(rows, columns, data);
const fromMatrix = (matrix: Matrix): Dense => dense(matrix.rows, matrix.columns, matrix.to1DArray());

export const transpose = ({ rows, columns, data }: Dense): Dense => {
  const result = dense(columns, rows);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) result.data[c * rows + r] = data[r * columns + c]!;
  return result;
};

/** a · b, skipping zeros of a. */
export function multiply(a: Dense, b: Dense): Dense {
  const result = dense(a.rows, b.columns);
  for (let r = 0; r < a.rows; r++)
    for (let k = 0; k < a.columns; k++) {
      const factor = a.data[r * a.columns + k]!;
      if (factor === 0) continue;
      for (let c = 0; c < b.columns; c++) result.data[r * b.columns + c]! += factor * b.data[k * b.columns + c]!;
    }
  return result;
}

/** x with a · x = b. Throws `option_invalid` when a is singular. */
export function solveLinear(a: Dense, b: Dense): Dense {
  try {
    return fromMatrix(solve(toMatrix(a), toMatrix(b)));
  } catch (cause) {
    throw new AppError('option_invalid', 'the matrix is singular', 'check for empty or repeated sectors', {}, cause);
  }
}

/** Eigenvalues, largest real part first, with their eigenvectors as rows. Real parts only. */
export function eigenvectors(a: Dense): { values: number[]; vectors: Dense } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(toMatrix(a));
  const order = realEigenvalues.map((_, i) => i).sort((i, j) => realEigenvalues[j]! - realEigenvalues[i]!);
  const vectors = dense(
    a.rows,
    a.rows,
    order.flatMap((column) => eigenvectorMatrix.getColumn(column)),
  );
  return { values: order.map((i) => realEigenvalues[i]!), vectors };
}

const orthonormal = (a: Dense): Dense => fromMatrix(new QrDecomposition(toMatrix(a)).orthogonalMatrix);

/** Numbers in [−1, 1) that fill the start of an iteration, the same for a seed. */
function startMatrix(rows: number, columns: number, seed: number): Dense {
  let state = (seed * 2 + 1) >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  return dense(rows, columns, Float64Array.from({ length: rows * columns }, next));
}

/**
 * The best approximation of a given rank in the sense of least squares: the truncated SVD, by subspace iteration
 * (Halko, Martinsson, Tropp 2011, algorithm 4.4) with a small exact SVD at the end.
 */
export function lowRank(a: Dense, rank: number, options: { rounds?: number; seed?: number } = {}): Dense {
  const width = Math.min(rank + 8, a.rows, a.columns);
  const turned = transpose(a);
  let basis = orthonormal(multiply(a, startMatrix(a.columns, width, options.seed ?? 1)));
  for (let round = 0; round < (options.rounds ?? 6); round++)
    basis = orthonormal(multiply(a, orthonormal(multiply(turned, basis))));
  const small = multiply(transpose(basis), a);
  const svd = new SingularValueDecomposition(toMatrix(small), { autoTranspose: true });
  const left = fromMatrix(svd.leftSingularVectors);
  const right = fromMatrix(svd.rightSingularVectors);
  const kept = dense(width, a.columns);
  for (let k = 0; k < Math.min(rank, svd.diagonal.length); k++)
    for (let r = 0; r < width; r++)
      for (let c = 0; c < a.columns; c++)
        kept.data[r * a.columns + c]! +=
          left.data[r * left.columns + k]! * svd.diagonal[k]! * right.data[c * right.columns + k]!;
  return multiply(basis, kept);
}
