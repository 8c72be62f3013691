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
 * Region neighbours: what places of a similar profile say about the item. Similarity is the cosine of the evidence of
 * all items, weighted by how frequent they are; negative similarity counts nothing.
 */
export function regionNeighbours(table: Table, { items, places, itemTotal }: EntryCounts): Table {
  const likeness = new Float64Array(places * places);
  for (let i = 0; i < items; i++)
    for (let a = 0; a < places; a++) {
      const factor = itemTotal[i]! * table[i * places + a]!;
      for (let b = 0; b < places; b++) likeness[a * places + b]! += factor * table[i * places + b]!;
    }
  const norm = Float64Array.from({ length: places }, (_, a) => Math.sqrt(likeness[a * places + a]!) || 1);
  const result = new Float64Array(table.length);
  for (let a = 0; a < places; a++) {
    const weight = Float64Array.from({ length: places }, (_, b) =>
      a === b ? 0 : Math.max(0, likeness[a * places + b]! / (norm[a]! * norm[b]!)),
    );
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
