/** Who came, where, when; what places are good at; how long companies last. For researchers. */
import Type, { type TObject } from 'typebox';
import { flag, real, text, whole } from '../types.ts';

const TrendEntry = Type.Object({
  place_kind: text('地区类型', 'province, district'),
  place: text('地区', 'province, or adcode of the district'),
  link_id: text('环节'),
  year: whole('年份'),
  entries: whole('新设企业数'),
  capital_cny: real('注册资金', 'CNY'),
  companies: whole('累计企业数', 'registered until then, of those still in the lists'),
  last_year: whole('数据末年', 'last year in which the place has any entry'),
});

const TrendSpecialisation = Type.Object({
  place_kind: text('地区类型', 'province, district'),
  place: text('地区', 'province, or adcode of the district'),
  version: text('图谱版本'),
  link_id: text('环节'),
  companies: whole('企业数'),
  location_quotient: real('区位商', 'RCA among places of the kind; 1 = as strong as all together'),
  present: flag('具有优势', 'location quotient of at least 1'),
  density: real('关联密度', '0 to 1, share of the proximity of the link that the place already holds'),
});

const TrendComplexity = Type.Object({
  place_kind: text('地区类型', 'province, district'),
  version: text('图谱版本'),
  item_kind: text('对象', 'place = ECI, link = PCI'),
  id: text('地区或环节'),
  complexity: real('复杂度', 'standardised: mean 0, deviation 1 among the places or links'),
  count: whole('基数', 'links with an advantage, or places that have the link'),
});

const TrendSurvival = Type.Object({
  link_id: text('环节', '* = all links, each company once'),
  years: whole('存续年数', 'year of age in which companies closed'),
  at_risk: whole('在册数', 'companies that reached that year'),
  closed: whole('注销数'),
  survival: real('存续率', '0 to 1, Kaplan–Meier'),
  low: real('下限', '90 % interval'),
  high: real('上限', '90 % interval'),
});

export const trendTables = {
  'trend.entry': TrendEntry,
  'trend.specialisation': TrendSpecialisation,
  'trend.complexity': TrendComplexity,
  'trend.survival': TrendSurvival,
} as const satisfies Record<string, TObject>;
