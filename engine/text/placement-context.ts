/** What surrounds a word in a registered scope: the activity, the noun it modifies, the rest of the business. */
import defaultRules from '../../data/rules/placement.json' with { type: 'json' };
import type { PlacementRules } from '../../data/schema/chain.ts';
import { Lexicon } from './lexicon.ts';
import { type Activity, ActivityReader } from './placement-activity.ts';
import { cleanScope, fold, type Item, splitScope } from './placement-scope.ts';

const CONJUNCTIONS = '及和与等或并以其';

/** A scope that was read. `itemAt` gives the index of the item at a position of `text`. */
export type ScopeReading = {
  text: string;
  items: Item[];
  itemAt(position: number): number;
  activities: Activity[];
  /** For each item how many items that name a thing (not only a verb) come before it. */
  ranks: number[];
  /** How many items name a thing. */
  things: number;
  /** The items that name another trade. */
  foreign: ReadonlySet<number>;
};

/** Reads scopes by one set of rules. */
export class ScopeReader {
  readonly rules: PlacementRules;
  private readonly activity: ActivityReader;
  private readonly foreign: Lexicon;
  private readonly boilerplate: RegExp[];
  private readonly hard: RegExp;
  private readonly soft: RegExp;
  /** The versions of a chain read the same scope in turn. */
  private last: { scope: string; reading: ScopeReading } | null = null;

  /** @param rules default `data/rules/placement.json` */
  constructor(rules = defaultRules as PlacementRules) {
    this.rules = rules;
    this.activity = new ActivityReader(rules.verbs);
    this.foreign = new Lexicon(rules.foreign);
    this.boilerplate = rules.boilerplate.map((pattern) => new RegExp(pattern, 'g'));
    this.hard = headPattern(rules.heads.hard.words);
    this.soft = headPattern(rules.heads.soft.words);
  }

  /** `scope`: as registered. */
  read(scope: string): ScopeReading {
    if (this.last?.scope !== scope) this.last = { scope, reading: this.readAnew(scope) };
    return this.last.reading;
  }

  private readAnew(scope: string): ScopeReading {
    const text = cleanScope(fold(scope), this.boilerplate);
    const items = splitScope(text);
    const itemAt = indexer(items);
    const { activities, bare } = this.activity.read(text, items);
    const ranks: number[] = [];
    let things = 0;
    for (const only of bare) ranks.push(only ? things : things++);
    const foreign = new Set(this.foreign.scan(text).map((hit) => itemAt(hit.start)));
    return { text, items, itemAt, activities, ranks, things, foreign };
  }

  /** Share of the items that name another trade, 0–1; an item at which a term was found (`known`) does not. */
  foreignShare({ foreign, things }: ScopeReading, known: ReadonlySet<number>): number {
    if (foreign.size === 0) return 0;
    let count = 0;
    for (const item of foreign) if (!known.has(item)) count++;
    return Math.min(1, count / Math.max(1, things));
  }

  /** Factor for scopes that are long or mixed, 0–1. */
  focus(reading: ScopeReading, foreignShare: number): number {
    const { foreign_weight, long_scope_items, long_scope_power } = this.rules;
    const long = Math.min(1, long_scope_items / Math.max(1, reading.things)) ** long_scope_power;
    return (1 - foreign_weight * foreignShare) * long;
  }

  /** 1, or less where the words after `end` make the term a mere modifier: 手机 in 手机模具. `limit`: end of the item. */
  headFactor(text: string, end: number, limit: number): number {
    if (end >= limit) return 1;
    const rest = text.slice(end, limit);
    if (this.hard.test(rest)) return this.rules.heads.hard.factor;
    return this.soft.test(rest) ? this.rules.heads.soft.factor : 1;
  }

  /** 1, or less where the comma part says "A、B领域内的技术开发": a field of interest, not a product. */
  areaFactor(reading: ScopeReading, end: number, at: number): number {
    const { items, text } = reading;
    let last = at;
    while (items[last + 1]?.part === items[at]!.part) last++;
    const rest = text.slice(end, items[last]!.end);
    return this.rules.areas.words.some((area) => rest.includes(area)) ? this.rules.areas.factor : 1;
  }
}

/** Longer nouns may stand a few characters after the term, one-character nouns must follow at once. */
function headPattern(words: readonly string[]): RegExp {
  const short = words.filter((word) => word.length === 1).join('|') || '(?!)';
  const long = words.filter((word) => word.length > 1).join('|') || '(?!)';
  return new RegExp(`^(?:${short}|[^${CONJUNCTIONS}]{0,4}?(?:${long}))`);
}

function indexer(items: readonly Item[]): (position: number) => number {
  return (position) => {
    let low = 0;
    let high = items.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (items[middle]!.start <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}
