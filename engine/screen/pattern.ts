/** Patterns of a rule pack as regular expressions, and where in a sentence all parts of one stand together. */
import { AppError } from '../../data/errors.ts';
import type { ComplianceRule, RulePack } from '../../data/schema/compliance.ts';

export type Span = { start: number; end: number };
export type Compiled = { rule: ComplianceRule; patterns: RegExp[][]; unless: RegExp[] };

/** @throws AppError rule_invalid for an unknown list or a broken expression */
export function compile(pack: RulePack): { rules: Compiled[]; negation: RegExp } {
  const expression = (text: string, rule: string): RegExp => {
    const filled = text.replace(/@(\w+)/g, (_, name: string) => {
      const list = pack.lists[name];
      if (!list) throw invalid(pack, `${rule}: there is no list @${name}`);
      return `(?:${list.join('|')})`;
    });
    try {
      return new RegExp(filled, 'g');
    } catch (cause) {
      throw invalid(pack, `${rule}: «${text}» is no regular expression`, cause);
    }
  };
  return {
    rules: pack.rules.map((rule) => ({
      rule,
      patterns: rule.find.map((parts) => parts.map((part) => expression(part, rule.rule_id))),
      unless: rule.unless.map((text) => expression(text, rule.rule_id)),
    })),
    negation: expression(`(?:${pack.negation.join('|')})[^，。；：]{0,16}$`, 'negation'),
  };
}

const invalid = (pack: RulePack, what: string, cause?: unknown): AppError =>
  new AppError(
    'rule_invalid',
    `rule pack ${pack.pack_id} ${pack.version}: ${what}`,
    'correct the pack in data/rules/compliance',
    {},
    cause,
  );

const spansOf = (part: RegExp, text: string): Span[] =>
  [...text.matchAll(part)].filter((m) => m[0] !== '').map((m) => ({ start: m.index, end: m.index + m[0].length }));

/** The shortest stretch of the sentence, no longer than `within`, that holds every part; parts may stand in any order. */
export function shortestSpan(parts: readonly RegExp[], sentence: string, within: number): Span | null {
  const found = parts.map((part) => spansOf(part, sentence));
  if (found.some((spans) => spans.length === 0)) return null;
  let best: Span | null = null;
  for (const anchor of found[0]!) {
    let { start, end } = anchor;
    for (const spans of found.slice(1)) {
      const nearest = spans.reduce((a, b) => (stretch(b, start, end) < stretch(a, start, end) ? b : a));
      start = Math.min(start, nearest.start);
      end = Math.max(end, nearest.end);
    }
    if (end - start <= within && (best === null || end - start < best.end - best.start)) best = { start, end };
  }
  return best;
}

const stretch = (span: Span, start: number, end: number): number =>
  Math.max(end, span.end) - Math.min(start, span.start);
