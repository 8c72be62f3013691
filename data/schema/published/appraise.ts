/** What an appraisal reads of a project: the application, the agreed figures, and what the city knows of its link and investor. */
import Type, { type TObject } from 'typebox';
import { flag, maybe, real, text, whole } from '../types.ts';

const AppraiseProject = Type.Object({
  project_id: text('项目代码'),
  name: text('项目名称'),
  district_id: maybe(text('区县', 'adcode')),
  investor_name: maybe(text('投资主体')),
  link: maybe(text('产业链环节', 'as filed in the list of projects')),
  planned_investment_cny: maybe(real('计划总投资', 'CNY')),
  fixed_investment_cny: maybe(real('固定资产投资', 'CNY')),
  land_mu: maybe(real('用地面积', 'mu')),
  tax_per_mu_cny: maybe(real('亩均税收', 'CNY a mu and year, expected')),
  expected_output_cny: maybe(real('预期产值或开票', 'CNY a year at capacity')),
  jobs: maybe(whole('用工', 'persons')),
  rd_share_pct: maybe(real('近三年研发占比', 'per cent of revenue')),
  invention_patents: maybe(whole('发明专利')),
  energy_tce: maybe(real('协议年耗能', 'tonnes of standard coal a year')),
  two_high: maybe(flag('是否两高')),
  redline: maybe(flag('生态红线')),
  basic_farmland: maybe(flag('基本农田')),
  eia: maybe(text('环评', 'as filed')),
  eia_evidence: maybe(text('环评佐证')),
  energy_review: maybe(text('节能审查', 'as filed')),
  energy_evidence: maybe(text('节能审查佐证')),
  safety_review: maybe(text('安评批复', 'as filed')),
  safety_evidence: maybe(text('安评批复佐证')),
  filing: maybe(text('备案', 'as filed')),
  application_source: text('申报表来源', 'file, sheet and line'),
  evaluation_source: maybe(text('质效评价表来源', 'file, sheet and line')),
  link_need: maybe(real('补链需要', '0 to 1, of the link')),
  link_verdict: maybe(text('环节判断', '补, 强, 延, 稳, 无')),
  chain_neighbours: maybe(whole('本市上下游企业', 'companies')),
  investor_capital_cny: maybe(real('投资主体注册资金', 'CNY')),
  investor_source: maybe(text('投资主体来源', 'file, sheet and line of the company')),
});

export const appraiseTables = { 'appraise.project': AppraiseProject } as const satisfies Record<string, TObject>;
