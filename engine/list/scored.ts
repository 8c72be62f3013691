/** A whole list under given weights: the score of every company, and who stands where. */
import { type Factor, factors } from '../../data/schema/profile.ts';
import type { Candidates } from './candidates.ts';

export type Weights = Record<Factor, number>;
export type Scored = {
  /** Score of each row: the sum of its parts in the order of `factors`, as `match.ranked` adds them. */
  scores: Float64Array;
  /** Rows, best first; equal scores by enterprise_id. */
  order: Uint32Array;
};
/** `rank`: in the whole list, from 1. */
export type Place = { row: number; rank: number };

/** Weights seldom change between two brushes: the newest order of a list is kept with it. */
const newest = new WeakMap<Candidates, { weights: string; scored: Scored }>();

export function scoredBy(weights: Weights, list: Candidates): Scored {
  const key = JSON.stringify(weights);
  const known = newest.get(list);
  if (known?.weights === key) return known.scored;
  const scores = scoresOf(weights, list);
  const scored = { scores, order: orderOf(list, scores) };
  newest.set(list, { weights: key, scored });
  return scored;
}

function scoresOf(weights: Weights, { rows, shares }: Candidates): Float64Array {
  const scores = new Float64Array(rows);
  for (const factor of factors) {
    const share = shares[factor];
    const weight = weights[factor];
    if (typeof share === 'number') for (let row = 0; row < rows; row++) scores[row]! += weight * share;
    else for (let row = 0; row < rows; row++) scores[row]! += weight * share[row]!;
  }
  return scores;
}

/**
 * Sorted as plain numbers, then each row put where its score came to lie: half the time of sorting rows by a comparison. The ids
 * are read for equal scores alone.
 */
function orderOf(list: Candidates, scores: Float64Array): Uint32Array {
  const sorted = scores.slice().sort().reverse();
  const order = new Uint32Array(sorted.length);
  const taken = new Uint32Array(sorted.length);
  for (let row = 0; row < scores.length; row++) {
    const first = firstOf(sorted, scores[row]!);
    order[first + taken[first]!++] = row;
  }
  for (let from = 0; from < order.length; from += taken[from]!)
    if (taken[from]! > 1) sortById(list, order.subarray(from, from + taken[from]!));
  return order;
}

/** Where a value begins among falling ones. */
function firstOf(falling: Float64Array, value: number): number {
  let [low, high] = [0, falling.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (falling[middle]! > value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sortById(list: Candidates, rows: Uint32Array): void {
  const ids = new Map(Array.from(rows, (row) => [row, list.id(row)]));
  rows.sort((a, b) => (ids.get(a)! < ids.get(b)! ? -1 : 1));
}

/** The parts of one row. */
export const partsOf = ({ shares }: Candidates, weights: Weights, row: number): Record<Factor, number> =>
  Object.fromEntries(
    factors.map((f) => {
      const share = shares[f];
      return [f, weights[f] * (typeof share === 'number' ? share : share[row]!)];
    }),
  ) as Record<Factor, number>;

/** The first `top` of those that are left, best first. */
export function bestOf({ order }: Scored, left: (row: number) => boolean, top: number): Place[] {
  const places: Place[] = [];
  for (let i = 0; i < order.length && places.length < top; i++)
    if (left(order[i]!)) places.push({ row: order[i]!, rank: i + 1 });
  return places;
}
