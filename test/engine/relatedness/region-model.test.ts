import { describe, expect, it } from 'vitest';
import { countEntries, type Entry, placeShares } from '../../../engine/relatedness/entries.ts';
import { evidence, factors, regionNeighbours } from '../../../engine/relatedness/item-place-tables.ts';
import {
  advantage,
  explainPair,
  fitRegionModel,
  REGION_PARTS,
  regionParts,
  scorePair,
} from '../../../engine/relatedness/region-model.ts';

/** Two blocks: regions 0–2 hold industries 0–2, regions 3–5 hold 3–5; region 0 still lacks industry 2, region 3 lacks 5. */
const holds = (region: number, industry: number) => Math.floor(region / 3) === Math.floor(industry / 3) && !(region === 0 && industry === 2) && !(region === 3 && industry === 5); // biome-ignore format: one condition
const entries: Entry[] = Array.from({ length: 6 }, (_, place) =>
  Array.from({ length: 6 }, (_, industry) => industry)
    .filter((industry) => holds(place, industry))
    .flatMap((industry) => Array.from({ length: 20 }, () => ({ place, year: 2000, items: Int32Array.of(industry) }))),
).flat();
const counts = countEntries(entries, { items: 6, places: 6 }, 2001, 5);
const at = (industry: number, region: number) => industry * 6 + region;

describe('tables of evidence', () => {
  const table = evidence(counts, 10);
  it('are positive where an industry is over-represented and shrink to 0 without entries', () => {
    expect(table[at(0, 0)]).toBeGreaterThan(0);
    expect(table[at(0, 4)]).toBeLessThan(0);
    const empty = countEntries([], { items: 1, places: 2 }, 2001, 5);
    expect([...evidence(empty, 10)]).toEqual([0, 0]);
    expect([...placeShares(empty)]).toEqual([0.5, 0.5]);
  });
  it('speak for a missing industry when like regions hold it', () => {
    const near = regionNeighbours(table, counts);
    expect(near[at(2, 0)]).toBeGreaterThan(near[at(2, 3)]!);
    const smooth = factors(table, counts, 1);
    expect(smooth[at(2, 0)]).toBeGreaterThan(smooth[at(2, 3)]!);
  });
});

describe('region model', () => {
  const parts = regionParts(counts, counts);
  it('knows what a region lacks', () => {
    const quotient = advantage(counts).data;
    expect(quotient[at(2, 0)]).toBe(0);
    expect(quotient[at(2, 1)]).toBeGreaterThan(1);
  });

  it('ranks the industry that fits the region first, and its parts add up', () => {
    const pairs = Array.from({ length: 36 }, (_, i) => i).filter((pair) => !holds(pair % 6, Math.floor(pair / 6)));
    const came = Uint8Array.from(pairs, (pair) => (pair === at(5, 3) || pair === at(2, 0) ? 1 : 0));
    const fit = fitRegionModel(parts, pairs, came);
    const scores = [2, 3, 4, 5].map((industry) => scorePair(fit, parts, at(industry, 0)));
    expect(scores.indexOf(Math.max(...scores))).toBe(0);
    const reasons = explainPair(fit, parts, at(2, 0));
    const sum = REGION_PARTS.reduce((total, part) => total + reasons[part], fit.intercept);
    expect(sum).toBeCloseTo(scores[0]!, 9);
  });
});
