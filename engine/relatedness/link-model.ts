/**
 * In which districts will companies of a link register next? Additive log-odds over parts that can each be read: the
 * parts of the region model, what like links say of the district, and suppliers and customers that are there.
 */

import { dense, transpose } from '../linear/matrix.ts';
import { type Belief, fitPenalised, type PenalisedFit } from '../linear/penalised-logistic.ts';
import { countEntries, type Entry, type EntryCounts } from './entries.ts';
import { evidence, likeness, regionNeighbours, type Table } from './item-place-tables.ts';
import { regionParts } from './region-model.ts';

/** `link_size` is a control: it is fitted, but says nothing about which district. */
export const LINK_PARTS = [
  'link_size',
  'district_size',
  'recent',
  'earlier',
  'density',
  'like_links',
  'like_districts',
  'patterns',
  'suppliers',
  'customers',
] as const;
export type LinkPart = (typeof LINK_PARTS)[number];
export const districtParts = LINK_PARTS.filter((part) => part !== 'link_size');
export type DistrictPart = Exclude<LinkPart, 'link_size'>;

/** A flow between two links by their numbers; criticality 1 to 3. */
export type LinkFlow = { from: number; to: number; criticality: number };

export type LinkMoment = {
  items: number;
  places: number;
  /** Link × district tables, row-major. */
  parts: Record<LinkPart, Table>;
  /** All entries up to the moment, unweighted: what the parts were counted from. */
  counts: EntryCounts;
  /** Likeness of links (links × links) and of districts (districts × districts). */
  alikeLinks: Table;
  alikeDistricts: Table;
};

/** Entries of the last years count most in `recent`, nearly all alike in `earlier`. Years. */
const RECENT_HALF_LIFE = 3;
const EARLIER_HALF_LIFE = 12;

/** Σ criticality × log(1 + companies) over the links that `side` names. */
function alongFlows(flows: readonly LinkFlow[], counts: EntryCounts, side: 'suppliers' | 'customers'): Table {
  const { items, places, count } = counts;
  const table = new Float64Array(items * places);
  for (const { from, to, criticality } of flows) {
    const [link, neighbour] = side === 'suppliers' ? [to, from] : [from, to];
    for (let p = 0; p < places; p++)
      table[link * places + p]! += criticality * Math.log1p(count[neighbour * places + p]!);
  }
  return table;
}

/** The parts at one moment, from the entries up to it. */
export function linkMoment(
  entries: Entry[],
  shape: { items: number; places: number },
  flows: readonly LinkFlow[],
  asOf: number,
): LinkMoment {
  const { items, places } = shape;
  const counts = countEntries(entries, shape, asOf, Number.POSITIVE_INFINITY);
  const recent = countEntries(entries, shape, asOf, RECENT_HALF_LIFE);
  const links = likeLinks(evidence(recent, 10), recent);
  const parts = regionParts(recent, countEntries(entries, shape, asOf, EARLIER_HALF_LIFE));
  return {
    items,
    places,
    counts,
    alikeLinks: links.alike,
    alikeDistricts: likeness(parts.recent, recent),
    parts: {
      link_size: parts.industry_size,
      district_size: parts.region_size.map((share) => share + Math.log(places)),
      recent: parts.recent,
      earlier: parts.earlier,
      density: parts.density,
      like_links: links.says,
      like_districts: parts.like_regions,
      patterns: parts.patterns,
      suppliers: alongFlows(flows, counts, 'suppliers'),
      customers: alongFlows(flows, counts, 'customers'),
    },
  };
}

/** Links of a similar spread over the districts: their likeness (links × links), and what they say of each pair. */
function likeLinks(table: Table, { items, places, ...counts }: EntryCounts): { alike: Table; says: Table } {
  const turned = transpose(dense(items, places, table)).data;
  const across = { ...counts, items: places, places: items, itemTotal: counts.placeTotal };
  const alike = likeness(turned, across);
  return { alike, says: transpose(dense(places, items, regionNeighbours(turned, across, alike))).data };
}

export type LinkTransition = { moment: LinkMoment; came: Uint8Array };

/** Pairs in which a company of the link registered in the district after `from` and by `to`; rows as in the tables. */
export function cameBetween(entries: Entry[], moment: LinkMoment, from: number, to: number): Uint8Array {
  const came = new Uint8Array(moment.items * moment.places);
  for (const { place, year, items } of entries)
    if (year > from && year <= to) for (const item of items) came[item * moment.places + place] = 1;
  return came;
}

/** Learns the weight of every part from what came, starting from the beliefs. Coefficients in the order of LINK_PARTS. */
export function fitLinkModel(seen: readonly LinkTransition[], beliefs: Record<LinkPart, Belief>): PenalisedFit {
  const outcome = Uint8Array.from(seen.flatMap(({ came }) => [...came]));
  const columns = LINK_PARTS.map((part) => Float64Array.from(seen.flatMap(({ moment }) => [...moment.parts[part]])));
  return fitPenalised(
    columns,
    outcome,
    LINK_PARTS.map((part) => beliefs[part]),
  );
}
