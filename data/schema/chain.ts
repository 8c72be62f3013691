/** The chain graph: chains, links, the words that place a company, flows, the crosswalk of versions, and the placement rules. */
import Type from 'typebox';

const Version = Type.Enum(['2019', '2023'], { description: '2019 = 芯屏器核网, 2023 = 33618' });

/** One industrial chain (2019) or cluster (2023). */
export const Chain = Type.Object({
  chain_id: Type.String({ pattern: '^[a-z0-9-]+$' }),
  version: Version,
  name: Type.String({ minLength: 1 }),
  name_en: Type.String({ minLength: 1 }),
  position: Type.Integer({ minimum: 1, description: 'order of display within a version' }),
  source: Type.String({ minLength: 1 }),
});
export type Chain = Type.Static<typeof Chain>;

/** What a company of a link mostly does: it decides how much "make", "research" and "service" mentions weigh. */
export const CoreActivity = Type.Enum(['make', 'research', 'service']);
export type CoreActivity = Type.Static<typeof CoreActivity>;

/** One link (环节) of a chain. `gbt_codes`: GB/T 4754-2017 four-digit classes joined by `|`. */
export const Link = Type.Object({
  link_id: Type.String({ pattern: '^[a-z0-9-]+$' }),
  version: Version,
  chain_id: Type.String({ minLength: 1 }),
  name: Type.String({ minLength: 1 }),
  name_en: Type.String({ minLength: 1 }),
  stage: Type.Enum(['上游', '中游', '下游']),
  stage_detail: Type.String({ minLength: 1 }),
  core_activity: CoreActivity,
  gbt_codes: Type.String({ pattern: '^\\d{4}(\\|\\d{4})*$' }),
  description: Type.String({ minLength: 1 }),
  source: Type.String({ minLength: 1 }),
});
export type Link = Type.Static<typeof Link>;

/**
 * A word that speaks for or against a link. `name`, `synonym`, `product` place by themselves, `weak` only supports,
 * `excluded` cancels the link in its item and is held against it in a company's name.
 * `A+B` means A and B in one clause, close together, in any order; an excluded `*A` counts against the link wherever in the
 * scope it stands, in an item of its own too.
 */
export const LinkTerm = Type.Object({
  link_id: Type.String({ minLength: 1 }),
  term: Type.String({ minLength: 2 }),
  kind: Type.Enum(['name', 'synonym', 'product', 'weak', 'excluded']),
  source: Type.String({ minLength: 1 }),
});
export type LinkTerm = Type.Static<typeof LinkTerm>;

/** A flow of goods or services between two links, upstream to downstream. `criticality`: 3 = production stops without it. */
export const Flow = Type.Object({
  from_link: Type.String({ minLength: 1 }),
  to_link: Type.String({ minLength: 1 }),
  what: Type.String({ minLength: 1 }),
  criticality: Type.Integer({ minimum: 1, maximum: 3 }),
  source: Type.String({ minLength: 1 }),
});
export type Flow = Type.Static<typeof Flow>;

/** How a 2019 link relates to a 2023 link: the same, inside it, or sharing part of it. */
export const Crosswalk = Type.Object({
  link_id: Type.String({ minLength: 1 }),
  link_id_2023: Type.String({ minLength: 1 }),
  relation: Type.Enum(['equal', 'within', 'overlaps']),
  source: Type.String({ minLength: 1 }),
});
export type Crosswalk = Type.Static<typeof Crosswalk>;

const Factor = Type.Number({ minimum: 0, maximum: 2 });
const WordFactor = Type.Object({ factor: Factor, words: Type.Array(Type.String()) });
const ByKind = Type.Object({
  name: Type.Number(),
  synonym: Type.Number(),
  product: Type.Number(),
  weak: Type.Number(),
});
const ByActivity = Type.Object({ make: Factor, research: Factor, service: Factor, trade: Factor, unclear: Factor });

/** Weights and word lists of the placement scorer (`data/rules/placement.json`). Weights are log-odds, factors are multipliers. */
export const PlacementRules = Type.Object({
  version: Type.String(),
  base: Type.Object(
    { name: ByKind, scope: ByKind, product: ByKind },
    { description: 'log-odds of a term by where it stands and its kind, before any factor' },
  ),
  activity: Type.Object({ make: ByActivity, research: ByActivity, service: ByActivity }),
  repeat_decay: Type.Number({
    exclusiveMinimum: 0,
    maximum: 1,
    description: 'weight of the n-th best part is × decay^n',
  }),
  position_half: Type.Number({ exclusiveMinimum: 0, description: 'items after which a mention counts half' }),
  position_floor: Factor,
  heads: Type.Object(
    { hard: WordFactor, soft: WordFactor },
    { description: 'nouns after a term that make it a mere modifier' },
  ),
  areas: WordFactor,
  category_factor: { ...Factor, description: 'a heading whose bracket lists other things' },
  own_chain_floor: { ...Factor, description: 'factor when nearly all other words of the scope speak for other chains' },
  name_only: Type.Object(
    {
      base: Type.Number({ maximum: 0 }),
      foreign: Type.Number({ maximum: 0 }),
      traded: Type.Number({ maximum: 0 }),
    },
    {
      description:
        'log-odds against a name that the scope does not bear out: always, × share of other trades, if the thing is only sold or served',
    },
  ),
  foreign_weight: Type.Number({ minimum: 0, maximum: 1, description: 'loss when every item belongs to another trade' }),
  long_scope_items: Type.Integer({ minimum: 1 }),
  long_scope_power: Type.Number({ minimum: 0 }),
  pair_window: Type.Integer({ minimum: 1, description: 'longest span of an A+B term, in characters' }),
  excluded_in_name: Type.Number({ maximum: 0 }),
  excluded_anywhere: Type.Number({ maximum: 0 }),
  min_score: Type.Number(),
  foreign: Type.Array(Type.String(), { description: 'words of other trades in a scope' }),
  name_penalties: Type.Array(
    Type.Object(
      { reason: Type.String(), weight: Type.Number({ maximum: 0 }), words: Type.Array(Type.String()) },
      { description: 'a word with a final `$` counts only at the end of the name' },
    ),
  ),
  verbs: Type.Object({
    make: Type.Array(Type.String()),
    research: Type.Array(Type.String()),
    trade: Type.Array(Type.String()),
    service: Type.Array(Type.String()),
    install: Type.Array(Type.String(), { description: 'service words that outweigh research words' }),
  }),
  boilerplate: Type.Array(Type.String(), { description: 'regular expressions removed before reading a scope' }),
});
export type PlacementRules = Type.Static<typeof PlacementRules>;
