/** What an area may and should take: the 产业地图 and the 负面清单, as somebody with a document sent them. */
import Type from 'typebox';
import { lineage } from './lineage.ts';
import { date, maybe, text, texts } from './types.ts';

export const slotKinds = ['主导', '特色'] as const;

/** 产业地图: one row an industry that a district or zone leads in or is known for. */
export const IndustryMap = Type.Object({
  area: text('区域', 'district or zone, as filed'),
  district_id: maybe(text('区县', 'adcode; of a zone its lead district')),
  industry: text('产业', 'chain, link or word of the chain graph'),
  kind: Type.Enum([...slotKinds], { title: '定位', description: '主导 or 特色', type: 'string' }),
  valid_from: maybe(date('起始日期')),
  valid_to: maybe(date('截止日期', 'last day')),
  document: text('依据文件'),
  ...lineage,
});
export type IndustryMap = Type.Static<typeof IndustryMap>;

export const stances = ['禁止', '限制'] as const;

/**
 * 负面清单: one row a rule that forbids (禁止) or narrows (限制) an industry in an area. Without area it holds for the whole
 * city; with a 管控单元 only for a project that names that unit.
 */
export const Restriction = Type.Object({
  rule_id: text('条目编号'),
  stance: Type.Enum([...stances], {
    title: '管控要求',
    description: '禁止 keeps out, 限制 is shown beside',
    type: 'string',
  }),
  title: text('管控内容'),
  industry_codes: maybe(texts('行业代码', 'GB/T 4754-2017, any length from two digits')),
  links: maybe(texts('产业链环节', 'links or chains of the chain graph')),
  keywords: maybe(texts('关键词', 'in the name of a company or in the words that placed it')),
  area: maybe(text('适用区域', 'as filed')),
  district_id: maybe(text('区县', 'adcode')),
  area_group: maybe(text('片区', '主城, 渝西, 渝东北, 渝东南')),
  unit_id: maybe(text('管控单元编码', '三线一单 unit: the rule speaks of that unit only')),
  valid_from: maybe(date('生效日期')),
  valid_to: maybe(date('失效日期', 'last day')),
  document: text('依据文件'),
  ...lineage,
});
export type Restriction = Type.Static<typeof Restriction>;
