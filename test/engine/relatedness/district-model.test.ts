import { describe, expect, it } from 'vitest';
import { fitDistrictModel } from '../../../engine/relatedness/district-model.ts';
import type { Entry } from '../../../engine/relatedness/entries.ts';
import { countEntries, recency } from '../../../engine/relatedness/entries.ts';

const entry = (place: number, year: number, ...items: number[]): Entry => ({
  place,
  year,
  items: Int32Array.from(items),
});

/** Place 0 makes cars (item 10), place 1 grows tea (item 20); item 30 is everywhere; place 2 is small. */
const entries: Entry[] = Array.from({ length: 60 }, (_, i) => [
  entry(0, 2000 + (i % 5), 10, 30),
  entry(1, 2000 + (i % 5), 20, 30),
  ...(i % 6 ? [] : [entry(2, 2000 + (i % 5), 30)]),
]).flat();

describe('fitDistrictModel', () => {
  const model = fitDistrictModel(entries, 3, { asOf: 2005 });
  const best = (items: number[]) => {
    const scores = model.score(Int32Array.from(items));
    return scores.indexOf(Math.max(...scores));
  };

  it('sends a newcomer where its activities are', () => {
    expect(best([10, 30])).toBe(0);
    expect(best([20])).toBe(1);
  });

  it('falls back to size when it knows none of the activities', () => {
    expect(model.score(Int32Array.of(999))).toEqual(model.size);
    expect(model.size[2]).toBeLessThan(model.size[0]!);
  });

  it('explains every score by parts that add up to it', () => {
    const items = Int32Array.of(10, 30, 999);
    const scores = model.score(items);
    for (let place = 0; place < 3; place++) {
      const reasons = model.explain(items, place);
      expect(reasons.score).toBeCloseTo(scores[place]!, 12);
      expect(reasons.activities.map(({ item }) => item).sort()).toEqual([10, 30]);
    }
    expect(model.explain(items, 0).activities[0]).toMatchObject({ item: 10 });
  });

  it('is the same for the same seed, and blind to entries after the forecast', async () => {
    const later = [...entries, entry(2, 2006, 10), entry(2, 2006, 10)];
    const again = fitDistrictModel(later, 3, { asOf: 2005 });
    expect(again.score(Int32Array.of(10))).toEqual(model.score(Int32Array.of(10)));
  });
});

describe('counts', () => {
  it('halves the weight of an entry with every half-life', () => {
    expect(recency(2000, 2004, 2)).toBe(0.25);
    expect(recency(2005, 2004, 2)).toBe(0);
    const { count, itemTotal, placeTotal } = countEntries([entry(1, 2002, 0), entry(1, 2004, 0, 1)], { items: 2, places: 2 }, 2004, 2); // biome-ignore format: one call
    expect([...count]).toEqual([0, 1.5, 0, 1]);
    expect([...itemTotal]).toEqual([1.5, 1]);
    expect([...placeTotal]).toEqual([0, 1.5]);
  });
});
