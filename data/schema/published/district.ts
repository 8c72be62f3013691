/** What a district offers a link. */
import Type, { type TObject } from 'typebox';
import { date, maybe, real, text, whole } from '../types.ts';

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
  term: text('经营活动', 'of the chain graph or of GB/T 4754'),
  district_id: text('区县', 'adcode'),
  weight: real('权重', 'log-odds that the activity adds for the district, others considered'),
  companies: whole('企业数', 'placed companies of the district that name it'),
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
  park_land_mu: real('园区可供地', 'mu'),
  parks: whole('园区数'),
});

export const districtTables = {
  'district.model': DistrictModel,
  'district.part': DistrictPart,
  'district.activity': DistrictActivity,
  'district.fit': DistrictFit,
} as const satisfies Record<string, TObject>;
