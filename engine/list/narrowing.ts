/** Brushes over a list: which companies they leave, and how the list spreads over each of the things by which it can be narrowed. */
import { binAt, type Edges, edgesOf, type Measure, measures } from './bins.ts';
import type { Candidates } from './candidates.ts';
import type { Scored } from './scored.ts';

/** All limits hold together. A range begins at `_from` and ends below `_below`; who has no value is in no range. */
export type Narrowing = { [limit in `${Measure}_${'from' | 'below'}`]?: number | undefined } & {
  provinces?: readonly string[] | undefined;
};

/** Companies from `from` to below `below`, null = without end: of the whole list, and of those that the other brushes leave. */
export type Bin = { from: number | null; below: number | null; listed: number; left: number };
export type ProvinceCount = { province: string; listed: number; left: number };
export type Spread = {
  listed: number;
  /** What all brushes together leave. */
  left: number;
  /** Along each measure, gapless; `unknown`: who has no value. */
  measures: Record<Measure, { bins: Bin[]; unknown: { listed: number; left: number } }>;
  /** Most of the list first; '' = unknown. */
  provinces: ProvinceCount[];
};

const provinceBit = 1 << measures.length;
const valuesOf = (list: Candidates, { scores }: Scored): Record<Measure, Float64Array> => ({
  score: scores,
  capital_cny: list.capital_cny,
  founded: list.founded,
});

/** For each row the brushes that it fails, one bit each: those of `measures`, then the provinces. */
function failures(list: Candidates, scored: Scored, narrowing: Narrowing): Uint8Array {
  const failed = new Uint8Array(list.rows);
  const values = valuesOf(list, scored);
  measures.forEach((measure, i) => {
    const from = narrowing[`${measure}_from`] ?? Number.NEGATIVE_INFINITY;
    const below = narrowing[`${measure}_below`] ?? Number.POSITIVE_INFINITY;
    if (from === Number.NEGATIVE_INFINITY && below === Number.POSITIVE_INFINITY) return;
    const of = values[measure];
    for (let row = 0; row < of.length; row++) if (!(of[row]! >= from && of[row]! < below)) failed[row]! |= 1 << i;
  });
  const { provinces } = narrowing;
  if (provinces) {
    const wanted = list.provinces.map((name) => provinces.includes(name));
    for (let row = 0; row < failed.length; row++) if (!wanted[list.province[row]!]) failed[row]! |= provinceBit;
  }
  return failed;
}

/** Whom all brushes leave: how many, and whether a row is among them. */
export function leftBy(list: Candidates, scored: Scored, narrowing: Narrowing) {
  const failed = failures(list, scored, narrowing);
  return { count: none(failed), has: (row: number): boolean => failed[row] === 0 };
}

const none = (failed: Uint8Array): number => failed.reduce((n, bits) => n + (bits === 0 ? 1 : 0), 0);

export function spreadOf(list: Candidates, scored: Scored, narrowing: Narrowing): Spread {
  const failed = failures(list, scored, narrowing);
  const values = valuesOf(list, scored);
  return {
    listed: list.rows,
    left: none(failed),
    measures: Object.fromEntries(
      measures.map((measure, i) => [measure, along(binnedBy(measure, values[measure]), failed, 1 << i)]),
    ) as Spread['measures'],
    provinces: byProvince(list, failed),
  };
}

/** Edges along a measure and the bin of each row, counted from 1; 0 = no value. Found once for each column. */
type Binned = { edges: Edges; bins: Uint8Array };
const binned = new WeakMap<Float64Array, Binned>();

function binnedBy(measure: Measure, values: Float64Array): Binned {
  const there = binned.get(values);
  if (there) return there;
  const edges = edgesOf[measure](values);
  const bins = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++)
    if (!Number.isNaN(values[row]!)) bins[row] = 1 + binAt(edges, values[row]!);
  binned.set(values, { edges, bins });
  return { edges, bins };
}

/** Counts along one measure. `own`: the bit of its brush, which does not narrow its own chart. */
function along({ edges, bins }: Binned, failed: Uint8Array, own: number) {
  const [listed, left] = [new Uint32Array(edges.length + 1), new Uint32Array(edges.length + 1)];
  for (let row = 0; row < bins.length; row++) {
    listed[bins[row]!]!++;
    if ((failed[row]! & ~own) === 0) left[bins[row]!]!++;
  }
  const count = (bin: number) => ({ listed: listed[bin]!, left: left[bin]! });
  return {
    bins: edges.slice(1).map((below, i) => ({ from: finite(edges[i]!), below: finite(below), ...count(i + 1) })),
    unknown: count(0),
  };
}

const finite = (edge: number): number | null => (Number.isFinite(edge) ? edge : null);

function byProvince(list: Candidates, failed: Uint8Array): ProvinceCount[] {
  const counts = list.provinces.map((province) => ({ province, listed: 0, left: 0 }));
  for (let row = 0; row < failed.length; row++) {
    const count = counts[list.province[row]!]!;
    count.listed++;
    if ((failed[row]! & ~provinceBit) === 0) count.left++;
  }
  return counts.sort((a, b) => b.listed - a.listed || (a.province < b.province ? -1 : 1));
}
