/**
 * Which district does a newcomer with these activities go to? Additive and explained: size with recency, plus what
 * each activity adds for each district when all the others are considered.
 */
import type { Prepare } from '../../data/thread.ts';
import { countEntries, type Entry, placeShares } from './entries.ts';
import { fitItemWeights } from './item-weights.ts';

export type DistrictOptions = {
  /** Moment of the forecast, in years. Entries after it are not used. */
  asOf: number;
  /** Years after which an entry counts half towards size. Default 1. */
  sizeHalfLife?: number;
  /** Years after which an entry counts half as a witness of activities. Default 6. */
  activityHalfLife?: number;
  /** Passes over the entries. Default 4: more raise the hits by no more than another seed does (2005 to 2009, each from the years before). */
  epochs?: number;
  /** Items with fewer entries than this are ignored. Default 3. */
  minEntries?: number;
  seed?: number;
};

/** Why a district has its score: the parts add up to it. */
export type DistrictReasons = {
  score: number;
  /** Log of the district's recent share of all entries. */
  size: number;
  /** What the known activities add, the strongest first (by absolute value). */
  activities: { item: number; adds: number }[];
};

export class DistrictModel {
  readonly places: number;
  /** Per place: log share of recent entries. */
  readonly size: Float64Array;
  /** Rows of `weights` by item number. */
  private readonly row: Map<number, number>;
  private readonly weights: Float64Array;

  constructor(size: Float64Array, row: Map<number, number>, weights: Float64Array) {
    this.places = size.length;
    this.size = size;
    this.row = row;
    this.weights = weights;
  }

  private rowsOf(items: Int32Array): [item: number, row: number][] {
    return [...items].flatMap((item) => {
      const row = this.row.get(item);
      return row === undefined ? [] : [[item, row] as [number, number]];
    });
  }

  /** Items that the model knows, in order of first occurrence, each with its weight in every place. */
  *known(): Generator<Known> {
    for (const [item, row] of this.row)
      yield { item, weights: this.weights.slice(row * this.places, (row + 1) * this.places) };
  }

  /** Per place: a score in log-odds, comparable between the places of one newcomer. Unknown items add nothing. */
  score(items: Int32Array): Float64Array {
    const rows = this.rowsOf(items);
    const unit = 1 / Math.sqrt(rows.length || 1);
    const scores = this.size.slice();
    for (const [, row] of rows)
      for (let p = 0; p < this.places; p++) scores[p]! += unit * this.weights[row * this.places + p]!;
    return scores;
  }

  /** The parts of one score. */
  explain(items: Int32Array, place: number): DistrictReasons {
    const rows = this.rowsOf(items);
    const unit = 1 / Math.sqrt(rows.length || 1);
    const activities = rows
      .map(([item, row]) => ({ item, adds: unit * this.weights[row * this.places + place]! }))
      .sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds) || a.item - b.item);
    const size = this.size[place]!;
    return { score: activities.reduce((sum, { adds }) => sum + adds, size), size, activities };
  }
}

/** Rows for the items that occur often enough, in order of first occurrence. */
function frequentItems(entries: Entry[], least: number): Map<number, number> {
  const times = new Map<number, number>();
  for (const { items } of entries) for (const item of items) times.set(item, (times.get(item) ?? 0) + 1);
  const row = new Map<number, number>();
  for (const [item, n] of times) if (n >= least) row.set(item, row.size);
  return row;
}

/**
 * Fits the model on past entries. Deterministic for a seed. A few seconds for 50,000 entries with 15 items each.
 * @param places number of places; a place without entries keeps a small share
 */
export function fitDistrictModel(entries: Entry[], places: number, options: DistrictOptions): DistrictModel {
  const { asOf, sizeHalfLife = 1, activityHalfLife = 6, epochs = 4, minEntries = 3, seed = 1 } = options;
  const past = entries.filter(({ year }) => year <= asOf);
  const row = frequentItems(past, minEntries);
  const known = past.map((entry) => ({
    ...entry,
    items: entry.items.filter((item) => row.has(item)).map((item) => row.get(item)!),
  }));
  const shape = { items: row.size, places };
  const size = placeShares(countEntries(known, shape, asOf, sizeHalfLife), 5).map(Math.log);
  const weights = fitItemWeights(known, shape, size, {
    asOf,
    halfLife: activityHalfLife,
    epochs,
    ridge: 1e-4,
    rate: 2.5,
    seed,
  });
  return new DistrictModel(size, row, weights);
}

/** Items that a model knows with their weight in every place, as `aside` gives them from a thread. */
export type Known = { item: number; weights: Float64Array };
type Past = { entries: Entry[]; places: number; options: DistrictOptions };

export const prepare: Prepare<Past, null, Known[]> =
  ({ entries, places, options }) =>
  () => [...fitDistrictModel(entries, places, options).known()];
