import { describe, expect, it } from 'vitest';
import { dense, eigenvectors, lowRank, multiply, solveLinear, transpose } from '../../../engine/linear/matrix.ts';

describe('matrix', () => {
  it('multiplies, turns and solves', () => {
    const a = dense(2, 3, [1, 2, 3, 4, 5, 6]);
    expect([...multiply(a, transpose(a)).data]).toEqual([14, 32, 32, 77]);
    const x = solveLinear(dense(2, 2, [2, 1, 1, 3]), dense(2, 1, [5, 10]));
    expect(x.data[0]).toBeCloseTo(1, 12);
    expect(x.data[1]).toBeCloseTo(3, 12);
  });

  it('orders eigenvectors by eigenvalue', () => {
    const { values, vectors } = eigenvectors(dense(2, 2, [2, 0, 0, 5]));
    expect(values).toEqual([5, 2]);
    expect(Math.abs(vectors.data[1]!)).toBeCloseTo(1, 12);
  });

  it('refuses numbers that do not fill the shape', () => expect(() => dense(2, 2, [1])).toThrowError(/2 × 2/));

  it('gives back a matrix of the asked rank, and the best approximation of a higher one', () => {
    const u = dense(
      12,
      2,
      Array.from({ length: 24 }, (_, i) => Math.sin(i * i)),
    );
    const v = dense(
      2,
      30,
      Array.from({ length: 60 }, (_, i) => Math.cos(i * 3)),
    );
    const exact = multiply(u, v);
    const same = lowRank(exact, 2);
    exact.data.forEach((value, at) => {
      expect(same.data[at]).toBeCloseTo(value, 9);
    });
    // diag(3, 2, 1): rank 1 keeps only the 3.
    const kept = lowRank(dense(3, 3, [3, 0, 0, 0, 2, 0, 0, 0, 1]), 1).data;
    expect(kept[0]).toBeCloseTo(3, 9);
    expect(kept[4]).toBeCloseTo(0, 9);
  });

  it('gives the same numbers for the same seed', () => {
    const a = dense(
      5,
      9,
      Array.from({ length: 45 }, (_, i) => (i * 7) % 11),
    );
    expect(lowRank(a, 3, { seed: 4 })).toEqual(lowRank(a, 3, { seed: 4 }));
  });
});
