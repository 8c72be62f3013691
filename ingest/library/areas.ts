/** 产业地图 and 负面清单. */
import { IndustryMap, Restriction, slotKinds, stances } from '../../data/schema/area.ts';
import type { Library } from './declare.ts';

const areaGroup = "nullif(regexp_extract(coalesce(area, ''), '主城|渝西|渝东北|渝东南'), '')";

export const industryMap: Library = {
  id: 'industry_map',
  title: '产业地图',
  record: IndustryMap,
  fields: {
    area: { headers: ['区域', '区县', '区县（开发区）', '区县开发区', '所在区域'], clean: 'text', required: true },
    industry: { headers: ['产业', '产业名称', '行业', '产业方向'], clean: 'text', required: true },
    filed_kind: { headers: ['定位', '产业定位', '类别', '产业类别'], clean: 'text', required: true },
    valid_from: { headers: ['起始日期', '生效日期'], clean: 'date' },
    valid_to: { headers: ['截止日期', '失效日期'], clean: 'date' },
    document: { headers: ['依据文件', '文号', '来源', '依据'], clean: 'text', required: true },
  },
  derived: {
    kind: "regexp_extract(filed_kind, '主导|特色')",
    district_id: "district_of('重庆', area, area, valid_from)",
  },
  rejects: [
    {
      code: 'slot_unknown',
      when: "filed_kind is not null and not regexp_matches(filed_kind, '主导|特色')",
      reason: `'定位 «' || left(raw_filed_kind, 20) || '» is not known; write ${slotKinds.join(' or ')}'`,
    },
    {
      code: 'area_unknown',
      when: "area is not null and district_of('重庆', area, area, valid_from) is null",
      reason: `'区域 «' || left(raw_area, 40) || '» is no district or zone of Chongqing; correct the name'`,
    },
  ],
};

export const restrictions: Library = {
  id: 'restrictions',
  title: '负面清单',
  record: Restriction,
  fields: {
    rule_id: { headers: ['条目编号', '编号', '序号'], clean: 'text', required: true },
    filed_stance: { headers: ['管控要求', '管理要求', '管控类别', '类别'], clean: 'text', required: true },
    title: { headers: ['管控内容', '事项', '事项名称', '禁止事项', '内容'], clean: 'text', required: true },
    industry_codes: { headers: ['行业代码', '国民经济行业代码'], clean: 'list' },
    links: { headers: ['产业链环节', '环节', '产业链'], clean: 'list' },
    keywords: { headers: ['关键词', '产品关键词'], clean: 'list' },
    area: { headers: ['适用区域', '区域', '区县', '适用区县'], clean: 'text' },
    unit_id: { headers: ['管控单元编码', '环境管控单元编码', '管控单元'], clean: 'text' },
    valid_from: { headers: ['生效日期', '施行日期', '起始日期'], clean: 'date' },
    valid_to: { headers: ['失效日期', '截止日期', '有效期至'], clean: 'date' },
    document: { headers: ['依据文件', '文号', '来源', '依据'], clean: 'text', required: true },
  },
  derived: {
    stance: "regexp_extract(filed_stance, '禁止|限制')",
    area_group: areaGroup,
    district_id: `case when ${areaGroup} is null then district_of('重庆', area, area, valid_from) end`,
  },
  rejects: [
    {
      code: 'stance_unknown',
      when: "filed_stance is not null and not regexp_matches(filed_stance, '禁止|限制')",
      reason: `'管控要求 «' || left(raw_filed_stance, 20) || '» is not known; write ${stances.join(' or ')}'`,
    },
    {
      code: 'rule_without_subject',
      when: 'industry_codes is null and links is null and keywords is null',
      reason: "'the rule names neither 行业代码 nor 产业链环节 nor 关键词: nothing could be held against it'",
    },
    {
      code: 'area_unknown',
      when: `area is not null and not regexp_matches(area, '^(全市|重庆市?)$') and ${areaGroup} is null and district_of('重庆', area, area, valid_from) is null`,
      reason: `'适用区域 «' || left(raw_area, 40) || '» is no district or area of Chongqing; leave it empty for the whole city'`,
    },
  ],
};
