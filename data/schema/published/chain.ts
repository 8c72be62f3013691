/** Who stands on which link, and what the city lacks. */
import Type, { type TObject } from 'typebox';
import { maybe, real, text, whole } from '../types.ts';

const ChainPlacement = Type.Object({
  enterprise_id: text('企业标识'),
  link_id: text('环节'),
  score: real('环节契合', 'log-odds, sum of the evidence'),
  evidence: text('依据词', 'word @where/activity weight; …'),
});

const ChainLocal = Type.Object({
  link_id: text('环节'),
  district_id: text('区县', 'adcode'),
  companies: whole('企业数'),
  capital_cny: real('注册资金合计', 'CNY'),
  largest_capital_cny: real('最大注册资金', 'CNY'),
});

const ChainGap = Type.Object({
  link_id: text('环节'),
  verdict: text('判断', '补, 强, 延, 稳, 无'),
  need: real('需要程度', '0 to 1'),
  local_companies: whole('本市企业数'),
  all_companies: whole('全部企业数', 'in all provinces of the data'),
  location_quotient: real('区位商', '1 = as strong as elsewhere'),
  supply_ratio: maybe(real('本市供需比', 'local companies of the link / local companies that buy from it')),
  local_downstream: whole('本市下游企业数'),
  local_upstream: whole('本市上游企业数'),
  local_capital_cny: real('本市注册资金', 'CNY'),
  largest_share: maybe(real('最大企业占比', '0 to 1')),
});

export const chainTables = {
  'chain.placement': ChainPlacement,
  'chain.local': ChainLocal,
  'chain.gap': ChainGap,
} as const satisfies Record<string, TObject>;
