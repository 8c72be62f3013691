/** What would change the order: each change suffices, the next smaller one does not, and nothing outside its range is promised. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProfile } from '../../../data/schema/profile.ts';
import { type Held, type Lever, levers } from '../../../engine/fit/levers.ts';
import { partOf, valueFor } from '../../../engine/fit/part.ts';

const { factors: rules } = readProfile();

/** The score of a district whose other parts are `rest`. */
function heldWith(rest: number, values: Held['values'], neighbours: Held['neighbours']): Held {
  const own =
    partOf(values.neighbours, rules.neighbours) +
    partOf(values.slot, rules.slot) +
    partOf(values.policy, rules.policy) +
    partOf(Math.log1p(values.park_land_mu), rules.park);
  return { score: rest + own, values, neighbours };
}

/** The score after a change, computed afresh from the values. */
function scoreAfter(rest: number, held: Held, lever: Lever, to: number): number {
  const values = { ...held.values };
  if (lever.factor === 'park') values.park_land_mu = to;
  else if (lever.factor === 'neighbours') {
    const n = held.neighbours.find(({ name }) => name === lever.link)!;
    values.neighbours += n.criticality * (Math.log1p(to) - Math.log1p(n.companies));
  } else values[lever.factor] = to;
  return heldWith(rest, values, held.neighbours).score;
}

const given = fc.record({
  rest: fc.double({ min: 0, max: 3, noNaN: true }),
  ahead: fc.double({ min: 0, max: 1.2, noNaN: true }),
  land: fc.integer({ min: 0, max: 2000 }),
  slot: fc.constantFrom(0, 0.6, 1),
  policy: fc.constantFrom(0, 1),
  companies: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 3 }),
});

describe('levers', () => {
  it('suffice, are least, and stay within their range', () => {
    fc.assert(
      fc.property(given, ({ rest, ahead, land, slot, policy, companies }) => {
        const neighbours = companies.map((n, i) => ({
          link_id: `n${i}`,
          name: `n${i}`,
          criticality: i + 1,
          companies: n,
        }));
        const sum = neighbours.reduce((all, n) => all + n.criticality * Math.log1p(n.companies), 0);
        const held = heldWith(rest, { neighbours: sum, slot, policy, park_land_mu: land }, neighbours);
        const needed = held.score + ahead;
        for (const lever of levers(held, needed, rules)) {
          expect(scoreAfter(rest, held, lever, lever.to)).toBeGreaterThan(needed);
          expect(scoreAfter(rest, held, lever, lever.to)).toBeCloseTo(lever.score, 9);
          expect(lever.score - held.score).toBeLessThanOrEqual(rules[lever.factor].weight + 1e-9);
          if (lever.unit === 'mu' || lever.unit === 'companies') {
            expect(Number.isInteger(lever.to)).toBe(true);
            expect(scoreAfter(rest, held, lever, lever.to - 1)).toBeLessThanOrEqual(needed + 1e-9);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are none when the lead is greater than any single factor may give', () => {
    const held = heldWith(1, { neighbours: 0, slot: 0, policy: 0, park_land_mu: 0 }, []);
    expect(levers(held, held.score + 5, rules)).toEqual([]);
  });

  it('say how much land, and which role', () => {
    const held = heldWith(1, { neighbours: 30, slot: 0, policy: 1, park_land_mu: 0 }, []);
    const found = levers(held, held.score + 0.3, rules);
    expect(found.map((l) => l.factor)).toEqual(['park', 'slot']);
    // 0.3 of 0.6 over 0 … 8: e⁴ − 1 mu, and one more for «above»
    expect(found[0]).toMatchObject({ from: 0, to: 54, unit: 'mu', by: 'district' });
    expect(found[1]).toMatchObject({ to: 0.6, by: 'city' });
  });

  it('do not name what nobody can move', () => {
    expect(Object.values(rules).filter((r) => r.lever).length).toBe(4);
    expect(rules.gap.lever).toBeUndefined();
    expect(rules.zone.lever).toBeUndefined();
  });
});

describe('the part', () => {
  it('is undone by valueFor within its range', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const rule = { weight: 0.7, low: -3, high: 3 };
        expect(partOf(valueFor(share * rule.weight, rule), rule)).toBeCloseTo(share * rule.weight, 9);
      }),
    );
  });
});
