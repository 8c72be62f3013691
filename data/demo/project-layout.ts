/** Under which headings and in which notations each office sends its project list. */
import type { AmountStyle, DateStyle } from './notation.ts';

export type Column =
  | 'id'
  | 'name'
  | 'investor'
  | 'code'
  | 'place'
  | 'park'
  | 'link'
  | 'industry'
  | 'contract'
  | 'signed'
  | 'agreed'
  | 'arrived'
  | 'land'
  | 'agreedStart'
  | 'agreedProduction'
  | 'tax1'
  | 'tax2'
  | 'tax3'
  | 'started'
  | 'produced'
  | 'stage'
  | 'nature'
  | 'content';

export type Layout = {
  /** District adcode and short name; null = the list of the whole city. */
  district: { id: string; short: string } | null;
  sheet: string;
  columns: readonly (readonly [Column, string])[];
  signed: DateStyle;
  planned: DateStyle;
  done: DateStyle;
  amounts: AmountStyle;
};

/** The whole city, as comma-separated text under the canonical headings. */
export const cityLayout: Layout = {
  district: null,
  sheet: '',
  columns: [
    ['id', '项目代码'],
    ['name', '项目名称'],
    ['investor', '投资主体名称'],
    ['code', '投资主体统一信用代码'],
    ['place', '项目所在地'],
    ['park', '园区'],
    ['link', '产业链环节'],
    ['industry', '行业代码'],
    ['contract', '合同类别'],
    ['signed', '签约时间'],
    ['agreed', '协议总投资（万元）'],
    ['arrived', '自开始建设累计到位（万元）'],
    ['land', '用地面积（亩）'],
    ['agreedStart', '约定开工时间'],
    ['agreedProduction', '约定投产时间'],
    ['tax1', '约定第一年税收（万元）'],
    ['tax2', '约定第二年税收（万元）'],
    ['tax3', '约定第三年税收（万元）'],
    ['started', '开工时间'],
    ['produced', '项目投产时间'],
    ['stage', '项目阶段'],
  ],
  signed: 'iso',
  planned: 'iso',
  done: 'iso',
  amounts: 'wan',
};

/** Six districts that send workbooks, each in its own manner. */
export const districtLayouts: readonly Layout[] = [
  {
    district: { id: '500112', short: '渝北区' },
    sheet: '项目台账',
    columns: [
      ['id', '项目编号'],
      ['name', '项目名称'],
      ['investor', '投资方'],
      ['code', '统一社会信用代码'],
      ['place', '落地区县'],
      ['park', '落地园区'],
      ['link', '环节'],
      ['signed', '签约日期'],
      ['agreed', '协议总投资'],
      ['arrived', '到位资金'],
      ['land', '用地面积（亩）'],
      ['agreedStart', '计划开工时间'],
      ['agreedProduction', '计划投产时间'],
      ['started', '实际开工时间'],
      ['produced', '投产时间'],
      ['stage', '项目状态'],
      ['contract', '合同性质'],
      ['content', '建设内容'],
      ['nature', '数据性质'],
    ],
    signed: 'chinese',
    planned: 'chinese-month',
    done: 'chinese-month',
    amounts: 'text',
  },
  {
    district: { id: '500116', short: '江津区' },
    sheet: 'Sheet1',
    columns: [
      ['id', '在线招商项目代码'],
      ['name', '名称'],
      ['investor', '合作企业名称'],
      ['place', '区县'],
      ['park', '所在园区'],
      ['industry', '行业类别'],
      ['contract', '合同类型'],
      ['signed', '签约时间'],
      ['agreed', '计划总投资（亿元）'],
      ['arrived', '累计到位资金（亿元）'],
      ['land', '用地面积亩'],
      ['agreedStart', '协议开工时间'],
      ['started', '开工时间'],
      ['produced', '投产时间'],
      ['stage', '形象进度'],
      ['link', '产业链环节'],
      ['nature', '数据性质'],
    ],
    signed: 'dots',
    planned: 'dots-month',
    done: 'dots',
    amounts: 'yi',
  },
  {
    district: { id: '500118', short: '永川区' },
    sheet: '签约项目',
    columns: [
      ['id', '项目代码'],
      ['name', '项目名称'],
      ['investor', '投资主体'],
      ['code', '信用代码'],
      ['place', '所在区县'],
      ['park', '园区'],
      ['link', '产业链环节'],
      ['contract', '合同类别'],
      ['signed', '签约时间'],
      ['agreed', '合同投资额（万元）'],
      ['arrived', '到位资金（万元）'],
      ['land', '用地面积（亩）'],
      ['agreedStart', '约定开工时间'],
      ['agreedProduction', '约定投产时间'],
      ['tax1', '约定第一年税收（万元）'],
      ['tax2', '约定第二年税收（万元）'],
      ['tax3', '约定第三年税收（万元）'],
      ['started', '开工时间'],
      ['produced', '项目投产时间'],
      ['stage', '项目阶段'],
      ['nature', '数据性质'],
    ],
    signed: 'serial',
    planned: 'serial',
    done: 'serial',
    amounts: 'wan',
  },
  {
    district: { id: '500102', short: '涪陵区' },
    sheet: '2018年以来签约项目',
    columns: [
      ['name', '项目名称'],
      ['id', '项目代码'],
      ['investor', '投资主体名称'],
      ['code', '投资主体统一信用代码'],
      ['place', '项目所在地'],
      ['link', '产业链环节'],
      ['content', '建设内容及规模'],
      ['signed', '签约时间'],
      ['contract', '合同类别'],
      ['agreed', '总投资'],
      ['land', '用地面积'],
      ['agreedStart', '约定开工时间'],
      ['started', '开工时间'],
      ['produced', '投产时间'],
      ['arrived', '自开始建设累计到位（万元）'],
      ['stage', '项目状态'],
      ['nature', '数据性质'],
    ],
    signed: 'cell',
    planned: 'chinese-month',
    done: 'cell',
    amounts: 'text',
  },
  {
    district: { id: '500101', short: '万州区' },
    sheet: '万州',
    columns: [
      ['id', '项目编号'],
      ['name', '项目名称'],
      ['investor', '企业名称'],
      ['place', '项目所在地'],
      ['park', '园区'],
      ['link', '环节'],
      ['signed', '签约日期'],
      ['agreed', '协议总投资（万元）'],
      ['arrived', '累计到位资金（万元）'],
      ['land', '用地面积（亩）'],
      ['agreedStart', '计划开工时间'],
      ['started', '开工时间'],
      ['produced', '投产时间'],
      ['contract', '合同性质'],
      ['stage', '项目阶段'],
      ['nature', '数据性质'],
    ],
    signed: 'chinese-month',
    planned: 'chinese-month',
    done: 'chinese',
    amounts: 'wan',
  },
  {
    district: { id: '500120', short: '璧山区' },
    sheet: '项目库',
    columns: [
      ['id', '项目代码'],
      ['name', '项目名称'],
      ['investor', '投资方'],
      ['code', '统一社会信用代码'],
      ['place', '落地区县'],
      ['park', '落地园区'],
      ['industry', '行业代码'],
      ['link', '产业链环节'],
      ['contract', '合同类别'],
      ['signed', '签约日期'],
      ['agreed', '计划总投资'],
      ['arrived', '到位资金'],
      ['land', '用地面积（亩）'],
      ['agreedStart', '计划开工时间'],
      ['agreedProduction', '协议投产时间'],
      ['started', '实际开工时间'],
      ['produced', '项目投产时间'],
      ['stage', '形象进度'],
      ['nature', '数据性质'],
    ],
    signed: 'dots-month',
    planned: 'dots-month',
    done: 'dots-month',
    amounts: 'text',
  },
];
