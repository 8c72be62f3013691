/** Places as they stand in company names: at the start, one below the other, or in brackets; with 市/省/区/县 or without. */

import { readReference } from '../../data/csv.ts';
import rules from '../../data/rules/resolve.json' with { type: 'json' };
import { District, MunicipalDistrict, Prefecture, Province } from '../../data/schema/geo.ts';

/** A place of a name: `stem` without its suffix (重庆, 江北), `province` where known, else ''. `length` = characters read. */
export type PlaceMatch = { stem: string; province: string; length: number };

export type Places = {
  /** The place that starts at `at`; below `province` if one was read before. undefined = none. */
  at(text: string, at: number, province: string): PlaceMatch | undefined;
  /** The places, from the widest down, that a bracket or cell consists of; [] if it holds anything else. */
  whole(text: string): PlaceMatch[];
  /** The listed place at the end of a text that leaves `least` characters before it (楠本化工昆山). */
  end(text: string, least: number): PlaceMatch | undefined;
};

/** Places whose bare name is as often a brand: read as a place only with a suffix or below another place. */
const ambiguous = new Set(rules.ambiguous_places.split(' '));

type Entry = { stem: string; province: string };

const suffix =
  /(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|(?:[土苗彝藏侗瑶回满蒙傣白壮][家古]?族)+自治[县州]|自治[县州旗]|自治州|林区|新区|地区|[省市区县州盟旗])$/;
/** A stem followed by its suffix, for places that no list holds. */
const spelled = /^(?:\p{Script=Han}{2,3}(?:市|县|区)|\p{Script=Han}县)/u;
/** Words that end in 市, 县 or 区 and are no places. */
const notPlace = /(?:[超门都城夜菜股上花早]市|[社小园景校厂库特片山战商]区)$/;
const zone =
  /^(?:国家级)?(?:高新技术|高新|经济技术|经济|工业|产业|技术|科技|新技术|出口加工|保税|综合保税|自由贸易|自贸)+(?:产业)?(?:示范|试验|实验)?(?:开发)?(?:园区|港区|区|园)/;
const township = /^\p{Script=Han}{2,3}(?:镇|乡)/u;
const notTownship = /[城家故老]乡/;

const stemOf = (name: string): string => {
  const stem = name.replace(suffix, '');
  return stem.length >= 2 ? stem : name;
};

let listedPlaces: Map<string, Entry[]> | undefined;

function reference(): Map<string, Entry[]> {
  listedPlaces ??= referenceEntries();
  return listedPlaces;
}

/** The reference places of the country; later entries of the same spelling are added beside the earlier ones. */
function referenceEntries(): Map<string, Entry[]> {
  const entries = new Map<string, Entry[]>();
  const add = (spelling: string, entry: Entry) => {
    if (spelling.length < 2) return;
    const known = entries.get(spelling);
    if (!known) entries.set(spelling, [entry]);
    else if (!known.some((e) => e.province === entry.province)) known.push(entry);
  };
  const provinceOf = new Map(readReference('geo/province.csv', Province).map((p) => [p.province_id, p] as const));
  for (const p of provinceOf.values())
    for (const n of [p.name, p.short_name]) add(n, { stem: p.short_name, province: p.short_name });
  const below = [
    ...readReference('geo/prefecture.csv', Prefecture),
    ...readReference('geo/municipal_district.csv', MunicipalDistrict),
    ...readReference('geo/district.csv', District).map((d) => ({ ...d, province_id: '500000', aliases: '' })),
  ];
  for (const p of below) {
    const entry = { stem: p.short_name, province: provinceOf.get(p.province_id)!.short_name };
    for (const n of [p.name, p.short_name, ...p.aliases.split('|')]) add(n, entry);
  }
  return entries;
}

/**
 * Places of names from data/reference/geo, from their suffix (昆山市), and from `learnt`: stems that a register writes
 * with a suffix often enough to know them without (see learnStems).
 */
export function createPlaces(learnt: Iterable<string> = []): Places {
  const entries = new Map(reference());
  for (const stem of learnt) if (!entries.has(stem)) entries.set(stem, [{ stem, province: '' }]);
  const longest = Math.max(...[...entries.keys()].map((k) => k.length));

  const listed = (text: string, at: number, province: string): PlaceMatch | undefined => {
    for (let length = Math.min(longest, text.length - at); length >= 2; length--) {
      const found = entries.get(text.slice(at, at + length));
      if (!found) continue;
      const entry = province === '' ? found[0]! : found.find((e) => e.province === province || e.province === '');
      if (!entry || (province === '' && length === 2 && ambiguous.has(text.slice(at, at + 2)))) continue;
      const next = text[at + length] ?? '';
      const suffixed = '省市区县州'.includes(next) && next !== '' && text[at + length + 1] !== '场';
      return { stem: entry.stem, province: entry.province || province, length: length + (suffixed ? 1 : 0) };
    }
    return undefined;
  };
  const written = (text: string, at: number, province: string): PlaceMatch | undefined => {
    const rest = text.slice(at, at + 16);
    const inZone = zone.exec(rest)?.[0];
    if (inZone) return { stem: inZone, province, length: inZone.length };
    const name = spelled.exec(rest)?.[0];
    if (name && !notPlace.test(name)) return { stem: stemOf(name), province, length: name.length };
    const town = province === '' ? undefined : township.exec(rest)?.[0];
    return town && !notTownship.test(town) ? { stem: town, province, length: town.length } : undefined;
  };
  const find = (text: string, at: number, province: string) =>
    listed(text, at, province) ?? written(text, at, province);
  return {
    at: find,
    whole: (text) => {
      const found: PlaceMatch[] = [];
      let at = 0;
      while (at < text.length && found.length < 3) {
        const next = find(text, at, found.at(-1)?.province ?? '');
        if (!next) return [];
        found.push(next);
        at += next.length;
      }
      return at === text.length ? found : [];
    },
    end: (text, least) => {
      for (let length = Math.min(longest, text.length - least); length >= 2; length--) {
        const found = entries.get(text.slice(-length))?.[0];
        if (found && !ambiguous.has(text.slice(-length))) return { ...found, length };
      }
      return undefined;
    },
  };
}

/** How many names start with X市, X县 or X区, by X of two or three characters. @param names normalised names */
export function countStems(names: Iterable<string>): Map<string, number> {
  const seen = new Map<string, number>();
  for (const name of names) {
    const found = spelled.exec(name)?.[0];
    if (!found || found.length < 3 || notPlace.test(found)) continue;
    const stem = found.slice(0, -1);
    seen.set(stem, (seen.get(stem) ?? 0) + 1);
  }
  return seen;
}

/** Place stems to be learnt from a register: of those that `countStems` found, the ones that at least `least` names carry and no list holds. */
export function learnStems(seen: ReadonlyMap<string, number>, least: number): string[] {
  const entries = reference();
  const known = (stem: string) => entries.has(stem) || entries.has(stem.slice(0, 2));
  return [...seen].filter(([stem, n]) => n >= least && !known(stem) && !stem.endsWith('市')).map(([stem]) => stem);
}
