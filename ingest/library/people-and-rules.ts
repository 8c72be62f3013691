/** 专家库, 政策库 and the parks. */
import { Expert, Park, Policy } from '../../data/schema/library.ts';
import type { Library } from './declare.ts';

export const experts: Library = {
  id: 'experts',
  title: '专家库',
  record: Expert,
  fields: {
    expert_id: { headers: ['专家编号', '编号'], clean: 'text', required: true },
    name: { headers: ['姓名', '专家姓名', '化名'], clean: 'text', required: true },
    employer: { headers: ['单位', '工作单位', '所在单位'], clean: 'text' },
    title: { headers: ['职称', '职务职称'], clean: 'text' },
    fields: { headers: ['领域', '专业领域', '研究方向'], clean: 'list' },
    chains: { headers: ['擅长产业链', '产业链'], clean: 'list' },
    avoid: { headers: ['回避单位', '回避关系'], clean: 'list' },
    term_from: { headers: ['聘期起', '聘任日期'], clean: 'date' },
    term_to: { headers: ['聘期止', '到期日期'], clean: 'date' },
  },
  derived: {},
  rejects: [],
};

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
    expires_on: { headers: ['失效日期', '有效期至'], clean: 'date' },
    place: { headers: ['适用区县', '适用区域'], clean: 'text' },
    chains: { headers: ['适用产业链', '适用产业', '适用行业'], clean: 'list' },
    instrument: { headers: ['支持方式', '政策工具'], clean: 'text' },
    summary: { headers: ['条款摘要', '主要内容', '政策内容'], clean: 'text' },
    legal_basis: { headers: ['法律依据', '制定依据'], clean: 'text' },
    reviewed_on: { headers: ['公平竞争审查日期', '审查日期'], clean: 'date' },
    stated_status: { headers: ['状态', '效力'], clean: 'text' },
  },
  derived: {
    district_id: "district_of('重庆', place, place, issued_on)",
    // Documents from before 《公平竞争审查条例》 (in force 2024-08-01) wait for review whatever their sender says.
    status: `case when stated_status in ('停止执行', '废止') then stated_status
      when coalesce(reviewed_on, issued_on) >= date '2024-08-01' and reviewed_on is not null and stated_status = '有效' then '有效'
      else '待复核' end`,
  },
  rejects: [],
};

export const parks: Library = {
  id: 'parks',
  title: '园区',
  record: Park,
  fields: {
    park_id: { headers: ['园区编号', '园区代码'], clean: 'text', required: true },
    name: { headers: ['园区名称', '名称'], clean: 'text', required: true },
    place: { headers: ['区县', '所在区县'], clean: 'text' },
    level: { headers: ['级别', '园区级别'], clean: 'text' },
    chains: { headers: ['主导产业', '产业链'], clean: 'list' },
    free_land_mu: { headers: ['可供工业用地', '可供工业用地亩', '可供用地'], clean: 'number' },
    free_plant_m2: { headers: ['可用标准厂房', '可用标准厂房平方米'], clean: 'number' },
    standard_land: { headers: ['标准地', '是否标准地'], clean: 'flag' },
  },
  derived: { district_id: "district_of('重庆', place, place, null)" },
  rejects: [],
};
