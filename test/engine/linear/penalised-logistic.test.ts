import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLogistic, logistic } from '../../../engine/linear/logistic.ts';
import { fitPenalised } from '../../../engine/linear/penalised-logistic.ts';

/** Outcomes drawn from known coefficients with a fixed stream. */
function drawn(n: number, coefficients: number[], intercept: number) {
  let state = 12345;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const columns = coefficients.map(() => Float64Array.from({ length: n }, () => 4 * next() - 2));
  const outcome = Uint8Array.from({ length: n }, (_, i) =>
    next() < logistic(coefficients.reduce((sum, b, c) => sum + b * columns[c]![i]!, intercept)) ? 1 : 0,
  );
  return { columns, outcome };
}

describe('fitPenalised', () => {
  it('returns the beliefs when nothing was seen', () => {
    const { coefficients } = fitPenalised([new Float64Array(), new Float64Array()], new Uint8Array(), [
      { mean: 0.5, deviation: 1 },
      { mean: -1, deviation: 1, least: 0 },
    ]);
    expect([...coefficients]).toEqual([0.5, 0]);
  });

  it('agrees with unbounded logistic regression when beliefs are weak', () => {
    const { columns, outcome } = drawn(4000, [1.2, -0.7], -1);
    const free = fitLogistic(columns, outcome, 1e-6);
    const ours = fitPenalised(columns, outcome, [
      { mean: 0, deviation: 1000 },
      { mean: 0, deviation: 1000 },
    ]);
    expect(ours.intercept).toBeCloseTo(free.intercept, 3);
    free.coefficients.forEach((value, c) => {
      expect(ours.coefficients[c]).toBeCloseTo(value, 3);
    });
  });

  it('keeps to the beliefs with few outcomes and leaves them with many', () => {
    const belief = [{ mean: 0.2, deviation: 0.2, least: 0 }];
    const few = drawn(15, [1.5], 0);
    const many = drawn(6000, [1.5], 0);
    const afterFew = fitPenalised(few.columns, few.outcome, belief).coefficients[0]!;
    const afterMany = fitPenalised(many.columns, many.outcome, belief).coefficients[0]!;
    expect(Math.abs(afterFew - 0.2)).toBeLessThan(Math.abs(afterMany - 0.2));
    expect(afterMany).toBeGreaterThan(1.2);
  });

  it('never turns a sign that is held', () => {
    const { columns, outcome } = drawn(3000, [-1], 0);
    expect(fitPenalised(columns, outcome, [{ mean: 0.3, deviation: 5, least: 0 }]).coefficients[0]).toBe(0);
  });

  it('stays finite and at or above its bounds for any data', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.boolean()), { maxLength: 40 }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (rows, mean) => {
          const fit = fitPenalised(
            [Float64Array.from(rows, ([x]) => x)],
            Uint8Array.from(rows, ([, y]) => (y ? 1 : 0)),
            [{ mean, deviation: 0.5, least: 0 }],
          );
          expect(Number.isFinite(fit.intercept)).toBe(true);
          expect(fit.coefficients[0]).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 50 },
    );
  });
});
