/** Links of the industrial chain and what the city has of them. */
import Type from 'typebox';
import { published } from '../../../data/schema/published.ts';
import { maybe, text } from '../../../data/schema/types.ts';
import { linkList } from '../../../engine/index.ts';
import { staff } from '../access.ts';
import { type Route, rows } from '../route.ts';

const gap = published['chain.gap'].properties;

const LinkRow = Type.Object({
  link_id: text('环节'),
  version: text('图谱版本', '2019 or 2023'),
  name: text('环节名称'),
  name_en: text('环节英文名'),
  chain_id: text('产业链标识'),
  chain: text('产业链'),
  chain_en: text('产业链英文名'),
  stage: text('位置', '上游, 中游, 下游'),
  description: text('说明'),
  verdict: maybe(gap.verdict),
  need: maybe(gap.need),
  local_companies: maybe(gap.local_companies),
  all_companies: maybe(gap.all_companies),
  location_quotient: maybe(gap.location_quotient),
  local_downstream: maybe(gap.local_downstream),
  local_upstream: maybe(gap.local_upstream),
});

export const chainRoutes: Route[] = [
  rows({
    path: '/api/links',
    summary: { zh: '产业链环节与本市缺口', en: 'Links of the chains and what the city lacks' },
    access: staff,
    row: LinkRow,
    key: ['link_id'],
    filters: ['version', 'chain_id', 'stage', 'verdict', 'need'],
    sorts: ['need', 'local_companies', 'location_quotient', 'name'],
    handler: (c) => linkList(c.db),
  }),
];
