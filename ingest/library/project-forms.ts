/** The other forms of a project: application as key project, promised against actual, short lead form. */
import { Lead, ProjectApplication, ProjectEvaluation } from '../../data/schema/library.ts';
import type { Library } from './declare.ts';
import { fieldsOf } from './from-record.ts';

const place = { headers: ['区县', '所在区县', '项目所在地', '落地区县', '申报区县'] };
const district = (day: string) => `district_of('重庆', place, coalesce(park, place), ${day})`;

export const applications: Library = {
  id: 'applications',
  title: '重点项目申报',
  record: ProjectApplication,
  fields: fieldsOf(ProjectApplication, ['district_id'], {
    project_id: { headers: ['项目代码', '项目编号'], required: true },
    name: { headers: ['名称'], required: true },
    place,
    park: { headers: ['所在园区', '落地园区'] },
    investor_name: { headers: ['投资主体', '投资方', '企业名称'], clean: 'name' },
    investor_credit_code: { headers: ['投资主体统一信用代码', '信用代码'], clean: 'code' },
    build_from_on: { headers: ['建设起始年限', '建设起年', '计划开工时间'] },
    build_to_on: { headers: ['建设终止年限', '建设止年', '计划竣工时间'], clean: 'deadline' },
    jobs: { headers: ['用工人数', '预计用工'] },
    land_mu: { headers: ['用地面积亩'] },
  }),
  derived: { district_id: district('applied_on') },
  moneyDay: 'applied_on',
  rejects: [],
};

export const evaluations: Library = {
  id: 'evaluations',
  title: '项目质效评价',
  record: ProjectEvaluation,
  fields: fieldsOf(ProjectEvaluation, ['district_id'], {
    project_id: { headers: ['项目编号', '在线招商项目代码'], required: true },
    name: { headers: ['名称'], required: true },
    place,
    investor_name: { headers: ['投资主体名称', '企业名称', '投资方'], clean: 'name' },
    signed_on: { headers: ['签约日期'] },
    agreed_start_on: { headers: ['约定开工时间', '协议开工时间'], clean: 'deadline' },
    agreed_completion_on: { headers: ['约定竣工时间', '协议竣工时间'], clean: 'deadline' },
    agreed_production_on: { headers: ['约定投产时间', '协议投产时间'], clean: 'deadline' },
  }),
  derived: { district_id: "district_of('重庆', place, place, signed_on)" },
  moneyDay: 'signed_on',
  rejects: [],
};

export const leads: Library = {
  id: 'leads',
  title: '招商线索',
  record: Lead,
  fields: fieldsOf(Lead, ['district_id'], {
    lead_id: { headers: ['编号', '序号'], required: true },
    investor_name: { headers: ['投资主体名称', '投资方', '企业名称'], clean: 'name', required: true },
    investor_credit_code: { headers: ['信用代码'], clean: 'code' },
    content: { headers: ['项目内容', '拟投资内容'] },
    investment: { headers: ['投资额', '拟投资额', '计划总投资'] },
    coordination: { headers: ['需协调事项', '需政府协调的事项'] },
    place: { headers: ['报送区县', '区县', '报送单位'] },
    link: { headers: ['环节'] },
  }),
  derived: { district_id: "district_of('重庆', place, place, reported_on)" },
  moneyDay: 'reported_on',
  rejects: [],
};
