import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparativeAdvantage,
  complexity,
  density,
  presence,
  proximity,
  reflections,
} from '../../../engine/linear/complexity.ts';
import { dense } from '../../../engine/linear/matrix.ts';

const round = (values: Float64Array, digits = 6) => [...values].map((value) => Number(value.toFixed(digits)));

describe('comparative advantage', () => {
  it('is the share in the place over the share in all places', () => {
    // Shares in place 1: 0.75, 0.25; in all: 40/80, 40/80.
    expect(round(comparativeAdvantage(dense(2, 2, [30, 10, 10, 30])).data)).toEqual([1.5, 0.5, 0.5, 1.5]);
  });
  it('is 0 for an empty place and an empty activity', () => {
    expect(round(comparativeAdvantage(dense(2, 2, [0, 0, 5, 0])).data)).toEqual([0, 0, 1, 0]);
  });
});

describe('proximity and density', () => {
  // Three places, three activities: {a, b}, {a, b, c}, {c}.
  const present = dense(3, 3, [1, 1, 0, 1, 1, 1, 0, 0, 1]);
  const near = proximity(present);
  it('is the smaller conditional probability', () => {
    expect(round(near.data)).toEqual([1, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1]);
  });
  it('is the share of the neighbourhood that the place holds, without the activity itself', () => {
    expect(round(density(present, near).data)).toEqual([0.666667, 0.666667, 1, 1, 1, 1, 0.333333, 0.333333, 0]);
  });
});

describe('complexity', () => {
  it('is what the eigenvector of a nested matrix of two places and two activities must be', () => {
    // Places {a, b}, {a}: M̃ = D⁻¹ M U⁻¹ Mᵀ = [[3/4, 1/4], [1/2, 1/2]], second eigenvalue 1/4, eigenvector (1, −2):
    // standardised (1, −1). PCI: a = mean(1, −1) = 0, b = 1, standardised (−1, 1).
    const { eci, pci } = complexity(dense(2, 2, [1, 1, 1, 0]));
    expect(round(eci)).toEqual([1, -1]);
    expect(round(pci)).toEqual([-1, 1]);
  });

  it('is what hand arithmetic gives for a chain of three places and three activities', () => {
    // Places {a, b, c}, {b, c}, {c}. Averages 1/u = (1, 1/2, 1/3):
    // M̃ = [[11/18, 5/18, 2/18], [5/12, 5/12, 2/12], [1/3, 1/3, 1/3]], trace 49/36, eigenvalues 1, then the roots of
    // x² − 13/36 x + 1/36 = 0: 1/4 and 1/9. For 1/4 the eigenvector is (2, −1, −4): mean −1, deviation √6.
    const { eci, pci } = complexity(dense(3, 3, [1, 1, 1, 0, 1, 1, 0, 0, 1]));
    expect(round(eci)).toEqual(round(Float64Array.of(3, 0, -3).map((v) => v / Math.sqrt(6))));
    expect(pci[0]).toBeGreaterThan(pci[1]!);
    expect(pci[1]).toBeGreaterThan(pci[2]!);
  });

  it('leaves out empty places and activities', () => {
    const { eci, pci } = complexity(dense(3, 3, [1, 1, 0, 0, 0, 0, 1, 0, 0]));
    expect(round(eci)).toEqual([1, Number.NaN, -1]);
    expect(round(pci)).toEqual([-1, 1, Number.NaN]);
  });

  it('has mean 0 over the places that hold something', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }), (cells) => {
        const rows = [[1, 1, 1, 1, 0, 1], [0, 1, 0, 1, 0, 0], ...[0, 1, 2, 3].map((r) => cells.slice(r * 6, r * 6 + 6).map(Number))]; // biome-ignore format: one matrix
        const matrix = dense(6, 6, rows.flat());
        const eci = complexity(matrix).eci;
        const known = eci.filter((value) => !Number.isNaN(value));
        expect(known.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 6);
      }),
      { numRuns: 50, seed: 3 },
    );
  });
});

describe('presence', () => {
  it('starts at the threshold', () => expect([...presence(dense(1, 3, [0.99, 1, 2])).data]).toEqual([0, 1, 1]));
});

describe('reflections', () => {
  // The network that Hidalgo and Hausmann (2009) print as figure S4: four countries, four products.
  const figure = dense(4, 4, [1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1]);

  it('gives diversity and ubiquity, then the averages of that figure', () => {
    expect(round(reflections(figure, 0).places)).toEqual([4, 1, 2, 1]);
    expect(round(reflections(figure, 0).activities)).toEqual([1, 2, 2, 3]);
    expect(round(reflections(figure, 1).places)).toEqual([2, 2, 2.5, 3]);
    expect(round(reflections(figure, 1).activities, 2)).toEqual([4, 2.5, 3, 2.33]);
    expect(round(reflections(figure, 2).places, 2)).toEqual([2.96, 2.5, 2.67, 2.33]);
  });

  it('orders countries, in the limit, as the eigenvector does', () => {
    const { eci } = complexity(figure);
    const late = reflections(figure, 16).places;
    const order = (values: Float64Array) => [0, 1, 2, 3].sort((a, b) => values[b]! - values[a]!);
    expect(order(eci)).toEqual(order(late));
  });
});
