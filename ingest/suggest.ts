/** Which field a heading may mean that no field has: by the signs and pairs of signs that it shares with known headings. */
import { pathKey } from './header.ts';
import type { Library } from './library/declare.ts';

export type Suggestion = { field: string; title: string; similarity: number };

/** Below this two headings share no more than a common word. */
const similarEnough = 0.35;

/** Fields by their most similar heading, most similar first. */
export function suggestFields(header: string, library: Library, most = 3): Suggestion[] {
  const own = grams(pathKey(header.split('/')));
  return Object.entries(library.fields)
    .map(([field, { headers }]) => ({
      field,
      title: headers[0]!,
      similarity: Math.max(...headers.map((h) => dice(own, grams(pathKey(h.split('/')))))),
    }))
    .filter((s) => s.similarity >= similarEnough)
    .sort((a, b) => b.similarity - a.similarity || (a.field < b.field ? -1 : 1))
    .slice(0, most)
    .map((s) => ({ ...s, similarity: Math.round(s.similarity * 100) / 100 }));
}

function grams(text: string): Set<string> {
  const signs = [...text.replaceAll('/', '')];
  return new Set([...signs, ...signs.slice(1).map((sign, i) => signs[i]! + sign)]);
}

function dice(a: Set<string>, b: Set<string>): number {
  const shared = [...a].filter((gram) => b.has(gram)).length;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}
