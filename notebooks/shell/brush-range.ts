/** A range over the bins of a chart: what a pointer and keys make of it. Edges are counted from 0; a range holds bins `from` to below `below`. */
export type Range = { readonly from: number; readonly below: number };

/** What a pointer took hold of: an end, the whole range, or (nothing there) the bin at which a new range begins. */
export type Hold = { end: 'from' | 'below' } | { range: Range; at: number } | { anchor: number };

/** Pixels around an end in which a pointer takes it. */
const reach = 8;

/** @param at where the pointer came down, in edges; `pixels`: width of a bin */
export function holdAt(range: Range | null, at: number, bins: number, pixels: number): Hold {
  if (range) {
    const near = (edge: number) => Math.abs(at - edge) * pixels;
    const [from, below] = [near(range.from), near(range.below)];
    // Where both ends are near, the one on whose side the pointer came down.
    if (Math.min(from, below) <= reach && !(inside(range, at) && range.below - range.from === 1))
      return { end: from < below || (from === below && at < range.from) ? 'from' : 'below' };
    if (inside(range, at)) return { range, at };
  }
  return { anchor: binAt(at, bins) };
}

const inside = ({ from, below }: Range, at: number): boolean => at >= from && at <= below;
const binAt = (at: number, bins: number): number => clamp(Math.floor(at), 0, bins - 1);
const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** The range once the pointer is at `at`. */
export function draggedTo(hold: Hold, range: Range | null, at: number, bins: number): Range {
  if ('anchor' in hold) {
    const bin = binAt(at, bins);
    return { from: Math.min(hold.anchor, bin), below: Math.max(hold.anchor, bin) + 1 };
  }
  if ('end' in hold) return withEnd(range!, hold.end, Math.round(at), bins);
  const wide = hold.range.below - hold.range.from;
  const from = clamp(hold.range.from + Math.round(at - hold.at), 0, bins - wide);
  return { from, below: from + wide };
}

/** One end moved; a bin at least stays in the range. */
export function withEnd(range: Range, end: 'from' | 'below', edge: number, bins: number): Range {
  return end === 'from'
    ? { from: clamp(edge, 0, range.below - 1), below: range.below }
    : { from: range.from, below: clamp(edge, range.from + 1, bins) };
}

/** Where a key moves an end; null = it is no such key. */
export function keyTo(key: string, edge: number, bins: number): number | null {
  const far = Math.max(2, Math.round(bins / 8));
  const to: Record<string, number> = {
    ArrowLeft: edge - 1,
    ArrowDown: edge - 1,
    ArrowRight: edge + 1,
    ArrowUp: edge + 1,
    PageDown: edge - far,
    PageUp: edge + far,
    Home: 0,
    End: bins,
  };
  return to[key] ?? null;
}

/** null where the range holds everything. */
export const orAll = (range: Range, bins: number): Range | null =>
  range.from === 0 && range.below === bins ? null : range;
