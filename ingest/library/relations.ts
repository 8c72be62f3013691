/** 关系 and 企业信号: what stands between companies or products, and dated signs that a company may invest. */
import { relations as kinds, Relation, Signal } from '../../data/schema/relation.ts';
import { readSignalRules } from '../../data/schema/signal-rules.ts';
import type { Library } from './declare.ts';

const turned = 'coalesce(relation_of(filed_as).reversed, false)';

export const relations: Library = {
  id: 'relations',
  title: '关系',
  record: Relation,
  fields: {
    first: {
      headers: ['主体', '主体企业', '企业', '企业名称', '产品', '产品名称', 'head', 'product'],
      clean: 'name',
      required: true,
    },
    filed_as: { headers: ['关系', '关系类型', '关系名称', 'relation'], clean: 'text', required: true },
    second: {
      headers: ['客体', '对象', '相关企业', '关联企业', '对方企业', '相关产品', '关联产品', 'tail', 'related_product'],
      clean: 'name',
      required: true,
    },
    dated_on: { headers: ['日期', '时间', '发生日期', '披露日期', 'date'], clean: 'date' },
    share_pct: { headers: ['占比', '持股比例', '采购占比', '比例'], clean: 'number' },
    evidence: { headers: ['出处', '来源', '资料来源', '依据', 'source'], clean: 'text' },
  },
  derived: {
    head: `case when ${turned} then second else first end`,
    tail: `case when ${turned} then first else second end`,
    relation: 'relation_of(filed_as).relation',
    head_key: `name_key(case when ${turned} then second else first end)`,
    tail_key: `name_key(case when ${turned} then first else second end)`,
  },
  rejects: [
    {
      code: 'relation_unknown',
      when: 'filed_as is not null and relation_of(filed_as) is null',
      reason: `'关系 «' || left(raw_filed_as, 40) || '» is not known; write one of ${kinds.join(', ')}'`,
    },
    {
      code: 'relation_to_itself',
      when: "first = second and coalesce(relation_of(filed_as).relation, '') <> '从事'",
      reason: `'«' || left(raw_first, 60) || '» stands on both sides; correct one of them'`,
    },
  ],
};

export const signals: Library = {
  id: 'signals',
  title: '企业信号',
  record: Signal,
  fields: {
    name: { headers: ['企业名称', '企业', '公司名称', '单位名称', '企业简称'], clean: 'name', required: true },
    credit_code: { headers: ['统一社会信用代码', '信用代码'], clean: 'code' },
    filed_as: { headers: ['信号', '信号类型', '事件', '事件类型', '动态类型', '类型'], clean: 'text', required: true },
    happened_on: {
      headers: ['日期', '发生日期', '公告日期', '披露日期', '时间', '发布日期'],
      clean: 'date',
      required: true,
    },
    amount: { headers: ['金额', '融资金额', '投资金额', '募集资金', '增资额'], clean: 'money' },
    place: { headers: ['地点', '所在地', '落地地点', '省份', '地区'], clean: 'text' },
    detail: { headers: ['内容', '摘要', '说明', '榜单名称', '备注'], clean: 'text' },
    evidence: { headers: ['出处', '来源', '资料来源', '公告链接', '网址'], clean: 'text' },
  },
  derived: {
    name_key: 'name_key(name)',
    kind: 'signal_of(filed_as)',
    amount_cny: 'to_cny(amount, amount_currency, happened_on)',
    province: 'province_of(place, place, null)',
    district_id: 'district_of(province_of(place, place, null), place, place, happened_on)',
  },
  rejects: [
    {
      code: 'signal_unknown',
      when: 'filed_as is not null and signal_of(filed_as) is null',
      reason: `'信号 «' || left(raw_filed_as, 40) || '» is not known; write one of ${readSignalRules()
        .kinds.map((k) => k.kind)
        .join(', ')}'`,
    },
  ],
};
