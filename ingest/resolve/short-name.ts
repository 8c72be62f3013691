/** What a name is read against: how well a short name stands for a full one. */
import rules from '../../data/rules/resolve.json' with { type: 'json' };
import { type NameParts, parseName } from './name-parts.ts';
import { normaliseName } from './script.ts';

const either = (marks: readonly string[]): string =>
  marks
    .map((mark) => normaliseName(mark))
    .filter((mark) => mark !== '')
    .sort((a, b) => b.length - a.length)
    .join('|');
const prefix = new RegExp(`^(?:${either(rules.query_noise.prefix)})(?=\\p{Script=Han})`, 'u');
const suffix = new RegExp(`(?<=\\p{Script=Han}|[A-Z]{3})(?:${either(rules.query_noise.suffix)})$`, 'u');

/** A short name as exchanges print it, without their marks: *ST鑫光 → 鑫光, 万科A → 万科. */
export function cleanShortName(name: string): string {
  const text = normaliseName(name);
  const bare = text.replace(prefix, '').replace(suffix, '');
  return bare.length >= 2 ? bare : text;
}

/** A short name prepared once for many comparisons. */
export type Query = {
  text: string /** With a leading one-character place spelled out, else ''. */;
  spelled: string;
  parts: NameParts;
};

export function prepareQuery(name: string): Query {
  const text = cleanShortName(name);
  const place = (rules.abbreviations as Record<string, string>)[text[0] ?? ''];
  return { text, spelled: place && text.length >= 3 ? place + text.slice(1) : '', parts: parseName(text) };
}

/** Names of the features, in the order of their values. */
export const features = [
  'covered',
  'substring',
  'equals_core',
  'starts_core',
  'brand_equal',
  'brand_begun',
  'first_of_core',
  'rest_in_trade',
  'gaps',
  'unread_core',
  'place_kept',
  'place_dropped',
  'stock_form',
  'limited_form',
  'group',
  'group_asked',
  'branch',
  'not_company',
  'length',
  'place_meant',
  'last_ends_core',
] as const;

/** How far the query is an ordered part of the text: characters found in order, and breaks between them. */
function align(query: string, text: string): { found: number; gaps: number; first: number; last: number } {
  let at = -1;
  let found = 0;
  let gaps = 0;
  let first = -1;
  for (const character of query) {
    const next = text.indexOf(character, at + 1);
    if (next < 0) continue;
    if (found > 0 && next !== at + 1) gaps++;
    if (first < 0) first = next;
    found++;
    at = next;
  }
  return { found, gaps, first, last: at };
}

const flag = (yes: boolean): number => (yes ? 1 : 0);

/** Marks of rank that a short name may end with and that stand for the form, not for the trade. */
const rank = /(?:股份|集团|控股)$/;

/** @returns the values of `features` for one candidate */
export function compareNames(query: Query, name: NameParts): Float64Array {
  const bare = query.text.length >= 4 ? query.text.replace(rank, '') : query.text;
  const whole = align(query.text, name.text);
  const inCore = align(bare, name.core);
  const meant = query.spelled === '' ? undefined : align(query.spelled.slice(-(query.text.length - 1)), name.text);
  const complete = inCore.found === bare.length;
  const stems = name.place.replaceAll(' ', '');
  const brand = name.brand;
  const rest = brand !== '' && bare.startsWith(brand) ? bare.slice(brand.length) : undefined;
  const asked = query.text.endsWith('集团');
  return Float64Array.of(
    Math.max(whole.found, inCore.found + query.text.length - bare.length) / query.text.length,
    flag(name.text.includes(query.text)),
    flag(name.core === bare || name.core === query.text),
    flag(name.core.startsWith(bare)),
    flag(brand !== '' && (bare === brand || query.parts.brand === brand)),
    flag(brand !== '' && (bare.startsWith(brand) || brand.startsWith(bare.slice(0, 2)))),
    flag(name.core[0] === bare[0]),
    flag(rest !== undefined && rest !== '' && align(rest, name.trade).found === rest.length),
    Math.min(complete ? inCore.gaps : whole.gaps, 4),
    Math.min(Math.max(name.core.length - bare.length, 0), 12) / 4,
    flag(stems !== '' && query.text.startsWith(stems.slice(0, 2))),
    flag(stems !== '' && complete),
    flag(name.form === '股份'),
    flag(name.form === '有限'),
    flag(name.group),
    flag(asked && name.group),
    flag(name.branch !== ''),
    flag(name.form !== '股份' && name.form !== '有限'),
    Math.min(name.text.length, 40) / 10,
    flag(meant !== undefined && meant.found === query.text.length - 1 && stems.startsWith(query.spelled.slice(0, 2))),
    flag(bare.at(-1) === name.core.at(-1)),
  );
}
