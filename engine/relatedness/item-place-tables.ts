/**
 * Item × place tables of log-odds, from counts. Each is one way to say how much an item speaks for a place beyond the
 * place's size; the district model adds them up.
 */
import { dense, lowRank } from '../linear/matrix.ts';
import { type EntryCounts, placeShares } from './entries.ts';

/** items × places, row-major. */
export type Table = Float64Array;

/**
 * Evidence: log of the item's share of entries in the place ÷ the place's share of all entries, shrunk as if `shrink`
 * more entries with the item had been spread like all entries.
 */
export function evidence(counts: EntryCounts, shrink: number): Table {
  const { places, count, itemTotal } = counts;
  const share = placeShares(counts);
  return count.map((n, at) => {
    const expected = share[at % places]!;
    return Math.log((n + shrink * expected) / ((itemTotal[Math.floor(at / places)]! + shrink) * expected));
  });
}

/**
 * How alike two places are: the cosine of the evidence of all items, weighted by how frequent they are; negative
 * likeness counts nothing, nor does a place's likeness to itself. places × places, row-major.
 */
export function likeness(table: Table, { items, places, itemTotal }: EntryCounts): Table {
  const product = new Float64Array(places * places);
  for (let i = 0; i < items; i++)
    for (let a = 0; a < places; a++) {
      const factor = itemTotal[i]! * table[i * places + a]!;
      if (factor === 0) continue;
      for (let b = 0; b < places; b++) product[a * places + b]! += factor * table[i * places + b]!;
    }
  const norm = Float64Array.from({ length: places }, (_, a) => Math.sqrt(product[a * places + a]!) || 1);
  return product.map((value, at) => {
    const [a, b] = [Math.floor(at / places), at % places];
    return a === b ? 0 : Math.max(0, value / (norm[a]! * norm[b]!));
  });
}

/** Region neighbours: what places of a similar profile say about the item, in proportion to their likeness. */
export function regionNeighbours(table: Table, counts: EntryCounts, alike: Table = likeness(table, counts)): Table {
  const { items, places } = counts;
  const result = new Float64Array(table.length);
  for (let a = 0; a < places; a++) {
    const weight = alike.subarray(a * places, (a + 1) * places);
    const total = weight.reduce((sum, w) => sum + w, 0) || 1;
    for (let i = 0; i < items; i++) {
      let sum = 0;
      for (let b = 0; b < places; b++) sum += weight[b]! * table[i * places + b]!;
      result[i * places + a] = sum / total;
    }
  }
  return result;
}

/** Low-rank factors of the evidence: what remains when only the main patterns of specialisation are kept. */
export function factors(table: Table, { items, places, itemTotal }: EntryCounts, rank: number): Table {
  const scale = itemTotal.map((n) => Math.sqrt(n));
  const weighted = table.map((value, at) => value * scale[Math.floor(at / places)]!);
  const smooth = lowRank(dense(items, places, weighted), rank).data;
  return smooth.map((value, at) => {
    const by = scale[Math.floor(at / places)]!;
    return by > 0 ? value / by : 0;
  });
}
