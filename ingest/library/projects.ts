/** 项目库 and the events of its projects. */
import { Project, ProjectEvent } from '../../data/schema/library.ts';
import type { Library } from './declare.ts';

export const projects: Library = {
  id: 'projects',
  title: '项目库',
  record: Project,
  fields: {
    project_id: { headers: ['项目代码', '在线招商项目代码', '项目编号'], clean: 'text', required: true },
    name: { headers: ['项目名称', '名称'], clean: 'text', required: true },
    investor_name: { headers: ['投资主体名称', '投资主体', '合作企业名称', '投资方', '企业名称'], clean: 'name' },
    investor_credit_code: { headers: ['统一社会信用代码', '投资主体统一信用代码', '信用代码'], clean: 'code' },
    place: { headers: ['项目所在地', '区县', '落地区县', '所在区县'], clean: 'text' },
    park: { headers: ['园区', '所在园区', '落地园区'], clean: 'text' },
    link: { headers: ['产业链环节', '环节'], clean: 'text' },
    industry_code: { headers: ['行业代码', '行业类别'], clean: 'text' },
    contract_class: { headers: ['合同类别', '合同性质', '合作方式'], clean: 'text' },
    signed_on: { headers: ['签约时间', '签约日期'], clean: 'date' },
    agreed_investment: { headers: ['协议总投资', '计划总投资', '合同投资额', '总投资'], clean: 'money' },
    arrived: { headers: ['自开始建设累计到位', '累计到位资金', '到位资金'], clean: 'money' },
    land_mu: { headers: ['用地面积', '用地面积亩'], clean: 'number' },
    agreed_start_on: { headers: ['约定开工时间', '协议开工时间', '计划开工时间'], clean: 'date' },
    started_on: { headers: ['开工时间', '实际开工时间'], clean: 'date' },
    produced_on: { headers: ['项目投产时间', '投产时间'], clean: 'date' },
    stage: { headers: ['项目阶段', '项目状态', '形象进度'], clean: 'text' },
  },
  derived: {
    district_id: "district_of('重庆', place, place, signed_on)",
    agreed_investment_cny: 'to_cny(agreed_investment, agreed_investment_currency, signed_on)',
    arrived_cny: 'to_cny(arrived, arrived_currency, signed_on)',
  },
  rejects: [
    {
      code: 'subtotal_row',
      when: "regexp_matches(coalesce(raw_project_id, '') || coalesce(raw_name, ''), '^(合计|小计|总计)')",
      reason: "'a subtotal row, not a project: counted from its parts instead'",
    },
  ],
};

export const events: Library = {
  id: 'events',
  title: '项目事件',
  record: ProjectEvent,
  fields: {
    project_id: { headers: ['项目代码', '在线招商项目代码', '项目编号'], clean: 'text', required: true },
    kind: { headers: ['事件', '事件类型', '节点'], clean: 'text', required: true },
    happened_on: { headers: ['发生日期', '日期', '完成日期'], clean: 'date', required: true },
    known_on: { headers: ['填报日期', '上报日期'], clean: 'date' },
    amount: { headers: ['金额', '到位金额'], clean: 'money' },
    evidence_grade: { headers: ['佐证等级', '证据等级'], clean: 'grade' },
    note: { headers: ['备注', '说明'], clean: 'text' },
  },
  derived: { amount_cny: 'to_cny(amount, amount_currency, happened_on)' },
  rejects: [],
};
