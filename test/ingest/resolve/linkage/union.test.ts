import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Union } from '../../../../ingest/resolve/linkage/union.ts';

describe('Union', () => {
  it('names a set by its smallest member', () => {
    const sets = new Union(5);
    expect(sets.join(4, 2)).toBe(true);
    expect(sets.join(2, 1)).toBe(true);
    expect([0, 1, 2, 3, 4].map((i) => sets.find(i))).toEqual([0, 1, 1, 3, 1]);
  });

  it('keeps two credit codes apart, also through a third record', () => {
    const sets = new Union(3, Int32Array.of(7, 0, 8));
    expect(sets.join(0, 1)).toBe(true);
    expect(sets.join(1, 2)).toBe(false);
    expect(sets.find(2)).toBe(2);
  });

  it('holds vetoes whatever the order of joins', () => {
    const edge = fc.tuple(fc.nat(9), fc.nat(9));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 30 }), fc.array(edge, { maxLength: 5 }), (joins, vetoes) => {
        const sets = new Union(10);
        const apart = vetoes.filter(([a, b]) => a !== b);
        for (const [a, b] of apart) sets.veto(a, b);
        for (const [a, b] of joins) sets.join(a, b);
        for (const [a, b] of apart) expect(sets.find(a)).not.toBe(sets.find(b));
      }),
    );
  });
});
