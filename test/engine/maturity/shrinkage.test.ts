import { describe, expect, it } from 'vitest';
import { betaBelow, betaQuantile, logGamma } from '../../../engine/maturity/beta.ts';
import { fitPrior, shrink } from '../../../engine/maturity/index.ts';

describe('the beta distribution', () => {
  it('follows closed forms', () => {
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    for (const x of [0.1, 0.4, 0.9]) {
      expect(betaBelow(x, 1, 1)).toBeCloseTo(x, 12);
      expect(betaBelow(x, 3, 1)).toBeCloseTo(x ** 3, 12);
      expect(betaBelow(x, 2, 2)).toBeCloseTo(3 * x * x - 2 * x ** 3, 12);
      expect(betaQuantile(betaBelow(x, 7.5, 5), 7.5, 5)).toBeCloseTo(x, 9);
    }
  });
});

/** Hits in 45 at bats of 18 players, Efron and Morris, J. Amer. Statist. Assoc. 70 (1975) 311–319, table 1. */
const hits = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7];
/** Their averages over the rest of the season. */
const rest = [
  0.346, 0.298, 0.276, 0.222, 0.273, 0.27, 0.263, 0.21, 0.269, 0.23, 0.264, 0.256, 0.303, 0.264, 0.226, 0.286, 0.316,
  0.2,
];

describe('shrink', () => {
  const players = hits.map((h, i) => ({ key: `player ${i}`, hits: h, n: 45 }));
  const shrunk = shrink(players);

  it('draws the batting averages of Efron and Morris together, which predicts the season far better', () => {
    const error = (values: number[]) => values.reduce((sum, v, i) => sum + (v - rest[i]!) ** 2, 0);
    expect(error(shrunk.map((s) => s.raw))).toBeCloseTo(0.0755, 3);
    // they report that drawing together cuts the error by a factor of about 3.5
    expect(error(shrunk.map((s) => s.raw)) / error(shrunk.map((s) => s.value))).toBeGreaterThan(3);
    expect(fitPrior(players).mean).toBeCloseTo(0.265, 2);
  });

  it('keeps order, stays between group and mean, and moves the small group more', () => {
    for (let i = 1; i < shrunk.length; i++) expect(shrunk[i]!.value).toBeLessThanOrEqual(shrunk[i - 1]!.value);
    const [small, large] = shrink([{ key: 'small', hits: 2, n: 2 }, { key: 'large', hits: 180, n: 200 }], { mean: 0.6, strength: 20 }); // biome-ignore format: pairs
    expect(small!.value).toBeCloseTo(14 / 22, 12);
    expect(large!.value).toBeGreaterThan(0.86);
    expect(small!.weight_of_own).toBeCloseTo(1 / 11, 12);
    expect(small!.high - small!.low).toBeGreaterThan(large!.high - large!.low);
  });
});
