/** 专家库, in two halves: what a panel needs, and who the expert is. One file feeds both. */
import { Expert, ExpertContact } from '../../data/schema/expert.ts';
import type { Library } from './declare.ts';

const expert_id = { headers: ['专家编号', '编号'], clean: 'text', required: true } as const;

/** Names and ways to reach people. Identity and bank numbers have no field: such columns are left out. */
export const expertContacts: Library = {
  id: 'expert_contacts',
  title: '专家联系方式',
  record: ExpertContact,
  fields: {
    expert_id,
    name: { headers: ['姓名', '专家姓名', '化名'], clean: 'text' },
    phone: { headers: ['联系电话', '手机', '手机号码', '电话'], clean: 'text' },
    email: { headers: ['电子邮箱', '邮箱', 'Email'], clean: 'text' },
  },
  derived: {},
  rejects: [],
  quotable: ['expert_id'],
};

export const experts: Library = {
  id: 'experts',
  title: '专家库',
  record: Expert,
  fields: {
    expert_id,
    fields: { headers: ['领域', '专业领域', '研究方向'], clean: 'list' },
    chains: { headers: ['擅长产业链', '产业链'], clean: 'list' },
    title: { headers: ['职称', '职务职称'], clean: 'text' },
    employer: { headers: ['单位', '工作单位', '所在单位'], clean: 'text' },
    past_employers: { headers: ['曾任职单位', '历任单位', '工作经历单位'], clean: 'list' },
    holdings: { headers: ['持股企业', '投资企业'], clean: 'list' },
    avoid: { headers: ['回避单位', '回避关系'], clean: 'list' },
    term_from: { headers: ['聘期起', '聘任日期'], clean: 'date' },
    term_to: { headers: ['聘期止', '到期日期'], clean: 'deadline' },
    times_served: { headers: ['参评次数', '累计参评次数'], clean: 'number' },
    consent: { headers: ['授权', '是否授权', '本人授权'], clean: 'flag' },
  },
  derived: {},
  rejects: [],
  quotable: ['expert_id', 'fields', 'chains', 'title', 'term_from', 'term_to'],
  companion: expertContacts,
};
