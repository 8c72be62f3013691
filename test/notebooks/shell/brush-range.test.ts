/** What pointers and keys make of a range: always within the chart, never empty, and where the hand is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draggedTo, holdAt, keyTo, orAll, type Range, withEnd } from '../../../notebooks/shell/brush-range.ts';

const bins = 20;
const at = fc.double({ min: 0, max: bins, noNaN: true });
const range: fc.Arbitrary<Range> = fc
  .tuple(fc.integer({ min: 0, max: bins - 1 }), fc.integer({ min: 1, max: bins }))
  .map(([a, b]) => ({ from: Math.min(a, b - 1), below: Math.max(a + 1, b) }));

describe('a dragged range', () => {
  it('stays within the chart and holds a bin', () => {
    fc.assert(
      fc.property(fc.option(range, { nil: null }), at, at, (before, down, now) => {
        const { from, below } = draggedTo(holdAt(before, down, bins, 10), before, now, bins);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(below).toBeLessThanOrEqual(bins);
        expect(below).toBeGreaterThan(from);
      }),
    );
  });

  it('begins at the bin under the pointer and grows to either side', () => {
    const hold = holdAt(null, 7.4, bins, 10);
    expect(draggedTo(hold, null, 9.1, bins)).toEqual({ from: 7, below: 10 });
    expect(draggedTo(hold, null, 4.9, bins)).toEqual({ from: 4, below: 8 });
  });

  it('is moved by an end near which it was taken, and as a whole from its middle', () => {
    const before = { from: 5, below: 12 };
    expect(draggedTo(holdAt(before, 5.5, bins, 10), before, 2.2, bins)).toEqual({ from: 2, below: 12 });
    expect(draggedTo(holdAt(before, 11.6, bins, 10), before, 3, bins)).toEqual({ from: 5, below: 6 });
    expect(draggedTo(holdAt(before, 8, bins, 10), before, 10.2, bins)).toEqual({ from: 7, below: 14 });
    expect(draggedTo(holdAt(before, 8, bins, 10), before, 20, bins)).toEqual({ from: 13, below: 20 });
    expect(draggedTo(holdAt(before, 16, bins, 10), before, 17.5, bins)).toEqual({ from: 16, below: 18 });
  });
});

describe('keys', () => {
  it('move an end by one, by many, to the ends', () => {
    const keys = ['ArrowLeft', 'ArrowDown', 'ArrowRight', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'a'];
    expect(keys.map((key) => keyTo(key, 5, bins))).toEqual([4, 4, 6, 6, 2, 8, 0, 20, null]);
    expect(withEnd({ from: 5, below: 8 }, 'from', 20, bins)).toEqual({ from: 7, below: 8 });
    expect(withEnd({ from: 5, below: 8 }, 'below', 0, bins)).toEqual({ from: 5, below: 6 });
    expect(withEnd({ from: 0, below: 8 }, 'from', -1, bins)).toEqual({ from: 0, below: 8 });
    expect([orAll({ from: 0, below: bins }, bins), orAll({ from: 1, below: bins }, bins)]).toEqual([
      null,
      { from: 1, below: bins },
    ]);
  });
});
