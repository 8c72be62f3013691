/** Which source speaks for a company where its sources differ: `data/rules/survivorship.json`. */
import Type from 'typebox';
import rules from '../rules/survivorship.json' with { type: 'json' };
import { check } from './check.ts';
import { text } from './types.ts';

/** What a filing can be ahead in; enterprise/claim.sql measures each. */
export const survivorshipCriteria = ['listed', 'registered', 'newest', 'most', 'fullest', 'soundest'] as const;
const Criterion = Type.Enum([...survivorshipCriteria]);
/** A fact is a field, or fields that must come from one source together. */
export const facts = [
  'name',
  'credit_code',
  'registered_on',
  'company_type',
  'status',
  'capital',
  'scope',
  'products',
  'industry_code',
  'place',
  'address',
] as const;

export const SurvivorshipRules = Type.Object(
  {
    version: Type.String(),
    authority: Type.String(),
    criteria: Type.Record(Criterion, Type.String()),
    facts: Type.Array(
      Type.Object(
        {
          fact: Type.Enum([...facts]),
          title: Type.String(),
          order: Type.Array(Criterion, {
            minItems: 3,
            maxItems: 3,
            description: 'the first that tells two apart decides',
          }),
          why: Type.String(),
        },
        { additionalProperties: false },
      ),
      { minItems: facts.length, maxItems: facts.length },
    ),
  },
  { additionalProperties: false },
);
export type SurvivorshipRules = Type.Static<typeof SurvivorshipRules>;

/** @throws AppError rule_invalid naming the first breach */
export const readSurvivorshipRules = (): SurvivorshipRules =>
  check(SurvivorshipRules, rules, 'rule_invalid', 'data/rules/survivorship.json');

/** `reference.survivorship`: the same as a table. */
export const SurvivorshipRow = Type.Object({
  fact: text('事项'),
  title: text('事项名称'),
  first: text('首要依据'),
  second: text('次要依据'),
  third: text('再次依据'),
});

export const survivorshipRows = () =>
  readSurvivorshipRules().facts.map(({ fact, title, order }) => ({
    fact,
    title,
    first: order[0],
    second: order[1],
    third: order[2],
  }));
