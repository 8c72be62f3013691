/** A whole list under given weights: the score of every company, and who stands where. */
import { districtFactors, type Factor, factors, meritFactors, pairFactors } from '../../data/schema/profile.ts';
import type { Candidates } from './candidates.ts';

export type Weights = Record<Factor, number>;
export type Scored = {
  /** Score of each row: what the company adds everywhere, the district for every company, and the two together, as `match.ranked` adds them. */
  scores: Float64Array;
  /** Rows, the best level first; those of a level in any order until somebody looks at it. */
  order: Uint32Array;
  /** Where each level begins in `order`; one more for the end. */
  begins: Uint32Array;
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
  const scored = { scores, ...levelled(scores) };
  newest.set(list, { weights: key, scored });
  return scored;
}

function scoresOf(weights: Weights, { rows, shares }: Candidates): Float64Array {
  const scores = new Float64Array(rows);
  const add = (part: Float64Array | number, weight: number): void => {
    if (typeof part === 'number') for (let row = 0; row < rows; row++) scores[row]! += weight * part;
    else for (let row = 0; row < rows; row++) scores[row]! += weight * part[row]!;
  };
  for (const factor of meritFactors) add(shares[factor], weights[factor]);
  add(
    districtFactors.reduce((sum, factor) => sum + weights[factor] * (shares[factor] as number), 0),
    1,
  );
  for (const factor of pairFactors) add(shares[factor], weights[factor]);
  return scores;
}

/** Steps from the highest to the lowest score: of a long list few are looked at, and only they are put in order. */
const levels = 4096;

function levelled(scores: Float64Array): Pick<Scored, 'order' | 'begins'> {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const score of scores) {
    if (score < least) least = score;
    if (score > most) most = score;
  }
  const perScore = most > least ? (levels - 1) / (most - least) : 0;
  const levelOf = new Uint16Array(scores.length);
  const begins = new Uint32Array(levels + 1);
  for (let row = 0; row < scores.length; row++) {
    const level = Math.floor((most - scores[row]!) * perScore);
    levelOf[row] = level;
    begins[level + 1]!++;
  }
  for (let level = 0; level < levels; level++) begins[level + 1]! += begins[level]!;
  const next = begins.slice();
  const order = new Uint32Array(scores.length);
  for (let row = 0; row < scores.length; row++) order[next[levelOf[row]!]!++] = row;
  return { order, begins };
}

/** Puts the rows of a level in order. The ids are read for equal scores alone. */
function sortLevel(list: Candidates, scores: Float64Array, rows: Uint32Array): void {
  rows.sort((a, b) => scores[b]! - scores[a]!);
  for (let from = 0, to = 0; from < rows.length; from = to) {
    while (to < rows.length && scores[rows[to]!] === scores[rows[from]!]) to++;
    if (to - from > 1) sortById(list, rows.subarray(from, to));
  }
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
export function bestOf(
  list: Candidates,
  { scores, order, begins }: Scored,
  left: (row: number) => boolean,
  top: number,
): Place[] {
  const places: Place[] = [];
  for (let level = 0; level < levels && places.length < top; level++) {
    const rows = order.subarray(begins[level]!, begins[level + 1]!);
    if (!rows.some((row) => left(row))) continue;
    sortLevel(list, scores, rows);
    rows.forEach((row, i) => {
      if (left(row)) places.push({ row, rank: begins[level]! + i + 1 });
    });
  }
  return places.slice(0, top);
}
