/** The four libraries of a city and the small ones beside them, one record type each. */

import Type from 'typebox';
import { IndustryMap, Restriction } from './area.ts';
import { Expert, ExpertContact } from './expert.ts';
import { lineage } from './lineage.ts';
import { Policy, PolicyText } from './policy.ts';
import { Relation, Signal } from './relation.ts';
import { date, flag, maybe, real, text, texts } from './types.ts';

/** 企业库: one row a registered company or branch as one office filed it. */
export const Enterprise = Type.Object({
  enterprise_id: text('企业标识', 'credit code, or a hash of the normalised name where there is none'),
  name: text('企业名称', 'registered name'),
  name_key: text('名称键', 'name in normal form: width, brackets, spaces'),
  credit_code: maybe(text('统一社会信用代码', 'GB 32100-2015, check digit verified')),
  registered_on: maybe(date('注册日期')),
  company_type: maybe(text('企业类型')),
  status: maybe(text('经营状态')),
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

/** 项目库: one row a project as one office filed it. */
export const Project = Type.Object({
  project_id: text('项目代码'),
  name: text('项目名称'),
  investor_name: maybe(text('投资主体')),
  investor_credit_code: maybe(text('投资主体统一社会信用代码')),
  district_id: maybe(text('区县', 'adcode')),
  park: maybe(text('园区')),
  link: maybe(text('产业链环节', 'name of a link of the chain graph')),
  industry_code: maybe(text('行业代码', 'GB/T 4754-2017')),
  contract_class: maybe(text('合同类别', '正式合同 or 框架协议')),
  signed_on: maybe(date('签约时间')),
  agreed_investment_cny: maybe(real('协议总投资', 'CNY')),
  arrived_cny: maybe(real('自开始建设累计到位', 'CNY, cumulative')),
  land_mu: maybe(real('用地面积', 'mu')),
  agreed_start_on: maybe(date('约定开工时间')),
  started_on: maybe(date('开工时间')),
  produced_on: maybe(date('项目投产时间')),
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
} as const;

/** Libraries of personal data: filled beside their public half, attached to no snapshot. */
export const personalLibraries = { expert_contacts: ExpertContact } as const;
export type LibraryId = keyof typeof libraries | keyof typeof personalLibraries;
