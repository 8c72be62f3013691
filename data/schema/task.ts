/** 目标任务: what was asked of a unit for a year, and what was reported for it. */
import Type from 'typebox';
import { lineage } from './lineage.ts';
import { date, maybe, real, text, whole } from './types.ts';

/** One row a unit, year and indicator of a task sheet. */
export const Task = Type.Object({
  year: whole('年度'),
  unit: text('考核对象', 'district, zone, park or department as filed'),
  indicator: text('指标', 'as filed: 到位资金, 签约项目数, 签约金额, 开工项目数, 投产项目数 …'),
  target: maybe(real('目标值', 'CNY for money, else as counted')),
  reported: maybe(real('完成值', 'as reported, in the same unit')),
  measured_in: maybe(text('计量单位', 'as filed')),
  issued_on: maybe(date('下达日期', 'from when the target was known')),
  ...lineage,
});
export type Task = Type.Static<typeof Task>;
