/** Limits of the chain analysis: `data/rules/chain.json`. */
import Type from 'typebox';
import rules from '../rules/chain.json' with { type: 'json' };
import { check } from './check.ts';
import { real, text, whole } from './types.ts';

export const ChainRules = Type.Object(
  {
    version: Type.String(),
    authority: Type.String(),
    product_score: Type.Number({ description: 'log-odds from which a product counts as a good of a link' }),
    product_lead: Type.Number({
      minimum: 0,
      description: 'lead over the next link that it needs: else it is of neither',
    }),
    least_pairs: Type.Integer({
      minimum: 1,
      description: 'pairs of products from which a flow between links is believed',
    }),
    direction_ratio: Type.Number({ minimum: 1, description: 'times as many pairs this way as the other way' }),
    found_criticality: Type.Integer({
      minimum: 1,
      maximum: 3,
      description: 'of a flow that only pairs of products tell of',
    }),
    anchor_capital_cny: Type.Number({
      minimum: 0,
      description: 'registered capital from which a local company can be an anchor',
    }),
    anchors_per_link: Type.Integer({ minimum: 1, description: 'the largest so many of a link are anchors' }),
    anchor_signals: Type.Array(Type.String(), {
      description: 'signs that make a local company an anchor whatever its capital',
    }),
    dominant_share: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'share of local capital from which one company is the supply',
    }),
    few_suppliers: Type.Integer({
      minimum: 1,
      description: 'a link with so many local companies or fewer hangs on them',
    }),
  },
  { additionalProperties: false },
);
export type ChainRules = Type.Static<typeof ChainRules>;

/** @throws AppError rule_invalid */
export const readChainRules = (): ChainRules => check(ChainRules, rules, 'rule_invalid', 'data/rules/chain.json');

/** reference.chain_rules: the limits as one row, for models. */
export const ChainRulesRow = Type.Object({
  least_pairs: whole('最少产品对'),
  direction_ratio: real('方向倍数'),
  found_criticality: whole('推得关系的关键度', '1 to 3'),
  anchor_capital_cny: real('链主注册资金下限', 'CNY'),
  anchors_per_link: whole('每环节链主数'),
  anchor_signals: text('链主信号', 'kinds joined by |'),
  dominant_share: real('独大占比', '0 to 1'),
  few_suppliers: whole('供应商过少'),
});
