/** Who is listed for a link and a district, and why. */
import Type, { type TObject } from 'typebox';
import { districtFactors, type Factor, factors, meritFactors, pairFactors } from '../profile.ts';
import { date, flag, maybe, real, text, texts, whole, wholes } from '../types.ts';

const MatchCandidate = Type.Object({
  link_id: text('环节'),
  enterprise_id: text('企业标识'),
  name: text('企业名称'),
  province: maybe(text('省份')),
  prefecture: maybe(text('地区')),
  registered_on: maybe(date('注册日期')),
  capital_cny: maybe(real('注册资金', 'CNY')),
  gate: maybe(text('不列入原因', 'not_a_company, not_active, local, restricted')),
  gate_rule: maybe(text('门槛依据', 'what the gate went by')),
  gate_source: maybe(text('门槛来源', 'file and line, or document')),
  placement: real('环节契合', 'log-odds'),
  scale: real('企业规模', 'log10 CNY'),
  expansion: real('异地扩张', 'provinces'),
  presence: real('在渝基础', '0 or 1'),
  origin: real('来源地', '0 to 1'),
  youth: real('成长期', 'minus years'),
  signals: real('意向信号', 'worth of its dated signs today'),
  ties: real('本地关联', 'local companies tied to it; an anchor counts twice'),
  chongqing_districts: texts('在渝分支区县', 'adcodes'),
  activities: maybe(wholes('经营活动', 'of enterprise.activity')),
  evidence: text('依据词'),
  source_file: text('来源文件'),
  source_sheet: text('来源表'),
  source_line: whole('来源行'),
});

const MatchGate = Type.Object({
  link_id: text('环节'),
  enterprise_id: text('企业标识'),
  district_id: maybe(text('区县', 'adcode; empty = everywhere')),
  veto: flag('否决', 'false = to be known, keeps nobody out'),
  rule: text('条目'),
  reason: text('原因'),
  document: text('依据文件'),
  source_file: text('来源文件'),
  source_sheet: text('来源表'),
  source_line: whole('来源行'),
});

const MatchGated = Type.Object({
  link_id: text('环节'),
  district_id: text('区县', 'adcode'),
  gate: maybe(text('不列入原因', 'not_a_company, not_active, local, restricted; empty = on the list')),
  companies: whole('企业数'),
});

const partsOf = (some: readonly Factor[]) => Object.fromEntries(some.map((f) => [f, real(f, 'part of the score')]));

/** What a list says of a company beside its score. */
const described = {
  prefecture: maybe(text('地区')),
  registered_on: maybe(date('注册日期')),
  capital_cny: maybe(real('注册资金', 'CNY')),
  evidence: text('依据词'),
  source_file: text('来源文件'),
  source_sheet: text('来源表'),
  source_line: whole('来源行'),
};

const MatchOffer = Type.Object({
  link_id: text('环节'),
  district_id: text('区县', 'adcode'),
  score: real('得分', 'sum of its parts'),
  ...partsOf(districtFactors),
  profile_hash: text('评分方案指纹'),
  models_hash: text('模型指纹'),
});

const MatchMerit = Type.Object({
  seat: whole('席位', 'from 1; the smaller stands first among equals'),
  link_id: text('环节'),
  enterprise_id: text('企业标识'),
  name: text('企业名称'),
  province: maybe(text('省份')),
  city_presence: real('在渝基础', '0 or 1'),
  chongqing_districts: texts('在渝分支区县', 'adcodes'),
  score: real('得分', 'sum of its parts'),
  ...partsOf(meritFactors),
  ...described,
});

const MatchListed = Type.Object({
  link_id: text('环节'),
  district_id: text('区县', 'adcode'),
  rank: whole('名次', 'from 1'),
  seat: whole('席位', 'of match.merit'),
  score: real('得分', 'of company and district, and the parts here; a score, not a probability'),
  ...partsOf(pairFactors),
});

const MatchRanked = Type.Object({
  link_id: text('环节'),
  district_id: text('区县', 'adcode'),
  rank: whole('名次', 'from 1'),
  enterprise_id: text('企业标识'),
  name: text('企业名称'),
  province: maybe(text('省份')),
  score: real('得分', 'sum of the parts; a score, not a probability'),
  ...partsOf(factors),
  ...described,
  profile_hash: text('评分方案指纹'),
  models_hash: text('模型指纹'),
});

export const MatchRefit = Type.Object({
  factor: text('因素', 'or intercept'),
  profile_weight: maybe(real('方案权重', 'editorial, points of score')),
  weight: real('拟合权重', 'log-odds of 落地 at the upper end of the factor'),
  n: whole('结果数', 'decided approaches behind the fit'),
  landed: whole('落地数'),
});
export type MatchRefit = Type.Static<typeof MatchRefit>;

export const MatchCalibration = Type.Object({
  n: whole('结果数', 'decided approaches'),
  landed: whole('落地数'),
  companies: whole('企业数'),
  slope: real('分值折算', 'log-odds that one point of score proved to be worth'),
  brier: real('Brier', 'held out by company; smaller is better'),
  brier_low: real('Brier 下限', '90 %'),
  brier_high: real('Brier 上限', '90 %'),
  brier_base: real('Brier 基准', 'of the share of the others that landed'),
  brier_profile: real('Brier 原方案', 'of the profile brought to scale, weights unchanged'),
  shown: flag('可示概率', 'less wrong than the base share by more than chance'),
});
export type MatchCalibration = Type.Static<typeof MatchCalibration>;

export const MatchReliability = Type.Object({
  bin: whole('组', 'from 1, least likely first'),
  n: whole('结果数'),
  foretold_low: real('预测下限'),
  foretold_high: real('预测上限'),
  foretold: real('预测', 'mean chance, held out by company'),
  came: real('实际', 'share that landed'),
  low: real('实际下限', '90 %, Wilson'),
  high: real('实际上限', '90 %, Wilson'),
});
export type MatchReliability = Type.Static<typeof MatchReliability>;

export const matchTables = {
  'match.candidate': MatchCandidate,
  'match.gate': MatchGate,
  'match.gated': MatchGated,
  'match.listed': MatchListed,
  'match.merit': MatchMerit,
  'match.offer': MatchOffer,
  'match.ranked': MatchRanked,
  'match.refit': MatchRefit,
  'match.calibration': MatchCalibration,
  'match.reliability': MatchReliability,
} as const satisfies Record<string, TObject>;
