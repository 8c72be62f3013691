/** Every table of a snapshot: relation → record. Nothing else defines a column of a model. */
import Type, { type TObject } from 'typebox';
import { factors } from './profile.ts';
import { date, flag, maybe, real, text, texts, whole } from './types.ts';

const EnterpriseCurrent = Type.Object({
  enterprise_id: text('企业标识'),
  name: text('企业名称'),
  name_key: text('名称键'),
  kind: text('主体类别', 'company, plant, branch, representative, cooperative, other'),
  parent_key: maybe(text('总公司名称键', 'for branches')),
  credit_code: maybe(text('统一社会信用代码')),
  registered_on: maybe(date('注册日期')),
  company_type: maybe(text('企业类型')),
  status: maybe(text('经营状态')),
  capital_cny: maybe(real('注册资金', 'CNY')),
  capital_currency: maybe(text('注册资金币种', 'ISO 4217')),
  scope: maybe(text('经营范围')),
  products: maybe(text('主要产品')),
  industry_code: maybe(text('行业代码', 'GB/T 4754-2017')),
  province: maybe(text('省份')),
  prefecture: maybe(text('地区')),
  district_id: maybe(text('区县', 'adcode, Chongqing only')),
  address: maybe(text('注册地址')),
  as_of: date('数据日期'),
  source_file: text('来源文件'),
  source_sheet: text('来源表'),
  source_line: whole('来源行'),
  filings: whole('来源条数', 'accepted rows that speak of this identity'),
});

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

const DistrictFit = Type.Object({
  link_id: text('环节'),
  district_id: text('区县', 'adcode'),
  companies: whole('企业数'),
  specialisation: real('集聚', 'log location quotient within the city'),
  neighbours: real('上下游', 'criticality × log(1 + companies)'),
  focus: real('功能定位', '0 to 1'),
  zone: real('开发区', '0 to 1'),
  park_land_mu: real('园区可供地', 'mu'),
  parks: whole('园区数'),
});

const InvestorPresence = Type.Object({
  name_key: text('名称键'),
  branches: whole('分支机构数'),
  provinces: whole('分支所在省份数'),
  chongqing_branches: whole('在渝分支数'),
  districts: texts('在渝分支区县', 'adcodes'),
});

const InvestorPropensity = Type.Object({
  enterprise_id: text('企业标识'),
  scale: real('规模', 'log10 CNY'),
  expansion: real('异地扩张', 'provinces'),
  chongqing_branches: whole('在渝分支数'),
  chongqing_districts: texts('在渝分支区县', 'adcodes'),
  age_years: maybe(real('年龄', 'years')),
  origin: real('来源地', '0 to 1'),
  foreign_capital: flag('外资'),
});

const MatchCandidate = Type.Object({
  link_id: text('环节'),
  enterprise_id: text('企业标识'),
  name: text('企业名称'),
  province: maybe(text('省份')),
  prefecture: maybe(text('地区')),
  registered_on: maybe(date('注册日期')),
  capital_cny: maybe(real('注册资金', 'CNY')),
  gate: maybe(text('不列入原因', 'not_a_company, not_active, local')),
  placement: real('环节契合', 'log-odds'),
  scale: real('企业规模', 'log10 CNY'),
  expansion: real('异地扩张', 'provinces'),
  presence: real('在渝基础', '0 or 1'),
  origin: real('来源地', '0 to 1'),
  youth: real('成长期', 'minus years'),
  gap: real('补链需要', '0 to 1'),
  chongqing_districts: texts('在渝分支区县', 'adcodes'),
  evidence: text('依据词'),
});

const MatchRanked = Type.Object({
  link_id: text('环节'),
  district_id: text('区县', 'adcode'),
  rank: whole('名次', 'from 1'),
  enterprise_id: text('企业标识'),
  name: text('企业名称'),
  province: maybe(text('省份')),
  score: real('得分', 'sum of the parts; a score, not a probability'),
  ...Object.fromEntries(factors.map((f) => [f, real(f, 'part of the score')])),
  profile_hash: text('评分方案指纹'),
  models_hash: text('模型指纹'),
});

export const published = {
  'enterprise.current': EnterpriseCurrent,
  'chain.placement': ChainPlacement,
  'chain.local': ChainLocal,
  'chain.gap': ChainGap,
  'district.fit': DistrictFit,
  'investor.presence': InvestorPresence,
  'investor.propensity': InvestorPropensity,
  'match.candidate': MatchCandidate,
  'match.ranked': MatchRanked,
} as const satisfies Record<string, TObject>;
export type PublishedRelation = keyof typeof published;
