/** What a district offers a link. */
import Type, { type TObject } from 'typebox';
import { date, flag, maybe, real, text, whole } from '../types.ts';

const whence = { source_file: text('来源文件'), source_sheet: text('来源表'), source_line: whole('来源行') };

const DistrictModel = Type.Object({
  part: text('分项', 'a part of the fitted fit, data/rules/district.json'),
  coefficient: real('系数', 'log-odds for each unit of the part'),
  believed: real('先验', 'coefficient before any registration was seen'),
  centre: real('基准', 'value of the part that adds nothing'),
  pairs: whole('样本', 'link × district pairs behind the fit'),
  came: whole('新设', 'pairs in which a company of the link registered within the horizon'),
  fitted_to: maybe(date('拟合截止', 'last registration that was seen')),
  auc: maybe(real('检验 AUC', 'on the years before the last, fitted without them; 0.5 = chance')),
  auc_size: maybe(real('规模基线 AUC', 'size of link × size of district on the same pairs')),
  model_hash: text('模型指纹', 'of all coefficients and centres'),
});

const DistrictPart = Type.Object({
  link_id: text('环节'),
  district_id: text('区县', 'adcode'),
  part: text('分项'),
  value: real('测得值'),
  adds: real('加分', 'coefficient × (value − centre), log-odds'),
  basis: text('依据', 'JSON: the counts that it came from'),
});

const DistrictActivity = Type.Object({
  activity: whole('活动编号', 'number of the activity in enterprise.activity'),
  term: text('经营活动', 'of the chain graph or of GB/T 4754'),
  district_id: text('区县', 'adcode'),
  weight: real('权重', 'log-odds that the activity adds for the district, others considered'),
  companies: whole('企业数', 'placed companies of the district that name it'),
});

const DistrictSlot = Type.Object({
  area: text('区域', 'as filed'),
  district_id: maybe(text('区县', 'adcode')),
  industry: text('产业'),
  kind: text('定位', '主导, 特色'),
  position: whole('序位', 'within area and kind'),
  allowed: whole('上限', 'industries that the area may name'),
  counts: flag('计入', 'false = beyond the limit of the area'),
  link_id: maybe(text('环节', 'one row each that the industry speaks of')),
  document: text('依据文件'),
  ...whence,
});

const DistrictGate = Type.Object({
  link_id: text('环节'),
  district_id: text('区县', 'adcode'),
  unit_id: maybe(text('管控单元编码', '三线一单 unit; empty = the whole district')),
  gate: text('门槛', 'restriction, land'),
  veto: flag('否决', 'false = to be known, keeps nobody out'),
  rule: text('条目'),
  reason: text('原因'),
  document: text('依据文件'),
  ...whence,
});

const DistrictRoom = Type.Object({
  district_id: text('区县', 'adcode'),
  parks: whole('园区数'),
  land: maybe(real('可供工业用地', 'mu')),
  plants: maybe(real('可用标准厂房', 'm²')),
});

const DistrictFit = Type.Object({
  link_id: text('环节'),
  district_id: text('区县', 'adcode'),
  companies: whole('企业数'),
  specialisation: real('集聚', 'log location quotient within the city'),
  neighbours: real('上下游', 'criticality × log(1 + companies)'),
  affinity: real('新设倾向', 'log-odds, sum of the parts in district.part; 0 = an average district'),
  focus: real('功能定位', '0 to 1'),
  zone: real('开发区', '0 to 1'),
  slot: real('产业地图', '1 主导, 0.6 特色, 0 neither'),
  policy: real('政策覆盖', '1 = a reviewed policy in force covers the link'),
  park_land_mu: real('园区可供地', 'mu'),
  parks: whole('园区数'),
});

export const districtTables = {
  'district.model': DistrictModel,
  'district.part': DistrictPart,
  'district.activity': DistrictActivity,
  'district.slot': DistrictSlot,
  'district.gate': DistrictGate,
  'district.room': DistrictRoom,
  'district.fit': DistrictFit,
} as const satisfies Record<string, TObject>;
