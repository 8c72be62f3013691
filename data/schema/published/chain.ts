/** Who stands on which link, and what the city lacks. */
import Type, { type TObject } from 'typebox';
import { flag, maybe, real, text, whole } from '../types.ts';
import { EnterpriseCurrent } from './enterprise.ts';

const ChainPlacement = Type.Object({
  enterprise_id: text('企业标识'),
  link_id: text('环节'),
  score: real('环节契合', 'log-odds, sum of the evidence'),
  evidence: text('依据词', 'word @where/activity weight; …'),
});

/** Of a company that stands on some link, what models and lists ask for. */
const ChainCompany = Type.Pick(EnterpriseCurrent, [
  'enterprise_id',
  'name',
  'name_key',
  'kind',
  'credit_code',
  'registered_on',
  'company_type',
  'status',
  'capital_cny',
  'capital_currency',
  'province',
  'prefecture',
  'district_id',
  'as_of',
  'source_file',
  'source_sheet',
  'source_line',
]);

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

const ChainProductLink = Type.Object({
  product: text('产品', 'as in the relations'),
  link_id: text('环节'),
  score: real('契合', 'log-odds'),
  word: text('依据词'),
});

const ChainConnection = Type.Object({
  from_link: text('上游环节'),
  to_link: text('下游环节'),
  what: text('供给内容'),
  criticality: whole('关键度', '1 to 3; 3 = production stops without it'),
  basis: text('依据', 'reference, relations, both'),
  pairs: whole('产品对数', 'different pairs of products that tell of it'),
  examples: text('产品对举例'),
});

const ChainAnchor = Type.Object({
  link_id: text('环节'),
  position: whole('位次', 'from 1, largest first'),
  enterprise_id: text('企业标识'),
  name: text('企业名称'),
  district_id: maybe(text('区县', 'adcode')),
  capital_cny: maybe(real('注册资金', 'CNY')),
  placement: real('环节契合', 'log-odds'),
  signs: maybe(text('榜单或上市', 'empty = by capital alone')),
});

const ChainStanding = Type.Object({
  link_id: text('环节'),
  hhi: maybe(real('集中度', 'HHI of local registered capital by company, 0 to 1')),
  top1_share: maybe(real('第一大企业占比', '0 to 1')),
  top3_share: maybe(real('前三大企业占比', '0 to 1')),
  largest: maybe(text('第一大企业')),
  districts: whole('分布区县数'),
  district_hhi: maybe(real('区县集中度', 'HHI of companies by district, 0 to 1')),
  top_district_id: maybe(text('企业最多的区县', 'adcode')),
  single_supplier_risk: flag(
    '单一供应商风险',
    'needed here and hanging on one or two companies, or one holds half of the registered capital',
  ),
  outside_dependence: real('外部依赖', '0 to 1, inputs that the city lacks, by criticality'),
  missing_inputs: text('本市缺少的上游'),
  anchors: whole('本地链主数'),
  anchor_pull: real('链主拉动', 'criticality × log(1 + anchors) over links that buy from it'),
  pulled_by: text('拉动它的链主环节'),
});

const ChainCompleteness = Type.Object({
  chain_id: text('产业链'),
  version: text('版本'),
  links: whole('环节数'),
  present: whole('本市已有环节'),
  completeness: real('完整度', '0 to 1, present links by the criticality of their flows'),
  upstream: maybe(real('上游已有', '0 to 1')),
  midstream: maybe(real('中游已有', '0 to 1')),
  downstream: maybe(real('下游已有', '0 to 1')),
  inner_flows: whole('链内供需关系'),
  closed_flows: whole('本市可闭合的供需关系'),
  to_fill: whole('补链环节'),
  to_strengthen: whole('强链环节'),
  to_extend: whole('延链环节'),
  single_supplier_links: whole('单一供应商环节'),
  outside_dependence: real('外部依赖', '0 to 1, mean over links'),
  anchors: whole('链主', 'link × anchor'),
  local_placements: whole('本市企业', 'link × local company'),
});

export const chainTables = {
  'chain.placement': ChainPlacement,
  'chain.company': ChainCompany,
  'chain.local': ChainLocal,
  'chain.gap': ChainGap,
  'chain.product_link': ChainProductLink,
  'chain.connection': ChainConnection,
  'chain.anchor': ChainAnchor,
  'chain.standing': ChainStanding,
  'chain.completeness': ChainCompleteness,
} as const satisfies Record<string, TObject>;
