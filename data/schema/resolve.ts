/** How companies are told apart and found by a short name: `data/rules/resolve.json`. */
import Type from 'typebox';
import rules from '../rules/resolve.json' with { type: 'json' };
import { check } from './check.ts';

const words = (description: string) =>
  Type.String({ minLength: 1, description: `${description}, separated by blanks` });
const limit = Type.Integer({ minimum: 2 });

/** Rules of linkage: when two records are one company. */
export const LinkageRules = Type.Object(
  {
    version: Type.String(),
    link_at: Type.Number({ minimum: 0, maximum: 1, description: 'probability from which a pair is linked' }),
    review_at: Type.Number({ minimum: 0, maximum: 1, description: 'probability from which a person is asked' }),
    capital_agreement: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'share of pairs to be linked whose capital must agree for a stratum to be trusted',
    }),
    capital_pairs: Type.Integer({
      minimum: 1,
      description: 'pairs with both capitals known below which that share says nothing',
    }),
    blocks: Type.Object(
      { core_cap: limit, near_cap: limit, short_cap: limit },
      {
        additionalProperties: false,
        description: 'units in a block from which on only those in the same city are compared',
      },
    ),
    rounds: Type.Integer({ minimum: 0, description: 'rounds of expectation maximisation' }),
    fit_from: Type.Integer({
      minimum: 0,
      description: 'candidate pairs below which the weights are taken as they are',
    }),
    fit_matches: Type.Integer({
      minimum: 0,
      description: 'expected matches of a stratum below which its weights are taken as they are',
    }),
    weights: Type.Record(
      Type.String(),
      Type.Object({
        prior: Type.Number({
          exclusiveMinimum: 0,
          exclusiveMaximum: 1,
          description: 'share of matches among candidate pairs',
        }),
        levels: Type.Record(Type.String(), Type.Record(Type.String(), Type.Number())),
      }),
      { description: 'stratum → where fitting starts: prior, and comparison → level → ln(m/u)' },
    ),
  },
  { additionalProperties: false },
);

/** Rules of short names: weights of the re-ranker are log-odds. */
export const ShortNameRules = Type.Object(
  {
    candidates: Type.Integer({ minimum: 1, description: 'names that retrieval hands to the re-ranker' }),
    fitted: Type.String({ description: 'how the weights came about' }),
    weights: Type.Record(Type.String(), Type.Number()),
  },
  { additionalProperties: false },
);

export const ResolveRules = Type.Object(
  {
    version: Type.String(),
    trade_words: words('words of trade (行业) that end a core name'),
    ambiguous_places: words('places whose bare name is as often a brand'),
    abbreviations: Type.Record(Type.String({ minLength: 1, maxLength: 1 }), Type.String(), {
      description: 'one character → place',
    }),
    linkage: LinkageRules,
    short_names: ShortNameRules,
    query_noise: Type.Object(
      { prefix: Type.Array(Type.String()), suffix: Type.Array(Type.String()) },
      { additionalProperties: false, description: 'marks that exchanges put before and behind a short name' },
    ),
  },
  { additionalProperties: false },
);
export type ResolveRules = Type.Static<typeof ResolveRules>;

/** @throws AppError rule_invalid naming the first breach */
export const readResolveRules = (): ResolveRules =>
  check(ResolveRules, rules, 'rule_invalid', 'data/rules/resolve.json');
