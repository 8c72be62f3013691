/** How likely a company is to move. */
import Type, { type TObject } from 'typebox';
import { date, flag, maybe, real, text, texts, whole } from '../types.ts';

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
  signals: real('意向信号', 'sum of what its dated signs are worth today'),
  latest_signal_on: maybe(date('最近信号日期')),
  ties: real('本地关联', 'local companies tied to it by filed relations; an anchor counts twice'),
});

const InvestorSignal = Type.Object({
  enterprise_id: text('企业标识'),
  kind: text('信号', 'of data/rules/signals.json'),
  happened_on: date('日期'),
  worth: real('现值', 'strength, halved every half-life, less for repeats of a kind'),
  strength: real('强度', '0 to 1, on its day'),
  age_days: whole('距今', 'days, on the newest data date'),
  amount_cny: maybe(real('金额', 'CNY')),
  place: maybe(text('地点', 'province where it happened')),
  detail: text('内容'),
  source: text('出处'),
  basis: text('来源类别', 'signals, relations, registry'),
  false_positive: text('误报说明'),
});

const InvestorTie = Type.Object({
  enterprise_id: text('企业标识'),
  local_id: text('本市企业标识'),
  local_name: text('本市企业'),
  relation: text('关系', '供给, 投资, 控股, 并购, 合资, 合作'),
  is_head: flag('外地企业为主体', 'it sells to, invests in the local company'),
  with_anchor: flag('链主'),
  dated_on: maybe(date('日期')),
  source: text('出处'),
  source_line: whole('来源行'),
  by_short_name: flag('按简称对应'),
});

export const investorTables = {
  'investor.presence': InvestorPresence,
  'investor.propensity': InvestorPropensity,
  'investor.signal': InvestorSignal,
  'investor.tie': InvestorTie,
} as const satisfies Record<string, TObject>;
