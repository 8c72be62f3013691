/**
 * Which industries that a region lacks will it have next? Additive log-odds over parts that can each be read:
 * sizes, what entered lately and before, relatedness density, like regions, main patterns of specialisation.
 */
import { comparativeAdvantage, density, presence, proximity } from '../linear/complexity.ts';
import { fitLogistic, type LogisticFit } from '../linear/logistic.ts';
import { type Dense, dense, transpose } from '../linear/matrix.ts';
import { type EntryCounts, placeShares } from './entries.ts';
import { evidence, factors, regionNeighbours, type Table } from './item-place-tables.ts';

export const REGION_PARTS = [
  'region_size',
  'industry_size',
  'recent',
  'earlier',
  'density',
  'like_regions',
  'patterns',
] as const;
export type RegionPart = (typeof REGION_PARTS)[number];

/** Industry × region tables (row-major, industries first), one for each part. */
export type RegionParts = Record<RegionPart, Table>;

/** Location quotient of every industry in every region, industries × regions. */
export const advantage = (counts: EntryCounts): Dense =>
  transpose(comparativeAdvantage(transpose(dense(counts.items, counts.places, counts.count))));

/**
 * The parts at one moment.
 * @param recent counts of the period before the forecast
 * @param earlier counts of the period before that
 */
export function regionParts(recent: EntryCounts, earlier: EntryCounts): RegionParts {
  const { items, places, itemTotal } = recent;
  const table = (value: (item: number, place: number) => number): Table =>
    Float64Array.from({ length: items * places }, (_, at) => value(Math.floor(at / places), at % places));
  const share = placeShares(recent);
  const present = presence(transpose(advantage(recent)));
  const lately = evidence(recent, 10);
  return {
    region_size: table((_, place) => Math.log(share[place]!)),
    industry_size: table((item) => Math.log(itemTotal[item]! + 1)),
    recent: lately,
    earlier: evidence(earlier, 10),
    density: transpose(density(present, proximity(present))).data,
    like_regions: regionNeighbours(lately, recent),
    patterns: factors(lately, recent, 8),
  };
}

/** A (industry, region) pair: industry × regions + region. */
export type Pair = number;

/** Learns the weight of every part from pairs whose outcome (the industry came: 1) is known. */
export const fitRegionModel = (parts: RegionParts, pairs: Pair[], came: Uint8Array): LogisticFit =>
  fitLogistic(
    REGION_PARTS.map((part) => Float64Array.from(pairs, (pair) => parts[part][pair]!)),
    came,
    10,
  );

/** What each part adds to the log-odds of one pair; with the intercept they add up to its score. */
export const explainPair = (fit: LogisticFit, parts: RegionParts, pair: Pair): Record<RegionPart, number> =>
  Object.fromEntries(REGION_PARTS.map((part, c) => [part, fit.coefficients[c]! * parts[part][pair]!])) as Record<
    RegionPart,
    number
  >;

/** Log-odds of one pair. */
export const scorePair = (fit: LogisticFit, parts: RegionParts, pair: Pair): number =>
  REGION_PARTS.reduce((sum, part, c) => sum + fit.coefficients[c]! * parts[part][pair]!, fit.intercept);
