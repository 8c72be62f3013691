/** Placing a company on the links of a chain by the words of its name, its registered scope and its products. */
import { createHash } from 'node:crypto';
import defaultRules from '../../data/rules/placement.json' with { type: 'json' };
import type { CoreActivity, LinkTerm, PlacementRules } from '../../data/schema/chain.ts';
import { Lexicon } from './lexicon.ts';
import { type Activity, ActivityReader } from './placement-activity.ts';
import { PlacementLexicon } from './placement-lexicon.ts';
import { cleanScope, fold, type Item, splitScope } from './placement-scope.ts';

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
  /** What companies of a link mostly do; links not listed count as `make`. */
  links?: readonly { link_id: string; core_activity: CoreActivity }[];
};

export type Placer = {
  /** Links with evidence, best first; empty = no evidence. Scope and name as registered, in any width. */
  place(name: string, scope: string, products?: readonly string[]): Placed[];
  /** SHA-256 over terms, rules and links: equal hashes place alike. */
  hash: string;
};

type Found = Map<string, PlacementEvidence[]>;
type Scope = { text: string; items: Item[]; itemAt(position: number): number };

/** Builds a placer. Pure: no clock, no files, no state between calls. */
export function createPlacer(terms: readonly LinkTerm[], options: PlacerOptions = {}): Placer {
  const rules = options.rules ?? (defaultRules as PlacementRules);
  const scorer = new Scorer(terms, rules, options.links ?? []);
  const hash = createHash('sha256')
    .update(JSON.stringify([terms, rules, options.links ?? []]))
    .digest('hex');
  return { place: (name, scope, products = []) => scorer.place(name, scope, products), hash };
}

class Scorer {
  private readonly rules: PlacementRules;
  private readonly lexicon: PlacementLexicon;
  private readonly activity: ActivityReader;
  private readonly foreign: Lexicon;
  private readonly penalties: Lexicon;
  private readonly penaltyOf: number[] = [];
  private readonly boilerplate: RegExp[];
  private readonly core: Map<string, CoreActivity>;

  constructor(terms: readonly LinkTerm[], rules: PlacementRules, links: NonNullable<PlacerOptions['links']>) {
    this.rules = rules;
    this.lexicon = new PlacementLexicon(terms, rules.pair_window);
    this.activity = new ActivityReader(rules.verbs);
    this.foreign = new Lexicon(rules.foreign);
    this.penalties = new Lexicon(rules.name_penalties.flatMap((penalty) => penalty.words));
    rules.name_penalties.forEach((penalty, i) => {
      for (const _ of penalty.words) this.penaltyOf.push(i);
    });
    this.boilerplate = rules.boilerplate.map((pattern) => new RegExp(pattern, 'g'));
    this.core = new Map(links.map((link) => [link.link_id, link.core_activity]));
  }

  place(rawName: string, rawScope: string, products: readonly string[]): Placed[] {
    const name = fold(rawName);
    const scope = fold(rawScope);
    const inName = this.lexicon.mayMatch(name);
    const inScope = this.lexicon.mayMatch(scope);
    if (!inName && !inScope && products.length === 0) return [];
    const found: Found = new Map();
    if (inName) this.readName(name, found);
    if (inScope) this.readScope(scope, found);
    for (const product of products) this.readProduct(fold(product), found);
    if (found.size === 0) return [];
    const against = this.readPenalties(name);
    const placed: Placed[] = [];
    for (const [link_id, parts] of found) {
      const evidence = [...decay(parts, this.rules.repeat_decay), ...against, ...this.readExclusions(name, link_id)];
      const score = evidence.reduce((sum, part) => sum + part.weight, 0);
      if (score >= this.rules.min_score) placed.push({ link_id, score, evidence });
    }
    return placed.sort((a, b) => b.score - a.score || (a.link_id < b.link_id ? -1 : 1));
  }

  private readName(name: string, found: Found): void {
    const { base } = this.rules;
    for (const match of this.lexicon.match(name)) {
      const weight =
        (match.kind === 'weak' ? base.name.weak : base.name.strong) * match.share * this.head(name, match.end);
      add(found, match.link_id, { word: match.word, where: 'name', activity: 'unclear', weight });
    }
  }

  private readProduct(product: string, found: Found): void {
    const { base } = this.rules;
    for (const match of this.lexicon.match(product)) {
      const weight = (match.kind === 'weak' ? base.product.weak : base.product.strong) * match.share;
      add(found, match.link_id, { word: match.word, where: 'product', activity: 'make', weight });
    }
  }

  private readScope(folded: string, found: Found): void {
    const text = cleanScope(folded, this.boilerplate);
    const items = splitScope(text);
    const scope = { text, items, itemAt: indexer(items) };
    const matches = this.lexicon.match(text, scope.itemAt);
    if (matches.length === 0) return;
    const activities = this.activity.read(text, items);
    const focus = this.focus(scope);
    for (const match of matches) {
      const at = scope.itemAt(match.end - 1);
      const item = items[at];
      if (!item) continue;
      const activity = activities[at]!;
      const factor = this.rules.activity[this.core.get(match.link_id) ?? 'make'][activity];
      const near = Math.max(this.rules.position_floor, 1 / (1 + at / this.rules.position_half));
      const modifier = this.head(text, match.end) * this.area(scope, match.end, item);
      const weight = this.rules.base.scope[match.kind] * match.share * factor * near * focus * modifier;
      add(found, match.link_id, { word: match.word, where: 'scope', activity, weight });
    }
  }

  /** How far the scope is about one trade: 1 = short and no other trade named. */
  private focus(scope: Scope): number {
    const { foreign_weight, long_scope_items, long_scope_power } = this.rules;
    const count = scope.items.length;
    const foreignItems = new Set(this.foreign.scan(scope.text).map((hit) => scope.itemAt(hit.start))).size;
    const long = Math.min(1, long_scope_items / count) ** long_scope_power;
    return (1 - (foreign_weight * foreignItems) / count) * long;
  }

  /** A term followed by another head noun only modifies it: 手机 in 手机配件. */
  private head(text: string, end: number): number {
    return this.rules.heads.some((head) => text.startsWith(head, end)) ? this.rules.head_factor : 1;
  }

  /** "A、B领域内的技术开发" names a field of interest, not a product. */
  private area(scope: Scope, end: number, item: Item): number {
    let last = item.end;
    for (const other of scope.items) if (other.part === item.part && other.end > last) last = other.end;
    const rest = scope.text.slice(end, last);
    return this.rules.areas.some((area) => rest.includes(area)) ? this.rules.area_factor : 1;
  }

  private readPenalties(name: string): PlacementEvidence[] {
    const seen = new Set<number>();
    const evidence: PlacementEvidence[] = [];
    for (const hit of this.penalties.scan(name)) {
      const index = this.penaltyOf[hit.id]!;
      if (seen.has(index)) continue;
      seen.add(index);
      const { reason, weight } = this.rules.name_penalties[index]!;
      const activity = reason === 'trade' ? 'trade' : 'service';
      evidence.push({ word: this.penalties.words[hit.id]!, where: 'name', activity, weight });
    }
    return evidence;
  }

  private readExclusions(name: string, link_id: string): PlacementEvidence[] {
    const word = this.lexicon.excludedIn(name, link_id);
    return word ? [{ word, where: 'name', activity: 'unclear', weight: this.rules.excluded_in_name }] : [];
  }
}

function indexer(items: readonly Item[]): (position: number) => number {
  return (position) => items.findIndex((item) => position >= item.start && position < item.end);
}

function add(found: Found, link_id: string, part: PlacementEvidence): void {
  const parts = found.get(link_id);
  if (!parts) {
    found.set(link_id, [part]);
    return;
  }
  const same = parts.findIndex((other) => other.word === part.word && other.where === part.where);
  if (same < 0) parts.push(part);
  else if (parts[same]!.weight < part.weight) parts[same] = part;
}

/** Best part in full, each further one × decay again: five names for one product are not five products. */
function decay(parts: PlacementEvidence[], rate: number): PlacementEvidence[] {
  return [...parts]
    .sort((a, b) => b.weight - a.weight)
    .map((part, rank) => ({ ...part, weight: part.weight * rate ** rank }));
}
