/** The words of all links in one lexicon: longest match, A+B pairs, excluded words. */
import type { LinkTerm } from '../../data/schema/chain.ts';
import { type Hit, Lexicon, longestOnly } from './lexicon.ts';
import { fold } from './placement-scope.ts';

type Kind = Exclude<LinkTerm['kind'], 'excluded'>;
type Role = { link_id: string; kind: Kind };
type Pair = { second: number; roles: Role[]; word: string };

/** A term that speaks for a link, at [start, end). `share` < 1 where the word speaks for several links. */
export type TermMatch = { link_id: string; kind: Kind; word: string; start: number; end: number; share: number };

/** What a text says for and against links: terms, and for each link the first excluded word (`anywhere`: only `*` words). */
export type TermReading = {
  matches: readonly TermMatch[];
  excluded: ReadonlyMap<string, string>;
  anywhere: ReadonlyMap<string, string>;
};

const none: ReadonlyMap<string, string> = new Map();
const nothing: TermReading = { matches: [], excluded: none, anywhere: none };

export class PlacementLexicon {
  /** The words without which only weak words can be in a text. */
  readonly triggers: readonly string[];
  private readonly lexicon: Lexicon;
  private readonly roles: Role[][] = [];
  private readonly excludes: string[][] = [];
  private readonly excludesAnywhere: string[][] = [];
  private readonly pairs: Pair[][] = [];
  private readonly terms = new Set<string>();
  private readonly window: number;

  constructor(terms: readonly LinkTerm[], pairWindow: number) {
    this.window = pairWindow;
    const ids = new Map<string, number>();
    for (const { link_id, term, kind } of terms) {
      const anywhere = term.startsWith('*');
      const [word, second] = fold(anywhere ? term.slice(1) : term).split('+') as [string, string?];
      const id = this.idOf(ids, word);
      if (anywhere) this.excludesAnywhere[id]!.push(link_id);
      if (kind === 'excluded') this.excludes[id]!.push(link_id);
      else if (second === undefined) {
        this.roles[id]!.push({ link_id, kind });
        this.terms.add(`${link_id} ${word}`);
      } else this.addPair(id, this.idOf(ids, second), `${word}+${second}`, { link_id, kind });
    }
    const words = [...ids.keys()];
    this.lexicon = new Lexicon(words);
    const strong = (id: number) => this.roles[id]!.some((role) => role.kind !== 'weak') || this.pairs[id]!.length > 0;
    this.triggers = words.filter((_, id) => strong(id));
  }

  private idOf(ids: Map<string, number>, word: string): number {
    const known = ids.get(word);
    if (known !== undefined) return known;
    ids.set(word, this.roles.length);
    this.excludes.push([]);
    this.excludesAnywhere.push([]);
    this.pairs.push([]);
    return this.roles.push([]) - 1;
  }

  private addPair(first: number, second: number, word: string, role: Role): void {
    const pair = this.pairs[first]!.find((one) => one.second === second);
    if (pair) pair.roles.push(role);
    else this.pairs[first]!.push({ second, word, roles: [role] });
  }

  /** Whether a folded word is itself a term of a link. */
  hasTerm(link_id: string, word: string): boolean {
    return this.terms.has(`${link_id} ${word}`);
  }

  /** Reads a folded text; `itemAt` bounds the reach of excluded words (default: the whole text is one item). */
  read(folded: string, itemAt: (position: number) => number = () => 0): TermReading {
    const all = this.lexicon.scan(folded);
    if (all.length === 0) return nothing;
    const matches: TermMatch[] = [];
    for (const hit of longestOnly(all)) this.collect(matches, this.roles[hit.id]!, this.lexicon.words[hit.id]!, hit);
    if (all.length > 1) this.collectPairs(matches, all, folded);
    const excluding = all.filter(({ id }) => this.excludes[id]!.length > 0 || this.excludesAnywhere[id]!.length > 0);
    if (excluding.length === 0) return { matches, excluded: none, anywhere: none };
    return {
      matches: matches.filter((match) => !this.isExcluded(match, excluding, itemAt)),
      excluded: this.firstOf(this.excludes, excluding),
      anywhere: this.firstOf(this.excludesAnywhere, excluding),
    };
  }

  /** Whether an excluded word of its link stands in an item of the match. */
  private isExcluded({ link_id, start, end }: TermMatch, hits: Hit[], itemAt: (position: number) => number): boolean {
    for (const hit of hits) {
      if (!this.excludes[hit.id]!.includes(link_id)) continue;
      const item = itemAt(hit.start);
      if (item === itemAt(start) || item === itemAt(end - 1)) return true;
    }
    return false;
  }

  /** For each link the first word that speaks against it. */
  private firstOf(against: readonly string[][], hits: readonly Hit[]): Map<string, string> {
    const first = new Map<string, string>();
    for (const { id } of hits)
      for (const link_id of against[id]!) if (!first.has(link_id)) first.set(link_id, this.lexicon.words[id]!);
    return first;
  }

  private collect(matches: TermMatch[], roles: readonly Role[], word: string, { start, end }: Omit<Hit, 'id'>): void {
    const share = 1 / Math.sqrt(roles.length);
    for (const { link_id, kind } of roles) matches.push({ link_id, kind, word, start, end, share });
  }

  private collectPairs(matches: TermMatch[], hits: Hit[], text: string): void {
    for (const one of hits) {
      for (const pair of this.pairs[one.id]!) {
        const other = hits.find((hit) => hit.id === pair.second && this.near(one, hit, text));
        if (!other) continue;
        const span = { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };
        const roles = pair.roles.filter(
          ({ link_id }) => !matches.some((m) => m.link_id === link_id && joins(m, one, other)),
        );
        this.collect(matches, roles, pair.word, span);
      }
    }
  }

  private near(a: Hit, b: Hit, text: string): boolean {
    const start = Math.min(a.end, b.end);
    const end = Math.max(a.start, b.start);
    if (end < start || end - start > this.window) return false;
    for (let i = start; i < end; i++) if (text[i] === ';' || text[i] === '。') return false;
    return true;
  }
}

/** Whether a match already covers some of both words of a pair. */
function joins(match: TermMatch, a: Hit, b: Hit): boolean {
  return match.start < a.end && match.end > a.start && match.start < b.end && match.end > b.start;
}
