/** Small libraries beside the four: parcels, funds and instruments, institutes and laboratories, activities. */
import Type from 'typebox';
import { lineage } from './lineage.ts';
import { date, flag, maybe, real, text, texts, whole } from './types.ts';

/** 地块: one row a parcel that is offered, held or given. */
export const Parcel = Type.Object({
  parcel_id: text('地块编号'),
  name: maybe(text('地块名称')),
  district_id: maybe(text('区县', 'adcode')),
  park: maybe(text('园区')),
  area_mu: maybe(real('面积', 'mu')),
  land_use: maybe(text('用途', '工业用地, 物流仓储用地 …')),
  land_kind: maybe(text('用地类型', '新增 or 存量')),
  supply: maybe(text('供应状态', '待供, 储备, 已供')),
  available_on: maybe(date('可供日期')),
  plot_ratio: maybe(real('容积率')),
  floor_price_cny: maybe(real('起始价', 'CNY a mu')),
  intensity_floor_cny: maybe(real('投资强度要求', 'CNY a mu, at least')),
  tax_floor_cny: maybe(real('亩均税收要求', 'CNY a mu and year, at least')),
  standard_land: maybe(flag('标准地')),
  chains: maybe(texts('适用产业链', 'chain names')),
  utilities: maybe(text('配套条件')),
  redline: maybe(flag('生态红线', 'true = touches it')),
  basic_farmland: maybe(flag('基本农田', 'true = touches it')),
  ...lineage,
});
export type Parcel = Type.Static<typeof Parcel>;

/** 基金与金融工具: one row a fund, guarantee, loan or other instrument. */
export const Fund = Type.Object({
  fund_id: text('编号'),
  name: text('名称'),
  kind: maybe(text('类别', '引导基金, 产业基金, 担保, 贷款, 贴息 …')),
  manager: maybe(text('管理机构')),
  district_id: maybe(text('区县', 'adcode; empty = the whole city')),
  size_cny: maybe(real('总规模', 'CNY')),
  available_cny: maybe(real('可投余额', 'CNY')),
  ticket_min_cny: maybe(real('单笔下限', 'CNY')),
  ticket_max_cny: maybe(real('单笔上限', 'CNY')),
  chains: maybe(texts('投向产业链', 'chain names')),
  stage: maybe(text('投资阶段')),
  set_up_on: maybe(date('设立日期')),
  ends_on: maybe(date('到期日期')),
  terms: maybe(text('主要条件')),
  legal_basis: maybe(text('设立依据')),
  ...lineage,
});
export type Fund = Type.Static<typeof Fund>;

/** 科研机构: one row an institute, laboratory or testing centre. */
export const Institute = Type.Object({
  institute_id: text('编号'),
  name: text('机构名称'),
  kind: maybe(text('类别', '重点实验室, 工程研究中心, 检测中心 …')),
  level: maybe(text('级别')),
  host: maybe(text('依托单位')),
  district_id: maybe(text('区县', 'adcode')),
  fields: maybe(texts('研究领域')),
  chains: maybe(texts('服务产业链', 'chain names')),
  staff: maybe(whole('科研人员', 'persons')),
  open_access: maybe(flag('是否开放共享')),
  services: maybe(text('服务内容')),
  set_up_on: maybe(date('成立日期')),
  ...lineage,
});
export type Institute = Type.Static<typeof Institute>;

/** 招商活动: one row a fair, road show, visit or signing ceremony. */
export const Activity = Type.Object({
  activity_id: text('活动编号'),
  name: text('活动名称'),
  kind: maybe(text('类别', '展会, 推介会, 小分队招商, 考察, 签约仪式 …')),
  organiser: maybe(text('主办单位')),
  district_id: maybe(text('承办区县', 'adcode; empty = the city')),
  place: maybe(text('举办地', 'as filed')),
  province: maybe(text('举办地省份', 'short name')),
  starts_on: maybe(date('开始日期')),
  ends_on: maybe(date('结束日期')),
  chains: maybe(texts('涉及产业链', 'chain names')),
  guests: maybe(whole('到会企业数', 'companies')),
  leads: maybe(whole('收集线索数')),
  signed_projects: maybe(whole('签约项目数')),
  signed_cny: maybe(real('签约金额', 'CNY')),
  ...lineage,
});
export type Activity = Type.Static<typeof Activity>;
