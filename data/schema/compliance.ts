/** A screening rule pack for 《公平竞争审查条例》: judgement as data, versioned, each rule with its article and what to check. */
import { readdirSync, readFileSync } from 'node:fs';
import Type from 'typebox';
import { check } from './check.ts';

/** 强: the words themselves are what the article bars. 中: barred where the facts are so. 弱: worth a look. */
export const strengths = ['强', '中', '弱'] as const;

const Source = Type.Object(
  {
    law: Type.String(),
    in_force_on: Type.String({ format: 'date' }),
    reference: Type.String({ description: 'where the text was read' }),
    checked: Type.Enum(['confirmed', 'partly', 'unconfirmed'], {
      description: 'confirmed = wording read in an official text; unconfirmed = article number from secondary sources',
    }),
  },
  { additionalProperties: false },
);

export const ComplianceRule = Type.Object(
  {
    rule_id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    article: Type.String({ description: '《公平竞争审查条例》, for example 第十条第一项' }),
    also: Type.Array(Type.String(), {
      description: '实施办法 and others; «(unconfirmed)» where the wording was not at hand',
    }),
    strength: Type.Enum([...strengths]),
    fallback: Type.Integer({
      minimum: 0,
      maximum: 2,
      description: 'counts in a sentence only where no rule of a lower number does: wide nets behind narrow ones',
    }),
    title: Type.String(),
    why: Type.String({ description: 'what the article bars, in one sentence' }),
    check: Type.String({ description: 'what a reviewer should find out' }),
    within: Type.Integer({ minimum: 1, description: 'signs that the words of one pattern may span' }),
    find: Type.Array(Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }), {
      minItems: 1,
      description: 'patterns; every part of a pattern (a regular expression, @name = a list) stands in one sentence',
    }),
    unless: Type.Array(Type.String(), { description: 'expressions in the same sentence that take the hit away' }),
  },
  { additionalProperties: false },
);
export type ComplianceRule = Type.Static<typeof ComplianceRule>;

export const RulePack = Type.Object(
  {
    pack_id: Type.String(),
    version: Type.String(),
    effective_from: Type.String({ format: 'date', description: 'first day on which the newest law in it is in force' }),
    authority: Type.String(),
    notice: Type.String({ description: 'goes with every hit' }),
    sources: Type.Array(Source),
    lists: Type.Record(Type.String(), Type.Array(Type.String(), { minItems: 1 })),
    negation: Type.Array(Type.String(), {
      description: 'words that, standing just before a hit, turn it into a prohibition',
    }),
    rules: Type.Array(ComplianceRule, { minItems: 1 }),
  },
  { additionalProperties: false },
);
export type RulePack = Type.Static<typeof RulePack>;

const folder = new URL('../rules/compliance/', import.meta.url);

/** Every pack of data/rules/compliance, oldest first. @throws AppError rule_invalid naming file and breach */
export function readPacks(from: URL = folder): RulePack[] {
  return readdirSync(from)
    .filter((file) => file.endsWith('.json'))
    .map((file) => check(RulePack, JSON.parse(readFileSync(new URL(file, from), 'utf8')), 'rule_invalid', file))
    .sort((a, b) => (a.effective_from < b.effective_from ? -1 : 1));
}

/** The pack that a build applies: the newest. */
export const currentPack = (): RulePack => readPacks().at(-1)!;
