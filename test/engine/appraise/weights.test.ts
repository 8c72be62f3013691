/** Weights: AHP on published examples of Saaty, CRITIC by hand, agreement of scorers on Krippendorff's example. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAppraisal } from '../../../data/schema/appraisal.ts';
import { krippendorffAlpha } from '../../../engine/appraise/agreement.ts';
import { worthOf } from '../../../engine/appraise/indicators.ts';
import { ahp, consistentWeights } from '../../../engine/linear/ahp.ts';
import { criticWeights } from '../../../engine/linear/critic.ts';

const rounded = (values: readonly number[]) => values.map((v) => Math.round(v * 1000) / 1000);

/** Saaty (2008), Decision making with the analytic hierarchy process, Int. J. Services Sciences 1(1): consumption of drinks in the US. */
const drinks = {
  names: ['coffee', 'wine', 'tea', 'beer', 'sodas', 'milk', 'water'],
  matrix: [
    [1, 9, 5, 2, 1, 1, 1 / 2],
    [1 / 9, 1, 1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
    [1 / 5, 3, 1, 1 / 3, 1 / 4, 1 / 3, 1 / 9],
    [1 / 2, 9, 3, 1, 1 / 2, 1, 1 / 3],
    [1, 9, 4, 2, 1, 2, 1 / 2],
    [1, 9, 3, 1, 1 / 2, 1, 1 / 3],
    [2, 9, 9, 3, 2, 3, 1],
  ],
  weights: [0.177, 0.019, 0.042, 0.116, 0.19, 0.129, 0.327],
};

/** Saaty (1990), How to make a decision, EJOR 48: criteria for buying a house. */
const house = {
  names: ['size', 'transport', 'neighbourhood', 'age', 'yard', 'modern', 'condition', 'financing'],
  matrix: [
    [1, 5, 3, 7, 6, 6, 1 / 3, 1 / 4],
    [1 / 5, 1, 1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
    [1 / 3, 3, 1, 6, 3, 4, 6, 1 / 5],
    [1 / 7, 1 / 5, 1 / 6, 1, 1 / 3, 1 / 4, 1 / 7, 1 / 8],
    [1 / 6, 1 / 3, 1 / 3, 3, 1, 1 / 2, 1 / 5, 1 / 6],
    [1 / 6, 1 / 3, 1 / 4, 4, 2, 1, 1 / 5, 1 / 6],
    [3, 5, 1 / 6, 7, 5, 5, 1, 1 / 2],
    [4, 7, 5, 8, 6, 6, 2, 1],
  ],
  weights: [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333],
};

describe('AHP', () => {
  it('gives the published weights of the drinks, consistent at 0.02', () => {
    const { weights, consistency_ratio } = consistentWeights(drinks.matrix, drinks.names);
    weights.forEach((w, i) => {
      expect(Math.abs(w - drinks.weights[i]!)).toBeLessThan(0.0015);
    });
    expect(consistency_ratio).toBeCloseTo(0.022, 2);
  });

  it('gives the published weights of the house with λ = 9.669, and refuses them: 0.17, size of the contradiction and its pair named', () => {
    const { weights, lambda_max, consistency_ratio } = ahp(house.matrix);
    weights.forEach((w, i) => {
      expect(Math.abs(w - house.weights[i]!)).toBeLessThan(0.002);
    });
    expect(lambda_max).toBeCloseTo(9.669, 2);
    expect(consistency_ratio).toBeCloseTo(0.169, 2);
    expect(() => consistentWeights(house.matrix, house.names)).toThrow(
      /ratio 0.169 is above 0.1; «neighbourhood» against «condition» is judged 6/,
    );
  });

  it.each([
    [
      [
        [1, 2],
        [1, 1],
      ],
      /not reciprocal in row 1, column 2: 2 against 1/,
    ],
    [[[1, 2]], /not square: row 1 has 2 of 1 columns/],
    [
      [
        [1, 0],
        [0, 1],
      ],
      /holds 0/,
    ],
    [[], /has 0 rows/],
  ])('refuses %j', (matrix, message) => expect(() => ahp(matrix)).toThrow(message));

  it('gives back the weights of consistent judgements; they sum to 1', () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 2, maxLength: 9 }), (worth) => {
        const { weights, consistency_ratio } = ahp(worth.map((a) => worth.map((b) => a / b)));
        const sum = worth.reduce((a, b) => a + b, 0);
        weights.forEach((w, i) => {
          expect(w).toBeCloseTo(worth[i]! / sum, 8);
        });
        expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        expect(consistency_ratio).toBeLessThan(1e-8);
      }),
    ));

  it('the shipped judgements are consistent', () => {
    const rules = readAppraisal();
    expect(
      consistentWeights(
        rules.judgements.matrix,
        rules.indicators.map((i) => i.title),
      ).consistency_ratio,
    ).toBeLessThan(0.1);
  });
});

describe('CRITIC', () => {
  it('by hand: what repeats another criterion counts half, what is independent counts whole', () => {
    // a = b, c independent of both, equal spread: C = σ·(0+0+1), σ·(0+0+1), σ·(1+1+0)
    expect(
      rounded(
        criticWeights([
          [0, 0, 0],
          [1, 1, 0],
          [0, 0, 1],
          [1, 1, 1],
        ]),
      ),
    ).toEqual([0.25, 0.25, 0.5]);
  });

  it('by hand: opposed criteria weigh by their spread', () => {
    // r = −1, σ of the second is half that of the first: C = 2σ, σ
    expect(
      rounded(
        criticWeights([
          [0, 0.5],
          [1, 0],
        ]),
      ),
    ).toEqual([0.667, 0.333]);
  });

  it('gives nothing to a criterion in which all are equal, and refuses a set without any spread', () => {
    expect(
      criticWeights([
        [0, 0.5, 0.2],
        [1, 0.5, 0.9],
        [0.4, 0.5, 0.1],
      ])[1],
    ).toBe(0);
    expect(() =>
      criticWeights([
        [1, 1],
        [1, 1],
      ]),
    ).toThrow(/no criterion spreads/);
    expect(() => criticWeights([[1, 1]])).toThrow(/two rows/);
  });

  it('always sums to 1 with no weight below 0', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)), { minLength: 2, maxLength: 12 }),
        (rows) => {
          const weights = criticWeights([[0, 100, 50], [100, 0, 50], ...rows]);
          expect(Math.min(...weights)).toBeGreaterThanOrEqual(-1e-12);
          expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 9);
        },
      ),
    ));
});

it('Krippendorff’s alpha is 0.849 on his interval example (Computing Krippendorff’s Alpha-Reliability, 2011, four observers, twelve units)', () => {
  const units = [
    [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
  ]; // biome-ignore format: a table
  expect(krippendorffAlpha(units)).toBeCloseTo(0.849, 3);
  expect(krippendorffAlpha([[1], [2]])).toBeNull();
});

describe('value functions', () => {
  it('never turn: more is never worth less where the line rises, never more where it falls', () => {
    const lines = readAppraisal().indicators.flatMap((i) => i.criteria.map((c) => c.line));
    expect(lines.length).toBeGreaterThan(8);
    fc.assert(
      fc.property(
        fc.constantFrom(...lines),
        fc.double({ min: -10, max: 2000, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        (line, x, more) => {
          const rise = Math.sign(line.at(-1)![1] - line[0]![1]);
          const [a, b] = [worthOf(line, x), worthOf(line, x + more)];
          expect(rise * (b - a)).toBeGreaterThanOrEqual(-1e-12);
          expect(Math.min(a, b)).toBeGreaterThanOrEqual(0);
          expect(Math.max(a, b)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('meet their corners', () => {
    const intensity = readAppraisal().indicators[1]!.criteria.find((c) => c.criterion_id === 'intensity')!;
    expect([0, 75, 150, 500, 900].map((x) => worthOf(intensity.line, x))).toEqual([0, 0.25, 0.5, 1, 1]);
  });
});
