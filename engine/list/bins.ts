/** Where the bins of a chart begin and end: round numbers, so that a brushed range reads well and stays when the list changes. */

/** What a list is narrowed by along a line. */
export const measures = ['score', 'capital_cny', 'founded'] as const;
export type Measure = (typeof measures)[number];

/** Rising; the first and the last may be infinite. Bin i holds what is at least edge i and below edge i + 1. */
export type Edges = readonly number[];

const mostBins = 40;
/** Years before these are one bin. */
const mostYears = 50;
/** CNY: 1, 2 and 5 times each power of ten from 100,000 to 10,000,000,000. */
const capital = [5, 6, 7, 8, 9].flatMap((power) => [1, 2, 5].map((n) => n * 10 ** power)).concat(1e10);
/** Of a score; the weights of all factors together are at most 1,800. */
const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50];

export const edgesOf: Record<Measure, (values: Float64Array) => Edges> = {
  score(values) {
    const ends = endsOf(values);
    if (!ends) return [];
    const step = steps.find((size) => (ends.most - ends.least) / size < mostBins - 1) ?? steps.at(-1)!;
    const edge = (n: number) => Number((n * step).toFixed(2));
    let first = Math.floor(ends.least / step);
    while (edge(first) > ends.least) first--;
    let last = Math.ceil(ends.most / step);
    while (edge(last) <= ends.most) last++;
    return Array.from({ length: last - first + 1 }, (_, i) => edge(first + i));
  },
  capital_cny(values) {
    const ends = endsOf(values);
    if (!ends) return [];
    const all = [Number.NEGATIVE_INFINITY, ...capital, Number.POSITIVE_INFINITY];
    return all.slice(binAt(all, ends.least), binAt(all, ends.most) + 2);
  },
  founded(values) {
    const ends = endsOf(values);
    if (!ends) return [];
    const first = Math.max(ends.least, ends.most - mostYears + 1);
    const edges = Array.from({ length: ends.most - first + 2 }, (_, i) => first + i);
    return first > ends.least ? [Number.NEGATIVE_INFINITY, ...edges] : edges;
  },
};

/** null where there is no value. */
function endsOf(values: Float64Array): { least: number; most: number } | null {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least <= most ? { least, most } : null;
}

/** The bin in which a value lies. */
export function binAt(edges: Edges, value: number): number {
  let [low, high] = [0, edges.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (value >= edges[middle]!) low = middle;
    else high = middle;
  }
  return low;
}
