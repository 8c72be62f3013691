/** Who entered where, when, doing what; and the counts that every relatedness measure starts from. */

export type Entry = {
  /** 0 … places − 1 */
  place: number;
  /** Time of entry in years, for example 2008.5. */
  year: number;
  /** What it does: item numbers, each once. */
  items: Int32Array;
};

export type EntryCounts = {
  items: number;
  places: number;
  /** items × places, row-major: weighted entries that hold the item. */
  count: Float64Array;
  /** Per item: weighted entries. */
  itemTotal: Float64Array;
  /** Per place: weighted entries, each once however many items it has. */
  placeTotal: Float64Array;
};

/** The weight of an entry that halves with every `halfLife` years of age; entries after `asOf` count nothing. */
export const recency = (year: number, asOf: number, halfLife: number): number =>
  year > asOf ? 0 : 2 ** ((year - asOf) / halfLife);

/** @param asOf the moment of the forecast, in years */
export function countEntries(
  entries: Entry[],
  shape: { items: number; places: number },
  asOf: number,
  halfLife: number,
): EntryCounts {
  const { items, places } = shape;
  const count = new Float64Array(items * places);
  const itemTotal = new Float64Array(items);
  const placeTotal = new Float64Array(places);
  for (const entry of entries) {
    const weight = recency(entry.year, asOf, halfLife);
    placeTotal[entry.place]! += weight;
    for (const item of entry.items) {
      count[item * places + entry.place]! += weight;
      itemTotal[item]! += weight;
    }
  }
  return { items, places, count, itemTotal, placeTotal };
}

/** Per place: its share of all entries, with `prior` entries spread evenly. */
export function placeShares({ placeTotal }: EntryCounts, prior = 1): Float64Array {
  const total = placeTotal.reduce((sum, n) => sum + n, 0) + prior;
  return placeTotal.map((n) => (n + prior / placeTotal.length) / total);
}
