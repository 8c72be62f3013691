/** The counts behind a part of a district's fit, so that a reader can go and look at those companies. */
import type { Entry } from './entries.ts';
import type { DistrictPart, LinkFlow, LinkMoment } from './link-model.ts';

/** `link` and `district` are ids; companies are those placed there at the moment. */
export type Basis = Record<string, number | { id: string; companies: number; weight: number }[]>;

type Given = {
  entries: readonly Entry[];
  flows: readonly LinkFlow[];
  links: string[];
  districts: string[];
  asOf: number;
};

const RECENT_YEARS = 3;
const SHOWN = 3;

/** Prepares the counts once; the function answers for one part of one pair (numbers of link and district). */
export function createBasis(moment: LinkMoment, given: Given) {
  const { items, places, counts } = moment;
  const { links, districts, flows } = given;
  const recent = new Float64Array(items * places);
  const newcomers = new Float64Array(places);
  for (const { place, year, items: own } of given.entries) {
    if (year <= given.asOf - RECENT_YEARS || year > given.asOf) continue;
    newcomers[place]!++;
    for (const item of own) recent[item * places + place]!++;
  }
  const companies = (link: number, place: number): number => counts.count[link * places + place]!;
  const strongest = (list: { id: string; companies: number; weight: number }[]) =>
    list
      .filter(({ weight, companies: n }) => weight > 0 && n > 0)
      .sort((a, b) => b.weight * Math.log1p(b.companies) - a.weight * Math.log1p(a.companies) || (a.id < b.id ? -1 : 1))
      .slice(0, SHOWN);
  const neighbours = (link: number, place: number, side: 'suppliers' | 'customers') =>
    strongest(
      flows
        .filter((f) => (side === 'suppliers' ? f.to : f.from) === link)
        .map((f) => {
          const other = side === 'suppliers' ? f.from : f.to;
          return { id: links[other]!, companies: companies(other, place), weight: f.criticality };
        }),
    );
  const alike = (table: Float64Array, of: number, ids: readonly string[], companiesAt: (i: number) => number) => {
    const like: { id: string; companies: number; weight: number }[] = [];
    for (let i = 0; i < ids.length; i++) {
      const weight = Math.round(1000 * table[of * ids.length + i]!) / 1000;
      const n = weight > 0 ? companiesAt(i) : 0;
      if (n > 0) like.push({ id: ids[i]!, companies: n, weight });
    }
    return strongest(like);
  };
  const present = Array.from({ length: places }, (_, place) => countPresent(counts.count, items, places, place));
  const newcomersInAll = newcomers.reduce((a, b) => a + b, 0);
  const makers: Record<DistrictPart, (link: number, place: number) => Basis> = {
    district_size: (_, place) => ({
      new_companies: newcomers[place]!,
      city_new_companies: newcomersInAll,
      years: RECENT_YEARS,
    }),
    recent: (link, place) => ({ new_companies: recent[link * places + place]!, years: RECENT_YEARS }),
    earlier: (link, place) => ({ companies: companies(link, place), city_companies: counts.itemTotal[link]! }),
    density: (_, place) => ({ links_present: present[place]!, links: items }),
    like_links: (link, place) => ({
      links: alike(moment.alikeLinks, link, links, (i) => companies(i, place)),
    }),
    like_districts: (link, place) => ({
      districts: alike(moment.alikeDistricts, place, districts, (i) => companies(link, i)),
    }),
    patterns: (_, place) => ({ companies: counts.placeTotal[place]! }),
    suppliers: (link, place) => ({ links: neighbours(link, place, 'suppliers') }),
    customers: (link, place) => ({ links: neighbours(link, place, 'customers') }),
  };
  return (part: DistrictPart, link: number, place: number): Basis => makers[part](link, place);
}

function countPresent(count: Float64Array, items: number, places: number, place: number): number {
  let present = 0;
  for (let i = 0; i < items; i++) if (count[i * places + place]! > 0) present++;
  return present;
}
