/** 政策库, in the fields by which the law asks about a policy. */
import { Policy } from '../../data/schema/policy.ts';
import type { Library } from './declare.ts';

const gap =
  'review_gap(reviewed_on, review_conclusion, exception_ground, exception_alternative, exception_ends, stated_status)';

export const policies: Library = {
  id: 'policies',
  title: '政策库',
  record: Policy,
  fields: {
    policy_id: { headers: ['文号', '发文字号'], clean: 'text', required: true },
    title: { headers: ['政策名称', '标题', '文件名称'], clean: 'text', required: true },
    issuer: { headers: ['制定机关', '发文机关', '发布单位'], clean: 'text' },
    level: { headers: ['层级', '级别'], clean: 'text' },
    issued_on: { headers: ['发布日期', '印发日期', '发文日期'], clean: 'date' },
    effective_on: { headers: ['生效日期', '施行日期'], clean: 'date' },
    expires_on: { headers: ['失效日期', '有效期至'], clean: 'deadline' },
    places: { headers: ['适用区域', '适用区县'], clean: 'list' },
    chains: { headers: ['适用产业链', '适用产业'], clean: 'list' },
    industries: { headers: ['适用行业', '适用行业代码'], clean: 'list' },
    sizes: { headers: ['适用规模', '适用企业规模'], clean: 'list' },
    min_investment: { headers: ['投资额下限', '最低投资额', '投资门槛'], clean: 'money' },
    min_intensity: { headers: ['投资强度下限', '最低投资强度'], clean: 'text' },
    conditions: { headers: ['申报条件', '适用条件'], clean: 'text' },
    instruments: { headers: ['支持方式', '政策工具'], clean: 'list' },
    standard: { headers: ['支持标准', '奖补标准', '支持标准与方式'], clean: 'text' },
    cap: { headers: ['支持上限', '最高额度', '上限'], clean: 'text' },
    legal_basis: { headers: ['法律依据', '制定依据'], clean: 'text' },
    basis_kind: { headers: ['依据类别', '法律依据类别'], clean: 'text' },
    reviewed_on: { headers: ['公平竞争审查日期', '审查日期'], clean: 'date' },
    review_conclusion: { headers: ['审查结论', '公平竞争审查结论'], clean: 'text' },
    review_body: { headers: ['审查机构', '公平竞争审查机构'], clean: 'text' },
    exception_ground: { headers: ['例外规定适用', '例外情形', '适用例外情形'], clean: 'text' },
    exception_alternative: { headers: ['替代方案说明', '替代方案'], clean: 'text' },
    exception_ends: { headers: ['实施期限或终止条件', '例外期限', '终止条件'], clean: 'text' },
    filing_number: { headers: ['备案号', '备案编号'], clean: 'text' },
    rule_pack: { headers: ['规则包版本'], clean: 'text' },
    summary: { headers: ['条款摘要', '主要内容', '政策内容'], clean: 'text' },
    stated_status: { headers: ['状态', '效力', '报送状态'], clean: 'text' },
  },
  derived: {
    policy_id: 'document_number(policy_id)',
    district_ids: 'policy_districts(places, level, issuer, issued_on)',
    min_investment_cny: 'to_cny(min_investment, min_investment_currency, issued_on)',
    min_intensity_cny_per_mu: 'intensity_of(min_intensity)',
    cap_cny: 'cap_of(cap)',
    basis_kind: "case when basis_kind in ('法律', '行政法规', '国务院批准') then basis_kind end",
    exception_until: 'last_day_in(exception_ends)',
    status: `case when stated_status in ('停止执行', '废止') then stated_status when ${gap} is null then '有效' else '待复核' end`,
    status_reason: `case when stated_status in ('停止执行', '废止') then null else ${gap} end`,
  },
  doubts: [
    {
      field: 'places',
      when: 'coalesce(len(policy_districts(places, level, issuer, issued_on)) < len(places), false)',
      reason: 'names a place that is not one of the 38 districts: the policy counts only for those that are known',
    },
    {
      field: 'min_intensity',
      when: 'min_intensity is not null and intensity_of(min_intensity) is null',
      reason: 'is not an amount a mu: write it as 300万元/亩',
    },
    {
      field: 'instruments',
      when: "len(list_filter(coalesce(instruments, []), lambda i: i not in ('税收', '财政', '要素', '金融', '服务'))) > 0",
      reason: 'holds a word that is none of 税收, 财政, 要素, 金融, 服务',
    },
    {
      field: 'basis_kind',
      when: "basis_kind is not null and basis_kind not in ('法律', '行政法规', '国务院批准')",
      reason: 'is none of 法律, 行政法规, 国务院批准: only these carry what Art. 10 of the regulation bars otherwise',
    },
  ],
  rejects: [],
};
