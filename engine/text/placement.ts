/** Placing a company on the links of a chain by the words of its name, its registered scope and its products. */
import { createHash } from 'node:crypto';
import type { CoreActivity, LinkTerm, PlacementRules } from '../../data/schema/chain.ts';
import { type Hit, Lexicon } from './lexicon.ts';
import type { Activity } from './placement-activity.ts';
import { ScopeReader, type ScopeReading } from './placement-context.ts';
import { PlacementLexicon, type TermMatch, type TermReading } from './placement-lexicon.ts';
import { fold, foldUnits } from './placement-scope.ts';

/** One reason: `word` was found `where`, meaning `activity`, and moved the score by `weight` (log-odds, may be negative). */
export type PlacementEvidence = {
  word: string;
  where: 'name' | 'scope' | 'product';
  activity: Activity;
  weight: number;
};

/** A link with its score: the sum of the weights of its evidence. */
export type Placed = { link_id: string; score: number; evidence: PlacementEvidence[] };

export type PlacerOptions = {
  /** Weights and word lists; default `data/rules/placement.json`. */
  rules?: PlacementRules;
  /** What companies of a link mostly do, and its chain; a link not listed counts as `make` in a chain of its own. */
  links?: readonly { link_id: string; chain_id?: string; core_activity: CoreActivity }[];
  /** Placers may share one, and its rules with it; default: one of its own, over `rules`. */
  reader?: ScopeReader;
};

export type Placer = {
  /** Links with evidence, best first; empty = no evidence. Scope and name as registered, in any width. */
  place(name: string, scope: string, products?: readonly string[]): Placed[];
  /** Words of which one must be in name or scope, or no link has evidence beside that of products. */
  triggers: readonly string[];
  /** SHA-256 over terms, rules and links: equal hashes place alike. */
  hash: string;
};

/** Registrars allow far less; whatever follows is not read. */
const LONGEST = { name: 200, scope: 6000 };

type Part = PlacementEvidence & { strong: boolean };
type Found = Map<string, Part[]>;

/**
 * Builds a placer over the terms of ONE version of the chain graph (a word shared by links is shared among their weights).
 * Pure: no clock, no files, no state that a caller could see.
 */
export function createPlacer(terms: readonly LinkTerm[], options: PlacerOptions = {}): Placer {
  const reader = options.reader ?? new ScopeReader(options.rules);
  const { rules } = reader;
  const links = options.links ?? [];
  const scorer = new Scorer(terms, links, reader);
  const hash = createHash('sha256')
    .update(JSON.stringify([terms, rules, links]))
    .digest('hex');
  return {
    place: (name, scope, products = []) => scorer.place(name, scope, products),
    triggers: scorer.lexicon.triggers,
    hash,
  };
}

class Scorer {
  readonly lexicon: PlacementLexicon;
  private readonly rules: PlacementRules;
  private readonly triggers: Lexicon;
  private readonly reader: ScopeReader;
  private readonly penalties: Lexicon;
  private readonly penaltyOf: number[] = [];
  private readonly core: Map<string, CoreActivity>;
  private readonly chain: Map<string, string>;

  constructor(terms: readonly LinkTerm[], links: NonNullable<PlacerOptions['links']>, reader: ScopeReader) {
    const { rules } = reader;
    this.rules = rules;
    this.lexicon = new PlacementLexicon(terms, rules.pair_window);
    this.triggers = new Lexicon(this.lexicon.triggers);
    this.reader = reader;
    this.penalties = new Lexicon(rules.name_penalties.flatMap((penalty) => penalty.words));
    rules.name_penalties.forEach((penalty, i) => {
      for (const _ of penalty.words) this.penaltyOf.push(i);
    });
    this.core = new Map(links.map((link) => [link.link_id, link.core_activity]));
    this.chain = new Map(links.map((link) => [link.link_id, link.chain_id ?? link.link_id]));
  }

  place(fullName: string, fullScope: string, products: readonly string[]): Placed[] {
    const rawName = fullName.slice(0, LONGEST.name);
    const rawScope = fullScope.slice(0, LONGEST.scope);
    if (products.length === 0 && !this.triggered(rawScope) && !this.triggered(rawName)) return [];
    const name = fold(rawName);
    const found: Found = new Map();
    const scope = this.reader.read(rawScope);
    const { excluded, matches } = this.readName(name, found);
    const { anywhere, foreignShare } = this.readScope(scope, found);
    for (const product of products) this.readProduct(fold(product), found);
    if (found.size === 0) return [];
    const against = this.namePenalties(name, matches);
    const placed: Placed[] = [];
    for (const [link_id, parts] of found) {
      const evidence = [...this.decay(parts), ...this.notBorneOut(link_id, parts, scope, foreignShare)];
      for (const part of against) if (!this.lexicon.hasTerm(link_id, part.word)) evidence.push(part);
      const named = excluded.get(link_id);
      if (named) evidence.push(contra(named, 'name', this.rules.excluded_in_name));
      const listed = anywhere.get(link_id);
      if (listed) evidence.push(contra(listed, 'scope', this.rules.excluded_anywhere));
      const score = evidence.reduce((sum, part) => sum + part.weight, 0);
      if (score >= this.rules.min_score) placed.push({ link_id, score, evidence });
    }
    return placed.sort((a, b) => b.score - a.score || (a.link_id < b.link_id ? -1 : 1));
  }

  private triggered(raw: string): boolean {
    return this.triggers.occursIn(foldUnits(raw));
  }

  private readName(name: string, found: Found): TermReading {
    const reading = this.lexicon.read(name);
    for (const match of reading.matches) {
      const base = this.rules.base.name[match.kind];
      const weight = base * match.share * this.reader.headFactor(name, match.end, name.length);
      add(found, match, { where: 'name', activity: 'unclear', weight });
    }
    return reading;
  }

  private readProduct(product: string, found: Found): void {
    for (const match of this.lexicon.read(product).matches) {
      const base = this.rules.base.product[match.kind];
      const weight = base * match.share * this.reader.headFactor(product, match.end, product.length);
      add(found, match, { where: 'product', activity: 'make', weight });
    }
  }

  /** Returns the words of the scope that are excluded anywhere, and the share of other trades. */
  private readScope(
    scope: ScopeReading,
    found: Found,
  ): { anywhere: ReadonlyMap<string, string>; foreignShare: number } {
    const { base, activity: factors, position_floor, position_half } = this.rules;
    const { matches, anywhere } = this.lexicon.read(scope.text, scope.itemAt);
    const own = this.ownShares(matches);
    const known = new Set(matches.map((match) => scope.itemAt(match.start)));
    const foreignShare = this.reader.foreignShare(scope, known);
    const focus = this.reader.focus(scope, foreignShare);
    for (const match of matches) {
      const at = scope.itemAt(match.start);
      const last = scope.itemAt(match.end - 1);
      const activity = scope.activities[at]!;
      const near = Math.max(position_floor, 1 / (1 + scope.ranks[at]! / position_half));
      const weight =
        base.scope[match.kind] *
        match.share *
        factors[this.core.get(match.link_id) ?? 'make'][activity] *
        near *
        focus *
        own(match.link_id) *
        this.reader.headFactor(scope.text, match.end, scope.items[last]!.end) *
        this.reader.areaFactor(scope, match.end, last) *
        this.categoryFactor(scope, match, at, matches);
      add(found, match, { where: 'scope', activity, weight });
    }
    return { anywhere, foreignShare };
  }

  /** Factor of a link by how far the strong words of the scope stay within its chain. */
  private ownShares(matches: readonly TermMatch[]): (link_id: string) => number {
    const positions = new Map<string, Set<number>>();
    const all = new Set<number>();
    for (const { kind, link_id, start } of matches) {
      if (kind === 'weak') continue;
      const chain = this.chain.get(link_id) ?? link_id;
      positions.set(chain, (positions.get(chain) ?? new Set()).add(start));
      all.add(start);
    }
    const floor = this.rules.own_chain_floor;
    return (link_id) => {
      const own = positions.get(this.chain.get(link_id) ?? link_id)?.size ?? 0;
      return all.size === 0 ? 1 : floor + (1 - floor) * (own / all.size);
    };
  }

  /** "新型平板显示器件（变压器）": a heading whose bracket lists only other things is a category of the registrar. */
  private categoryFactor(scope: ScopeReading, match: TermMatch, at: number, matches: readonly TermMatch[]): number {
    const close = scope.items[at]!.closes;
    if (close === 0) return 1;
    const inside = matches.filter((other) => other.start >= match.end && other.start < close && other.kind !== 'weak');
    if (inside.some((other) => other.link_id === match.link_id)) return 1;
    const other = inside.length > 0 || scope.text.slice(match.end, close).includes('用');
    return other ? this.rules.category_factor : 1;
  }

  /** A word that only the name holds, while the scope speaks of other things or only sells the thing. */
  private notBorneOut(
    link_id: string,
    parts: readonly Part[],
    scope: ScopeReading,
    foreignShare: number,
  ): PlacementEvidence[] {
    if (scope.things === 0 || !parts.some((part) => part.where === 'name')) return [];
    if (parts.some((part) => part.where === 'product')) return [];
    const inScope = parts.filter((part) => part.where === 'scope');
    const serving = this.core.get(link_id) === 'service';
    const idle = (part: Part) => part.activity === 'trade' || (part.activity === 'service' && !serving);
    if (!inScope.every(idle)) return [];
    const { base, foreign, traded } = this.rules.name_only;
    const { start, end } = scope.items[0]!;
    const weight = base + foreign * foreignShare + (inScope.length > 0 ? traded : 0);
    return [contra(inScope[0]?.word ?? scope.text.slice(start, Math.min(end, start + 12)), 'scope', weight)];
  }

  /** One part for each reason to doubt the name; a word inside a term (农业 in 农业机械) is no reason. */
  private namePenalties(name: string, matches: readonly TermMatch[]): PlacementEvidence[] {
    const seen = new Set<number>();
    const evidence: PlacementEvidence[] = [];
    for (const hit of this.penalties.scan(`${name}$`)) {
      const index = this.penaltyOf[hit.id]!;
      if (seen.has(index) || matches.some((match) => isInside(hit, match))) continue;
      seen.add(index);
      const { reason, weight } = this.rules.name_penalties[index]!;
      const activity = reason === 'trade' ? 'trade' : 'service';
      const word = this.penalties.words[hit.id]!.replace('$', '');
      evidence.push({ word, where: 'name', activity, weight });
    }
    return evidence;
  }

  /** Best part in full, each further one × decay again: five names for one product are not five products. */
  private decay(parts: readonly Part[]): PlacementEvidence[] {
    const ranks = { strong: 0, weak: 0 };
    return [...parts]
      .sort((a, b) => b.weight - a.weight)
      .map(({ strong, ...part }) => {
        const rank = strong ? ranks.strong++ : ranks.weak++;
        return { ...part, weight: part.weight * this.rules.repeat_decay ** rank };
      });
  }
}

/** Whether a hit is a true part of a longer match. */
function isInside(hit: Hit, match: TermMatch): boolean {
  const longer = match.end - match.start > hit.end - hit.start;
  return longer && match.start <= hit.start && match.end >= hit.end;
}

function contra(word: string, where: 'name' | 'scope', weight: number): PlacementEvidence {
  return { word, where, activity: 'unclear', weight };
}

/** Keeps the best mention of a word in a place. */
function add(found: Found, match: TermMatch, rest: Omit<PlacementEvidence, 'word'>): void {
  const part: Part = { word: match.word, ...rest, strong: match.kind !== 'weak' };
  const parts = found.get(match.link_id);
  if (!parts) {
    found.set(match.link_id, [part]);
    return;
  }
  const same = parts.findIndex((other) => other.word === part.word && other.where === part.where);
  if (same < 0) parts.push(part);
  else if (parts[same]!.weight < part.weight) parts[same] = part;
}
