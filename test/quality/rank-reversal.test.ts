import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countReversals, type Pair, type ScoreOf } from './rank-reversal.ts';

const pairs: Pair[] = ['a', 'b', 'c'].map((alternative) => ({ list: 'list', alternative }));
const scores =
  (values: Record<string, number>): ScoreOf =>
  ({ alternative }) =>
    values[alternative] ?? Number.NaN;

describe('countReversals', () => {
  it('compares only pairs that both know', () => {
    expect(countReversals(pairs, scores({ a: 3, b: 2, c: 1 }), scores({ a: 3, b: 2 }))).toEqual({
      pairs: 2,
      changed: 0,
      reversed: 0,
    });
  });

  it('counts changed scores and swapped ranks apart', () => {
    const before = scores({ a: 3, b: 2, c: 1 });
    expect(countReversals(pairs, before, scores({ a: 4, b: 3, c: 2 }))).toEqual({ pairs: 3, changed: 3, reversed: 0 });
    expect(countReversals(pairs, before, scores({ a: 3, b: 1, c: 2 }))).toEqual({ pairs: 3, changed: 2, reversed: 1 });
  });

  it('finds nothing in a score with fixed ranges, whoever leaves', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 20 }),
        fc.nat(),
        (facts, gone) => {
          const all = facts.map((_, i): Pair => ({ list: 'x', alternative: String(i) }));
          const fixed: ScoreOf = ({ alternative }) => 2 * Math.min(1, facts[Number(alternative)]! / 0.8);
          const without: ScoreOf = (pair) =>
            pair.alternative === String(gone % facts.length) ? Number.NaN : fixed(pair);
          expect(countReversals(all, fixed, without)).toMatchObject({ changed: 0, reversed: 0 });
        },
      ),
      { seed: 5, numRuns: 50 },
    );
  });
});
