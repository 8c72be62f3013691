/** The four libraries of a city and the small ones beside them, one record type each. */

import Type from 'typebox';
import { IndustryMap, Restriction } from './area.ts';
import { Expert, ExpertContact } from './expert.ts';
import { FiledOutcome } from './ledger/outcome.ts';
import { lineage } from './lineage.ts';
import { Policy, PolicyText } from './policy.ts';
import { Lead, ProjectApplication, ProjectEvaluation } from './project-forms.ts';
import { Relation, Signal } from './relation.ts';
import { Activity, Fund, Institute, Parcel } from './small-libraries.ts';
import { Task } from './task.ts';
import { date, flag, maybe, real, text, texts, whole } from './types.ts';

export { Lead, ProjectApplication, ProjectEvaluation } from './project-forms.ts';
export { Activity, Fund, Institute, Parcel } from './small-libraries.ts';

/** 企业库: one row a registered company or branch as one office filed it. */
export const Enterprise = Type.Object({
  enterprise_id: text('企业标识', 'credit code, or a hash of the normalised name where there is none'),
  name: text('企业名称', 'registered name'),
  name_key: text('名称键', 'name in normal form: width, brackets, spaces'),
  credit_code: maybe(text('统一社会信用代码', 'GB 32100-2015, check digit verified')),
  registered_on: maybe(date('注册日期')),
  company_type: maybe(text('企业类型')),
  status: maybe(text('经营状态')),
  closed_on: maybe(date('注销日期', 'day of deregistration or revocation')),
  capital_cny: maybe(real('注册资金', 'CNY at the annual average rate of the registration year')),
  capital_currency: maybe(text('注册资金币种', 'ISO 4217')),
  scope: maybe(text('经营范围')),
  products: maybe(text('主要产品')),
  industry_code: maybe(text('行业代码', 'GB/T 4754-2017')),
  province: maybe(text('省份', 'short name')),
  prefecture: maybe(text('地区', 'prefecture, or district in a municipality, as filed')),
  district_id: maybe(text('区县', 'adcode of the Chongqing district, from 地区 then from the address')),
  address: maybe(text('注册地址')),
  ...lineage,
});
export type Enterprise = Type.Static<typeof Enterprise>;

/** An amount by who pays it: our own side, the partner, and where the partner's money comes from. */
const bySource = <const P extends string>(prefix: P, title: string) => {
  const part = (name: string) => maybe(real(`${title}·${name}`, 'CNY'));
  return {
    [`${prefix}_own_cny`]: part('我方'),
    [`${prefix}_partner_cny`]: part('合作方小计'),
    [`${prefix}_out_of_province_cny`]: part('省外'),
    [`${prefix}_other_prefecture_cny`]: part('其他州市'),
    [`${prefix}_same_prefecture_cny`]: part('本州市'),
  } as Record<
    `${P}_${'own' | 'partner' | 'out_of_province' | 'other_prefecture' | 'same_prefecture'}_cny`,
    ReturnType<typeof part>
  >;
};

/** 项目库: one row a project as one office filed it. */
export const Project = Type.Object({
  project_id: text('项目代码'),
  name: text('项目名称'),
  investor_name: maybe(text('投资主体')),
  investor_credit_code: maybe(text('投资主体统一社会信用代码')),
  partner_name: maybe(text('合作方企业名称', 'as filed, where it differs from the investor')),
  investor_place: maybe(text('合作方所在地', 'as filed')),
  investor_province: maybe(text('合作方省份', 'short name, from 合作方所在地')),
  investor_nature: maybe(text('投资主体性质', '国有, 民营, 外资 …')),
  central_soe: maybe(flag('是否央企')),
  listed: maybe(flag('是否上市')),
  platform_code: maybe(text('在线审批监管平台统一代码')),
  district_id: maybe(text('区县', 'adcode')),
  park: maybe(text('园区')),
  national_zone: maybe(flag('是否入住国家级开发区')),
  national_zone_code: maybe(text('国家级开发区园区代码')),
  provincial_zone: maybe(flag('是否入住省级开发区')),
  provincial_zone_code: maybe(text('省级开发区园区代码')),
  link: maybe(text('产业链环节', 'name of a link of the chain graph')),
  industry_code: maybe(text('行业代码', 'GB/T 4754-2017')),
  industry_class: maybe(text('产业类别', 'as filed')),
  contract_class: maybe(text('合同类别', '正式合同 or 框架协议')),
  cooperation: maybe(text('合作方式', '独资, 合资, 合作 …')),
  project_class: maybe(text('项目性质', 'as filed: 新建, 续建, 搬迁 …')),
  fixed_asset: maybe(flag('是否固定资产投资类项目')),
  description: maybe(text('建设内容及规模')),
  products: maybe(text('主要产品及产能')),
  signed_on: maybe(date('签约时间')),
  agreed_investment_cny: maybe(real('协议总投资', 'CNY')),
  ...bySource('agreed', '协议总投资'),
  agreed_fixed_investment_cny: maybe(real('约定固定资产投资', 'CNY')),
  working_capital_cny: maybe(real('流动资金', 'CNY agreed')),
  arrived_cny: maybe(real('自开始建设累计到位', 'CNY, cumulative')),
  ...bySource('arrived', '自开始建设累计到位'),
  arrived_ytd_cny: maybe(real('自年初累计到位', 'CNY, from 1 January of the data year')),
  ...bySource('arrived_ytd', '自年初累计到位'),
  land_mu: maybe(real('用地面积', 'mu')),
  agreed_start_on: maybe(date('约定开工时间')),
  agreed_completion_on: maybe(date('约定竣工时间')),
  agreed_production_on: maybe(date('约定投产时间')),
  agreed_tax_y1_cny: maybe(real('约定第一年税收', 'CNY in the first year of production')),
  agreed_tax_y2_cny: maybe(real('约定第二年税收', 'CNY')),
  agreed_tax_y3_cny: maybe(real('约定第三年税收', 'CNY')),
  agreed_jobs: maybe(whole('约定用工', 'persons')),
  registered_on: maybe(date('注册登记时间')),
  filing_on: maybe(date('备案时间')),
  land_on: maybe(date('拿地时间')),
  eia_on: maybe(date('环评批复时间')),
  energy_review_on: maybe(date('能评批复时间')),
  safety_review_on: maybe(date('安评批复时间')),
  permit_on: maybe(date('施工许可时间')),
  started_on: maybe(date('开工时间')),
  completed_on: maybe(date('竣工时间')),
  produced_on: maybe(date('项目投产时间')),
  capacity_on: maybe(date('达产时间')),
  terminated_on: maybe(date('终止时间')),
  stage: maybe(text('项目阶段')),
  ...lineage,
});
export type Project = Type.Static<typeof Project>;

/** 项目事件: one row an event in the life of a project, as filed. */
export const ProjectEvent = Type.Object({
  project_id: text('项目代码'),
  kind: text('事件', '签约, 备案, 拿地, 开工, 资金到位, 投产, 终止 …'),
  happened_on: date('发生日期', 'valid time'),
  known_on: maybe(date('填报日期', 'known time')),
  amount_cny: maybe(real('金额', 'CNY')),
  evidence_grade: maybe(text('佐证等级', 'A to D')),
  evidence: maybe(text('佐证', 'document or link')),
  cause: maybe(text('原因', 'of a stall, termination or transfer')),
  district_id: maybe(text('区县', 'adcode; of a transfer the district that takes over')),
  corrects: maybe(text('更正', 'identity of the event that this row takes the place of')),
  contract_class: maybe(text('合同类别', 'of a contract: 正式合同 or 框架协议')),
  investor_name: maybe(text('投资主体', 'of a contract')),
  land_mu: maybe(real('用地', 'mu, of a contract')),
  agreed_start_on: maybe(date('约定开工', 'of a contract')),
  agreed_completion_on: maybe(date('约定竣工', 'of a contract')),
  agreed_production_on: maybe(date('约定投产', 'of a contract')),
  agreed_tax_y1_cny: maybe(real('约定第一年税收', 'CNY in the first year of production')),
  agreed_tax_y2_cny: maybe(real('约定第二年税收', 'CNY')),
  agreed_tax_y3_cny: maybe(real('约定第三年税收', 'CNY')),
  note: maybe(text('备注')),
  ...lineage,
});
export type ProjectEvent = Type.Static<typeof ProjectEvent>;

/** 园区: one row a park with its free land and leading chains. */
export const Park = Type.Object({
  park_id: text('园区编号'),
  name: text('园区名称'),
  district_id: maybe(text('区县', 'adcode')),
  level: maybe(text('级别')),
  chains: maybe(texts('主导产业', 'chain names')),
  free_land_mu: maybe(real('可供工业用地', 'mu')),
  free_plant_m2: maybe(real('可用标准厂房', 'm²')),
  standard_land: maybe(flag('标准地')),
  ...lineage,
});
export type Park = Type.Static<typeof Park>;

export { Expert, Policy, PolicyText };

/** library id → record: the closed list of what can be ingested. A snapshot carries each as `lake.<library>`. */
export const libraries = {
  enterprises: Enterprise,
  projects: Project,
  events: ProjectEvent,
  experts: Expert,
  policies: Policy,
  policy_texts: PolicyText,
  parks: Park,
  relations: Relation,
  signals: Signal,
  industry_map: IndustryMap,
  restrictions: Restriction,
  applications: ProjectApplication,
  evaluations: ProjectEvaluation,
  leads: Lead,
  parcels: Parcel,
  funds: Fund,
  institutes: Institute,
  activities: Activity,
  tasks: Task,
} as const;

/** Libraries of personal data: filled beside their public half, attached to no snapshot. */
export const personalLibraries = { expert_contacts: ExpertContact } as const;
export type LibraryId = keyof typeof libraries | keyof typeof personalLibraries;

/** Lists that are read like a library and kept in the ledger, because people go on writing them. */
export const ledgerLists = { outcomes: FiledOutcome } as const;
export type ListId = LibraryId | keyof typeof ledgerLists;
