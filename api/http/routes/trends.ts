/** Trends for researchers, and the impact of demand on an input–output table. */
import Type from 'typebox';
import { published } from '../../../data/schema/published.ts';
import { real, text } from '../../../data/schema/types.ts';
import { impactOf, tableOf } from '../../../engine/index.ts';
import { staff } from '../access.ts';
import { type Route, rows, write } from '../route.ts';

const table = (
  topic: 'entry' | 'specialisation' | 'complexity' | 'survival',
  path: string,
  summary: { zh: string; en: string },
  key: string[],
  filters: string[],
): Route =>
  rows({
    path: `/api/trends/${path}`,
    summary,
    access: staff,
    row: published[`trend.${topic}`],
    key,
    filters,
    handler: async () => ({ sql: `select * from trend.${topic}` }),
  });

const number = Type.Number();

export const trendRoutes: Route[] = [
  table(
    'entry',
    'entries',
    { zh: '各地各环节历年新设企业', en: 'Entries by place, link and year' },
    ['place_kind', 'place', 'link_id', 'year'],
    ['place_kind', 'place', 'link_id', 'year'],
  ),
  table(
    'specialisation',
    'specialisation',
    { zh: '区位商与关联密度', en: 'Location quotient and relatedness density of place and link' },
    ['place_kind', 'place', 'link_id'],
    ['place_kind', 'place', 'version', 'link_id', 'present'],
  ),
  table(
    'complexity',
    'complexity',
    { zh: '地区与环节的经济复杂度', en: 'Complexity of places and links' },
    ['place_kind', 'version', 'item_kind', 'id'],
    ['place_kind', 'version', 'item_kind', 'id'],
  ),
  table(
    'survival',
    'survival',
    { zh: '企业存续曲线', en: 'Survival of companies by link' },
    ['link_id', 'years'],
    ['link_id'],
  ),
  write({
    path: '/api/io',
    summary: {
      zh: '投入产出：最终需求变动的影响',
      en: 'Input–output: what a change of final demand means for every sector; nothing is kept but the audit entry',
    },
    access: staff,
    body: Type.Object({
      sectors: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { minItems: 2, maxItems: 400 }),
      flows: Type.Array(number, { description: 'sectors × sectors, row-major', maxItems: 160_000 }),
      output: Type.Array(number, { description: 'total output of each sector', maxItems: 400 }),
      shocks: Type.Array(Type.Object({ sector: Type.String(), change: number }), { maxItems: 400 }),
    }),
    answer: Type.Object({
      shock: real('最终需求变动', 'in the money of the table'),
      output_change: real('总产出变动', 'in the money of the table'),
      sectors: Type.Array(
        Type.Object({
          sector: text('部门'),
          shock: real('需求变动'),
          output: real('现产出'),
          output_change: real('产出变动'),
          change_share: real('占现产出', '0 to 1'),
          multiplier: real('产出乘数'),
          backward: real('影响力系数'),
          forward: real('感应度系数'),
        }),
      ),
    }),
    handler: async (c) => impactOf(tableOf(c.body.sectors, c.body.flows, c.body.output), c.body.shocks),
  }),
];
