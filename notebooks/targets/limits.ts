/** What narrows the list, as address and API name it, and what its edges are called. */
import type { SpreadBin } from '../shell/answers.ts';
import type { Range } from '../shell/brush-range.ts';
import { dash, decimal, money } from '../shell/format.ts';
import { type Key, t } from '../shell/language.ts';

export const measures = ['score', 'capital_cny', 'founded'] as const;
export type Measure = (typeof measures)[number];
type Limit = `${Measure}_${'from' | 'below'}`;
/** Provinces with a comma between. */
export type Limits = Partial<Record<Limit, number>> & { provinces?: string };

const limitNames = measures.flatMap((measure) => [`${measure}_from`, `${measure}_below`] as const);

/** What is no number, or empty, is dropped. */
export function readLimits(query: URLSearchParams): Limits {
  const limits: Limits = {};
  for (const name of limitNames) {
    const text = query.get(name);
    if (text && Number.isFinite(Number(text))) limits[name] = Number(text);
  }
  const provinces = query.get('provinces');
  if (provinces) limits.provinces = provinces;
  return limits;
}

/** The edges between bins: one more than bins; open ends are infinite. */
export const edgesOf = (bins: readonly SpreadBin[]): number[] =>
  bins.length === 0
    ? []
    : [bins[0]!.from ?? Number.NEGATIVE_INFINITY, ...bins.map(({ below }) => below ?? Number.POSITIVE_INFINITY)];

/** The range of bins within the limits; null = all. */
export function rangeOf(limits: Limits, measure: Measure, edges: readonly number[]): Range | null {
  const [from, below] = [limits[`${measure}_from`], limits[`${measure}_below`]];
  if ((from === undefined && below === undefined) || edges.length < 2) return null;
  const last = edges.length - 1;
  const nearest = (value: number) => {
    const at = edges.findIndex((edge) => edge >= value);
    return at < 0 ? last : at;
  };
  const first = from === undefined ? 0 : Math.min(nearest(from), last - 1);
  return { from: first, below: Math.max(first + 1, below === undefined ? last : nearest(below)) };
}

/** The limits once a range is brushed; an end of the chart is no limit. */
export function withRange(limits: Limits, measure: Measure, range: Range | null, edges: readonly number[]): Limits {
  const changed = { ...limits };
  delete changed[`${measure}_from`];
  delete changed[`${measure}_below`];
  if (range && range.from > 0) changed[`${measure}_from`] = edges[range.from]!;
  if (range && range.below < edges.length - 1) changed[`${measure}_below`] = edges[range.below]!;
  return changed;
}

export const withProvinces = ({ provinces: _, ...others }: Limits, names: readonly string[]): Limits =>
  names.length > 0 ? { ...others, provinces: names.join(',') } : others;

export const provincesOf = ({ provinces }: Limits): string[] => provinces?.split(',') ?? [];

export const narrowed = (limits: Limits): boolean => Object.keys(limits).length > 0;

const inWords: Record<Measure, (value: number) => string> = {
  score: (value) => decimal(value, 1),
  capital_cny: money,
  founded: (value) => String(value),
};

/** A value of the measure as people say it. */
const valueText = (measure: Measure, value: number): string =>
  Number.isFinite(value) ? inWords[measure](value) : dash;

/** A range between two values. Years are named by the last that is in it. */
export function rangeText(measure: Measure, from: number, below: number): string {
  const upTo = measure === 'founded' ? below - 1 : below;
  const [low, high] = [valueText(measure, from), valueText(measure, upTo)];
  if (!Number.isFinite(from)) return t(measure === 'founded' ? 'spread.until' : 'spread.below', { value: high });
  if (!Number.isFinite(below)) return t('spread.from', { value: low });
  if (low === high) return low;
  return t('spread.range', { from: low, below: high });
}

/** The limits of a measure as they are, wherever the bins begin. */
export const limitText = (limits: Limits, measure: Measure): string =>
  rangeText(
    measure,
    limits[`${measure}_from`] ?? Number.NEGATIVE_INFINITY,
    limits[`${measure}_below`] ?? Number.POSITIVE_INFINITY,
  );

export const titles: Record<Measure, Key> = {
  score: 'spread.score',
  capital_cny: 'spread.capital',
  founded: 'spread.founded',
};

const mostTicks = 5;
const isMultiple = (value: number, of: number): boolean => Math.abs(value / of - Math.round(value / of)) < 1e-9;
/** The least of 1, 2, 5 × a power of ten that is no less. */
const roundStep = (least: number): number => {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((n) => n * power >= least) ?? 10);
};

/** A few labels an axis, at round values; null = none. */
export function tickText(measure: Measure, edges: readonly number[], at: number): string | null {
  const value = edges[at]!;
  if (!Number.isFinite(value)) return null;
  const round: Record<Measure, () => boolean> = {
    score: () => isMultiple(value, roundStep((edges.at(-1)! - edges[0]!) / mostTicks)),
    capital_cny: () => isMultiple(Math.log10(value), 2),
    founded: () => value % 10 === 0,
  };
  return round[measure]() ? valueText(measure, value) : null;
}
