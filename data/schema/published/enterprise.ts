/** Companies as the whole city knows them. */
import Type, { type TObject } from 'typebox';
import { date, flag, maybe, real, text, whole, wholes } from '../types.ts';

export const EnterpriseCurrent = Type.Object({
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

/** A pair of filings that was joined, or that a person is asked about. */
export const EnterpriseLink = Type.Object({
  left_id: text('标识一', 'as filed: credit code, or hash of the name'),
  right_id: text('标识二'),
  left_name: text('名称一'),
  right_name: text('名称二'),
  left_city: maybe(text('地区一')),
  right_city: maybe(text('地区二')),
  left_capital_cny: maybe(real('注册资金一', 'CNY')),
  right_capital_cny: maybe(real('注册资金二', 'CNY')),
  left_registered_on: maybe(date('注册日期一')),
  right_registered_on: maybe(date('注册日期二')),
  outcome: text('结论', 'link 已归并, review 待判定, same 人工判同, different 人工判异'),
  method: text('依据', 'credit_code, full_name, unique_core, fellegi_sunter, person'),
  probability: maybe(real('可能性', '0 to 1, of the weighed pairs')),
  evidence: text('证据', 'each comparison with its weight, heaviest first'),
});

/** An id under which a company was filed and that is not its own: it goes on leading to the company. */
const EnterpriseAlias = Type.Object({
  alias_id: text('曾用标识', 'as filed'),
  enterprise_id: text('企业标识'),
  name: text('填报名称', 'as filed under that id'),
});

const EnterpriseActivity = Type.Object({
  enterprise_id: text('企业标识'),
  activities: wholes(
    '经营活动',
    'numbers of the activities that its name, scope and products name; district.activity says which',
  ),
});

const EnterpriseTie = Type.Object({
  head_id: maybe(text('主体企业标识', 'empty = not in the lists')),
  head_name: text('主体企业'),
  head_province: maybe(text('主体省份')),
  relation: text('关系', '供给, 投资, 控股, 并购, 合资, 合作, 竞争; head → tail'),
  tail_id: maybe(text('客体企业标识', 'empty = not in the lists')),
  tail_name: text('客体企业'),
  tail_province: maybe(text('客体省份')),
  by_short_name: flag('按简称对应', 'a name was resolved from a short name'),
  dated_on: maybe(date('日期')),
  share_pct: maybe(real('占比', 'per cent, as filed')),
  source: text('出处'),
  source_file: text('来源文件'),
  source_line: whole('来源行'),
});

const company = EnterpriseCurrent.properties;
const { name, name_key, credit_code, registered_on, company_type, status, capital_cny, capital_currency } = company;
const { scope, products, industry_code, province, prefecture, district_id, address } = company;
const { as_of, source_file, source_sheet, source_line } = company;
const fields = { name, name_key, credit_code, registered_on, company_type, status, capital_cny, capital_currency };
const seat = { scope, products, industry_code, province, prefecture, district_id, address };
const source = { source_file, source_sheet, source_line };

const EnterpriseFiling = Type.Object({
  enterprise_id: company.enterprise_id,
  filing: whole('序', 'from 1; 1 = the main source'),
  library: text('库'),
  ...fields,
  ...seat,
  as_of,
  load_id: text('批次'),
  ...source,
  registered: whole('登记资料', '1 = reads like a registration record'),
  issues: whole('存疑数', 'cells that could not be read'),
});

const EnterpriseClaim = Type.Object({
  enterprise_id: company.enterprise_id,
  fact: text('事项'),
  rank: whole('次序', '1 = the golden record takes it'),
  value: text('取值'),
  filing: whole('来源序', 'enterprise.filing'),
  sources: whole('来源数', 'filings that say so'),
  rule: text('依据', 'by which it stands before the next'),
});

const EnterpriseGolden = Type.Object({
  enterprise_id: company.enterprise_id,
  ...fields,
  ...seat,
  as_of,
  ...source,
  filings: company.filings,
});

const rule = text(
  '依据',
  'listed, registered, newest, most, fullest, soundest; only: no other source speaks; main: the main source',
);

const EnterpriseProvenance = Type.Object({
  enterprise_id: company.enterprise_id,
  fact: text('事项'),
  title: text('事项名称'),
  value: text('取值'),
  rule,
  sources: whole('来源数', 'filings that say so'),
  as_of,
  library: text('库'),
  load_id: text('批次'),
  ...source,
});

const EnterpriseConflict = Type.Object({
  enterprise_id: company.enterprise_id,
  fact: text('事项'),
  title: text('事项名称'),
  value: text('采用值'),
  as_of,
  ...source,
  rule,
  other_rank: whole('次序', 'from 2'),
  other_value: text('未采用值'),
  other_sources: whole('未采用值来源数'),
  other_as_of: date('未采用值数据日期'),
  other_source_file: text('未采用值来源文件'),
  other_source_sheet: text('未采用值来源表'),
  other_source_line: whole('未采用值来源行'),
});

export const enterpriseTables = {
  'enterprise.filing': EnterpriseFiling,
  'enterprise.claim': EnterpriseClaim,
  'enterprise.golden': EnterpriseGolden,
  'enterprise.provenance': EnterpriseProvenance,
  'enterprise.conflict': EnterpriseConflict,
  'enterprise.link': EnterpriseLink,
  'enterprise.alias': EnterpriseAlias,
  'enterprise.current': EnterpriseCurrent,
  'enterprise.activity': EnterpriseActivity,
  'enterprise.tie': EnterpriseTie,
} as const satisfies Record<string, TObject>;
