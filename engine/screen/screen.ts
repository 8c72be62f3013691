/** Finds clauses that a reviewer should look at. A hit is not a breach, no hit is no clearance. */
import type { ComplianceRule, RulePack } from '../../data/schema/compliance.ts';
import { type Compiled, compile, shortestSpan } from './pattern.ts';

/** `quote` is the part of the text from `start` (UTF-16 units) that carries the rule's words. */
export type Hit = { rule: ComplianceRule; quote: string; start: number };
export type Screen = (text: string) => Hit[];

/** Where a sentence ends. A semicolon ends one too: items of a list are looked at each by itself. */
const sentence = /[^。；;！？\n]+/g;

/** A screen for one pack: text → hits, at most one a rule and sentence, in the order of the text. */
export function screenWith(pack: RulePack): Screen {
  const { rules, negation } = compile(pack);
  return (text) => {
    const hits: Hit[] = [];
    for (const part of text.matchAll(sentence)) {
      const found = rules.flatMap((rule) => hitOf(rule, part[0], part.index, negation) ?? []);
      const narrowest = Math.min(...found.map((hit) => hit.rule.fallback));
      hits.push(...found.filter((hit) => hit.rule.fallback === narrowest));
    }
    return hits.sort((a, b) => a.start - b.start || (a.rule.rule_id < b.rule.rule_id ? -1 : 1));
  };
}

/** The shortest stretch of a sentence that fits a pattern of the rule and is not forbidden by what stands just before it. */
function hitOf({ rule, patterns, unless }: Compiled, words: string, at: number, negation: RegExp): Hit | null {
  if (unless.some((expression) => words.search(expression) >= 0)) return null;
  const spans = patterns
    .map((parts) => shortestSpan(parts, words, rule.within))
    .filter((span) => span !== null)
    .filter((span) => words.slice(0, span.start).search(negation) < 0)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  const span = spans[0];
  return span ? { rule, quote: words.slice(span.start, span.end), start: at + span.start } : null;
}
