import { describe, expect, it } from 'vitest';
import { AppError } from '../../../data/errors.ts';
import { linkages, outputFor, technicalCoefficients, totalRequirements } from '../../../engine/linear/leontief.ts';
import { dense } from '../../../engine/linear/matrix.ts';

/** Miller & Blair (2009), table 2.3: two sectors, outputs 1000 and 2000. Their printed A, L and outputs are the golden values. */
const table = {
  sectors: ['1', '2'],
  flows: dense(2, 2, [150, 500, 200, 100]),
  output: Float64Array.of(1000, 2000),
};
const A = technicalCoefficients(table);
const L = totalRequirements(A);

const close = (actual: Float64Array, expected: number[], digits: number) =>
  expected.forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, digits);
  });

describe('Leontief, the two-sector example of Miller and Blair', () => {
  it('has the printed technical coefficients', () => close(A.data, [0.15, 0.25, 0.2, 0.05], 12));
  it('has the printed total requirements', () => close(L.data, [1.2541, 0.33, 0.264, 1.1221], 4));
  it('answers new final demand (600, 1500) with the printed outputs', () =>
    close(outputFor(L, Float64Array.of(600, 1500)), [1247.5, 1841.6], 1));
  it('returns the outputs of the table for its own final demand', () =>
    close(outputFor(L, Float64Array.of(350, 1700)), [1000, 2000], 9));
});

describe('linkages', () => {
  it('are column and row sums of total requirements over their mean', () => {
    const { backward, forward } = linkages(L);
    const mean = (1.254125 + 0.330033 + 0.264026 + 1.122112) / 2;
    close(backward, [(1.254125 + 0.264026) / mean, (0.330033 + 1.122112) / mean], 5);
    close(forward, [(1.254125 + 0.330033) / mean, (0.264026 + 1.122112) / mean], 5);
  });
  it('average 1', () => {
    const { backward, forward } = linkages(L);
    expect(backward[0]! + backward[1]!).toBeCloseTo(2, 12);
    expect(forward[0]! + forward[1]!).toBeCloseTo(2, 12);
  });
});

describe('a table that cannot be used', () => {
  it('is refused with the sector that has no output', () => {
    const bad = { ...table, output: Float64Array.of(1000, 0) };
    expect(() => technicalCoefficients(bad)).toThrowError(/sector 2 has no output/);
  });
  it('is refused when a sector delivers all it makes to itself', () => {
    expect(() => totalRequirements(dense(2, 2, [1, 0, 0, 0.5]))).toThrowError(AppError);
  });
  it('is refused when shapes differ', () => {
    expect(() => technicalCoefficients({ ...table, sectors: ['1'] })).toThrowError(AppError);
  });
});
