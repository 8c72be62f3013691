/** From a short name to the full names that it may stand for: 长电科技 → 江苏长电科技股份有限公司. */
import { readResolveRules } from '../../data/schema/resolve.ts';
import { type NameParts, parseName } from './name-parts.ts';
import { createPostings, type NamePostings } from './name-postings.ts';
import type { Places } from './places.ts';
import { normaliseName } from './script.ts';
import { compareNames, features, prepareQuery, type Query } from './short-name.ts';

/** One full name with its score (log-odds, comparable within one query only) and the features that made it, largest first. */
export type NameMatch = {
  name: string;
  id: number;
  score: number;
  reasons: { feature: string; value: number; part: number }[];
};

export type NameIndex = {
  size: number;
  /** The `k` best full names for a short, cut or full name; [] if nothing is alike. `id` = position in the names given. */
  resolve(query: string, k: number): NameMatch[];
  /** What retrieval hands to the re-ranker: ids and the values of `features`. */
  candidates(query: string): { id: number; values: Float64Array }[];
};

export type NameIndexOptions = {
  /** Feature → weight; default data/rules/resolve.json. */ weights?: Record<string, number>;
  candidates?: number;
  places?: Places;
};

/** Characters of `query` found in order in `text`, allowing `missing` to be left out. -1 = too many are missing. */
function inOrder(query: Uint16Array, text: Uint16Array, missing: number): number {
  let at = 0;
  let lost = 0;
  let span = 0;
  let begun = -1;
  for (let q = 0; q < query.length; q++) {
    let k = at;
    while (k < text.length && text[k] !== query[q]) k++;
    if (k === text.length) {
      if (++lost > missing) return -1;
      continue;
    }
    if (begun < 0) begun = k;
    span = k - begun;
    at = k + 1;
  }
  return lost * 100 + span * 2 + text.length;
}

const codes = (text: string): Uint16Array => Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

/** Ids of the names that carry the query in order, closest first: a short span in a short name. */
function retrieve(postings: NamePostings, text: string, missing: number, limit: number): number[] {
  const query = codes(text);
  const rarest = [...new Set(query)].sort((a, b) => postings.count(a) - postings.count(b));
  const seen = new Set<number>();
  const found: { id: number; cost: number }[] = [];
  for (const character of rarest.slice(0, missing + 1)) {
    for (const id of postings.list(character)) {
      const cost = inOrder(query, postings.text(id), missing);
      if (cost < 0 || seen.has(id)) continue;
      if (missing > 0) seen.add(id);
      found.push({ id, cost });
    }
  }
  return found
    .sort((a, b) => a.cost - b.cost || a.id - b.id)
    .slice(0, limit)
    .map((match) => match.id);
}

/**
 * An index over full names. Retrieval: names that carry the characters of the short name in order; where few do, with one
 * character missing, and with a leading place character spelled out (粤 → 广东). Re-ranking: a linear model over `features`.
 */
export function createNameIndex(names: readonly string[], options: NameIndexOptions = {}): NameIndex {
  const rules = readResolveRules().short_names;
  const limit = options.candidates ?? rules.candidates;
  const weights = features.map((feature) => (options.weights ?? rules.weights)[feature] ?? 0);
  const postings = createPostings(names.map(normaliseName));

  const find = (query: Query): number[] => {
    const ids = new Set(retrieve(postings, query.text, 0, limit));
    const bare = query.text.replace(/(?:股份|集团|控股)$/, '');
    if (query.text.length >= 4 && bare !== query.text) for (const id of retrieve(postings, bare, 0, limit)) ids.add(id);
    if (query.spelled !== '') for (const id of retrieve(postings, query.spelled, 0, limit)) ids.add(id);
    if (ids.size < 20 && query.text.length >= 3) for (const id of retrieve(postings, query.text, 1, limit)) ids.add(id);
    return [...ids];
  };
  const parts = (id: number): NameParts => parseName(names[id]!, options.places);
  const candidates = (text: string) => {
    const query = prepareQuery(text);
    return find(query).map((id) => ({ id, values: compareNames(query, parts(id)) }));
  };
  return {
    size: names.length,
    candidates,
    resolve: (query, k) =>
      candidates(query)
        .map(({ id, values }) => ({
          id,
          values,
          score: values.reduce((sum, value, f) => sum + value * weights[f]!, 0),
        }))
        .sort((a, b) => b.score - a.score || names[a.id]!.length - names[b.id]!.length || a.id - b.id)
        .slice(0, k)
        .map(({ id, values, score }) => ({ name: names[id]!, id, score, reasons: explain(values, weights) })),
  };
}

const explain = (values: Float64Array, weights: readonly number[]): NameMatch['reasons'] =>
  features
    .map((feature, f) => ({ feature, value: values[f]!, part: values[f]! * weights[f]! }))
    .filter(({ part }) => part !== 0)
    .sort((a, b) => Math.abs(b.part) - Math.abs(a.part));
