/**
 * A published figure as it leaves the house: whole for pages, flat for tables and exports. Both carry caliber, n, interval
 * and age of the data: no schema of a figure exists without them.
 */
import Type from 'typebox';
import { Caliber } from './metric.ts';
import { date, instant, maybe, real, text, whole } from './types.ts';

const common = {
  metric: text('指标'),
  on: date('统计日', 'day for which the figure stands'),
  value: maybe(real('数值', 'numerator ÷ denominator; empty where there is nothing to divide by')),
  n: whole('项目数', 'projects in the denominator'),
  numerator: real('分子值', 'projects or CNY'),
  denominator: real('分母值', 'projects or CNY'),
};
const known = {
  data_age_days: maybe(whole('数据时效', 'days since the newest news')),
  as_known_at: instant('获知截至', 'events known up to this instant'),
};
const more = {
  median_age_months: maybe(real('签约月数中位', 'median months since signing')),
  top3_share: maybe(real('前三占比', 'share of the numerator that three projects bring')),
};

/** A figure with its parts, as pages read it. */
export const FigureRecord = Type.Object({
  ...common,
  interval: Type.Union([
    Type.Object({
      low: real('下限'),
      high: real('上限'),
      level: real('置信水平'),
      method: text('方法', 'wilson, bootstrap, linearised or jackknife'),
    }),
    Type.Null(),
  ]),
  caliber: Caliber,
  ...known,
  by: Type.Record(Type.String(), Type.String(), { description: 'what the figure is about; empty = the whole cohort' }),
  ...more,
});
export type FigureRecord = Type.Static<typeof FigureRecord>;

/** A figure as one row of a table. */
export const FigureRow = Type.Object({
  ...common,
  low: maybe(real('区间下限', '90 %')),
  high: maybe(real('区间上限', '90 %')),
  title: text('名称'),
  title_en: text('name'),
  district_id: maybe(text('区县', 'adcode')),
  signing_year: maybe(text('签约年')),
  ...known,
  ...more,
  version: text('口径版本'),
  authority: text('口径依据'),
  caliber: text('口径'),
  caliber_en: text('caliber'),
});
export type FigureRow = Type.Static<typeof FigureRow>;
