/** The words of all links in one lexicon: longest match, A+B pairs, excluded words. */
import type { LinkTerm } from '../../data/schema/chain.ts';
import { type Hit, Lexicon, longestOnly } from './lexicon.ts';
import { fold } from './placement-scope.ts';

type Kind = Exclude<LinkTerm['kind'], 'excluded'>;
type Role = { link_id: string; kind: Kind };
type Pair = { first: number; second: number; roles: Role[]; word: string };

/** A term that speaks for a link, at [start, end). `share` < 1 where the word speaks for several links. */
export type TermMatch = { link_id: string; kind: Kind; word: string; start: number; end: number; share: number };

export class PlacementLexicon {
  private readonly lexicon: Lexicon;
  private readonly roles: Role[][] = [];
  private readonly excludes: string[][] = [];
  private readonly pairsByFirst = new Map<number, Pair[]>();
  private readonly window: number;

  constructor(terms: readonly LinkTerm[], pairWindow: number) {
    this.window = pairWindow;
    const ids = new Map<string, number>();
    const idOf = (word: string) => {
      const known = ids.get(word);
      if (known !== undefined) return known;
      ids.set(word, this.roles.length);
      this.excludes.push([]);
      return this.roles.push([]) - 1;
    };
    const pairs = new Map<string, Pair>();
    for (const { link_id, term, kind } of terms) {
      const word = fold(term);
      const [a, b] = word.split('+');
      if (kind === 'excluded') this.excludes[idOf(word)]!.push(link_id);
      else if (b === undefined) this.roles[idOf(word)]!.push({ link_id, kind });
      else {
        const pair = pairs.get(word) ?? { first: idOf(a!), second: idOf(b), roles: [], word };
        pair.roles.push({ link_id, kind });
        pairs.set(word, pair);
      }
    }
    for (const pair of pairs.values()) {
      this.pairsByFirst.set(pair.first, [...(this.pairsByFirst.get(pair.first) ?? []), pair]);
    }
    this.lexicon = new Lexicon([...ids.keys()]);
  }

  /** A cheap first look: false = `match` would find nothing. */
  mayMatch(folded: string): boolean {
    return this.lexicon.occursIn(folded);
  }

  /** The terms in a folded text, excluded words already applied within each item (`itemAt`; default: one item). */
  match(folded: string, itemAt: (position: number) => number = () => 0): TermMatch[] {
    const all = this.lexicon.scan(folded);
    const matches: TermMatch[] = [];
    for (const hit of longestOnly(all)) this.collect(matches, this.roles[hit.id]!, this.lexicon.words[hit.id]!, hit);
    this.collectPairs(matches, all, folded);
    if (matches.length === 0) return matches;
    const cancelled = new Set<string>();
    for (const hit of all) {
      for (const link_id of this.excludes[hit.id]!) cancelled.add(`${link_id} ${itemAt(hit.start)}`);
    }
    if (cancelled.size === 0) return matches;
    return matches.filter((match) => !cancelled.has(`${match.link_id} ${itemAt(match.end - 1)}`));
  }

  /** The first word in a folded name that is excluded for the link. */
  excludedIn(folded: string, link_id: string): string | undefined {
    const hit = this.lexicon.scan(folded).find((one) => this.excludes[one.id]!.includes(link_id));
    return hit && this.lexicon.words[hit.id];
  }

  private collect(matches: TermMatch[], roles: Role[], word: string, { start, end }: Hit | TermMatch): void {
    const share = 1 / Math.sqrt(roles.length);
    for (const { link_id, kind } of roles) matches.push({ link_id, kind, word, start, end, share });
  }

  private collectPairs(matches: TermMatch[], hits: Hit[], text: string): void {
    for (const one of hits) {
      for (const pair of this.pairsByFirst.get(one.id) ?? []) {
        const other = hits.find((hit) => hit.id === pair.second && this.near(one, hit, text));
        if (!other) continue;
        const span = { ...one, start: Math.min(one.start, other.start), end: one.end };
        this.collect(matches, pair.roles, pair.word, span);
      }
    }
  }

  private near(a: Hit, b: Hit, text: string): boolean {
    const start = Math.min(a.end, b.end);
    const end = Math.max(a.start, b.start);
    if (end < start || end - start > this.window) return false;
    const between = text.slice(start, end);
    return !between.includes(';') && !between.includes('。');
  }
}
