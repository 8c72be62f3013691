/** Who is listed for a link and a district, and why. */
import Type, { type TObject } from 'typebox';
import { factors } from '../profile.ts';
import { date, maybe, real, text, texts, whole } from '../types.ts';

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
  leaning: Type.Union([Type.Array(Type.Number()), Type.Null()], {
    title: '区县倾向',
    description: 'log-odds, one a district in order of adcode',
  }),
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

export const matchTables = {
  'match.candidate': MatchCandidate,
  'match.ranked': MatchRanked,
} as const satisfies Record<string, TObject>;
