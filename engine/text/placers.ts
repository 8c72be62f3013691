/** Placing companies on the chains of data/reference, batch by batch: the work that threads do. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Link, LinkTerm } from '../../data/schema/chain.ts';
import { textAt, type VectorBatch, type VectorColumn } from '../../data/store/vectors.ts';
import { Lexicon } from './lexicon.ts';
import { createPlacer, type Placed, type Placer } from './placement.ts';
import { ScopeReader } from './placement-context.ts';
import { foldBytes } from './placement-scope.ts';

/** The rows of `chain/link.csv` and `chain/link_term.csv`. */
export type ChainWords = { links: readonly Link[]; terms: readonly LinkTerm[] };

const made = new WeakMap<ChainWords, Placer[]>();

/** One placer a version of the chain graph: a word shared by links of one version is divided among them, not across versions. Made once for the same words. */
export function createPlacers(words: ChainWords): Placer[] {
  const placers = made.get(words) ?? makePlacers(words);
  made.set(words, placers);
  return placers;
}

function makePlacers({ links, terms }: ChainWords): Placer[] {
  const reader = new ScopeReader();
  return [...new Set(links.map((l) => l.version))].map((version) => {
    const own = links.filter((l) => l.version === version);
    const ids = new Set(own.map((l) => l.link_id));
    return createPlacer(
      terms.filter((t) => ids.has(t.link_id)),
      { links: own, reader },
    );
  });
}

/** Changes when a company may be placed otherwise: terms, rules, links, or the code that reads them. */
export const placersVersion = (words: ChainWords): string =>
  [
    ...createPlacers(words).map((p) => p.hash),
    ...readdirSync(new URL('.', import.meta.url))
      .filter((file) => /^(lexicon|place)/.test(file))
      .sort()
      .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8')),
  ].join();

/** Placements of a batch, in its order: one entry a company × link. `rows`: companies read. */
export type PlacedBatch = { rows: number; ids: string[]; links: string[]; scores: number[]; evidence: string[] };

/** Below this score (log-odds) the evidence does not speak for the link: trade only, or another meaning of the word. */
const lowestScore = 0;

/** Columns of a batch: id, name, scope, products; texts, of which scope and products may be null. */
export function prepare(words: ChainWords): (batch: VectorBatch) => PlacedBatch {
  const placers = createPlacers(words);
  const triggers = new Lexicon(placers.flatMap((placer) => placer.triggers));
  // most companies have no word of any version: one look at the bytes tells
  const triggered = (column: VectorColumn, row: number): boolean =>
    column.kind === 'text' &&
    triggers.occursIn(foldBytes(column.bytes, column.offsets[row]!, column.offsets[row + 1]!));
  return ({ rows, columns }) => {
    const [ids, names, scopes, products] = columns as [VectorColumn, VectorColumn, VectorColumn, VectorColumn];
    const answer: PlacedBatch = { rows, ids: [], links: [], scores: [], evidence: [] };
    for (let i = 0; i < rows; i++) {
      const named = textAt(products, i)?.split(/[、，,；;]/) ?? [];
      if (named.length === 0 && !triggered(scopes, i) && !triggered(names, i)) continue;
      const name = textAt(names, i) ?? '';
      const scope = textAt(scopes, i) ?? '';
      for (const placer of placers)
        for (const placed of placer.place(name, scope, named)) {
          if (placed.score <= lowestScore) continue;
          answer.ids.push(textAt(ids, i)!);
          answer.links.push(placed.link_id);
          answer.scores.push(placed.score);
          answer.evidence.push(evidenceText(placed));
        }
    }
    return answer;
  };
}

/** `word @where/activity +weight`, strongest first, joined by `; `. */
const evidenceText = (placed: Placed): string =>
  placed.evidence
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .map((e) => `${e.word} @${e.where}/${e.activity} ${e.weight < 0 ? '' : '+'}${e.weight.toFixed(2)}`)
    .join('; ');
