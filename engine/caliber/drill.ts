/** From a figure to its projects. */
import { readFileSync } from 'node:fs';
import Type from 'typebox';
import type { Metric } from '../../data/schema/metric.ts';
import { date, maybe, real, text } from '../../data/schema/types.ts';
import type { Database, Parameter } from '../../data/store/index.ts';
import { computeMetric } from './compute.ts';
import type { Figure } from './figure.ts';
import { prepareCaliber } from './prepare.ts';
import { increments, isFlow, type Request, settle } from './request.ts';

const drillSql = readFileSync(new URL('drill.sql', import.meta.url), 'utf8');

/** What a project brings to a figure; `project_id` null = a task of a district. Numerators and denominators add up to the figure's. */
export const FigurePart = Type.Object({
  project_id: maybe(text('项目代码')),
  name: maybe(text('项目名称')),
  district_id: maybe(text('区县', 'adcode')),
  investor: maybe(text('投资主体')),
  stage: maybe(text('阶段', 'now, not on the day of the figure')),
  signed_on: maybe(date('签约日期')),
  numerator: real('分子', 'projects or CNY'),
  denominator: real('分母', 'projects or CNY'),
  counted_on: maybe(date('计入分母日期')),
  reached_on: maybe(date('计入分子日期')),
  cause_title: maybe(text('原因')),
  amount_cny: maybe(real('合同额', 'CNY')),
});

/** The figure and one SELECT over its parts (columns: FigurePart), which a door may page and sort. */
export async function figureParts(
  db: Database,
  metric: Metric,
  request: Omit<Request, 'by'>,
): Promise<{ figure: Figure; sql: string; parameters: Record<string, Parameter> }> {
  await prepareCaliber(db);
  const [figure] = await computeMetric(db, metric, request);
  const asked = settle(request);
  const { sql, parameters } = increments(metric, asked);
  return {
    figure: figure!,
    sql: `with increment as (${sql}) ${drillSql}`,
    parameters: { ...parameters, on: asked.on, from: isFlow(metric) ? asked.from : null },
  };
}
