import { describe, expect, it } from 'vitest';
import { fitLogistic } from '../../../engine/linear/logistic.ts';

describe('fitLogistic', () => {
  it('gives the log-odds of a single group as intercept', () => {
    const fit = fitLogistic([new Float64Array(8)], Uint8Array.of(1, 0, 0, 0, 1, 0, 0, 0));
    expect(fit.intercept).toBeCloseTo(Math.log(2 / 6), 6);
    expect(fit.coefficients[0]).toBeCloseTo(0, 9);
  });

  it('gives the log odds ratio of two groups as coefficient, without a ridge', () => {
    // x = 0: 2 of 8; x = 1: 6 of 8. Log odds −log 3 and log 3.
    const x = Float64Array.from({ length: 16 }, (_, i) => (i < 8 ? 0 : 1));
    const y = Uint8Array.from({ length: 16 }, (_, i) => (i < 2 || i >= 10 ? 1 : 0));
    const fit = fitLogistic([x], y, 0);
    expect(fit.intercept).toBeCloseTo(-Math.log(3), 6);
    expect(fit.coefficients[0]).toBeCloseTo(2 * Math.log(3), 6);
    expect(Math.abs(fitLogistic([x], y, 5).coefficients[0]!)).toBeLessThan(2 * Math.log(3));
  });
});
