/** What strangers and enterprises may know, and how they file a lead. */
import Type from 'typebox';
import { published } from '../../../data/schema/published.ts';
import { date, flag, maybe, text } from '../../../data/schema/types.ts';
import { fileLead } from '../../../engine/index.ts';
import { allow, everyone } from '../access.ts';
import { districtId } from '../district-name.ts';
import { item, type Route, rows, write } from '../route.ts';

const park = published['park.current'].properties;

export const publicRoutes: Route[] = [
  item({
    path: '/api/about',
    summary: { zh: '快照与政策、园区数据日期', en: 'Snapshot, and the age of what the public sees' },
    access: everyone,
    answer: Type.Object({
      snapshot: text('快照'),
      built_at: text('生成时间', 'ISO, UTC'),
      synthetic: flag('合成数据'),
      policies_as_of: maybe(date('政策数据日期')),
      parks_as_of: maybe(date('园区数据日期')),
    }),
    handler: (c) =>
      c.db.one(`select snapshot, built_at, contains(loads, '"loaded_by":"demo"') as synthetic,
        (select cast(min(as_of) as varchar) from policy.current) as policies_as_of,
        (select cast(min(as_of) as varchar) from park.current) as parks_as_of from meta.build`),
  }),
  rows({
    path: '/api/link-names',
    summary: { zh: '产业链环节名称', en: 'Names of the links of the chains' },
    access: everyone,
    row: Type.Object({
      link_id: text('环节'),
      name: text('环节名称'),
      name_en: text('环节英文名'),
      chain: text('产业链'),
      chain_en: text('产业链英文名'),
      version: text('图谱版本'),
    }),
    key: ['link_id'],
    handler: async () => ({
      sql: `select l.link_id, l.name, l.name_en, c.name as chain, c.name_en as chain_en, l.version
        from reference.link as l join reference.chain as c on l.chain_id = c.chain_id`,
    }),
  }),
  rows({
    path: '/api/parks',
    summary: { zh: '园区', en: 'Parks' },
    access: everyone,
    row: Type.Object({
      park_id: park.park_id,
      name: park.name,
      district_id: park.district_id,
      level: park.level,
      chains: park.chains,
      free_land_mu: park.free_land_mu,
      free_plant_m2: park.free_plant_m2,
      standard_land: park.standard_land,
      as_of: park.as_of,
    }),
    key: ['park_id'],
    filters: ['district_id', 'level', 'chains', 'standard_land', 'free_land_mu', 'free_plant_m2'],
    sorts: ['name', 'district_id', 'free_land_mu', 'free_plant_m2'],
    handler: async () => ({
      sql: 'select park_id, name, district_id, level, chains, free_land_mu, free_plant_m2, standard_land, as_of from park.current',
    }),
  }),
  write({
    path: '/api/leads',
    summary: { zh: '提交招商线索', en: 'File a lead' },
    access: allow({ enterprise: 'all', officer: 'own_district', planner: 'all' }),
    district: { in: 'body', field: 'district' },
    body: Type.Object(
      {
        investor: Type.String({ minLength: 2, maxLength: 100, description: '投资主体' }),
        content: Type.String({ minLength: 2, maxLength: 1000, description: '投资内容; no personal data' }),
        district: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: '意向区县' })),
        investment_cny: Type.Optional(Type.Number({ minimum: 0, maximum: 1e15, description: 'CNY' })),
        land_mu: Type.Optional(Type.Number({ minimum: 0, maximum: 1e6, description: 'mu' })),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({ project_id: text('线索编号') }),
    handler: (c) =>
      fileLead(
        c.db,
        c.store,
        {
          investor: c.body.investor,
          content: c.body.content,
          district_id: c.body.district === undefined ? null : (districtId(c.body.district) ?? c.body.district),
          investment_cny: c.body.investment_cny ?? null,
          land_mu: c.body.land_mu ?? null,
          actor: c.principal.subject,
        },
        new Date().toISOString().slice(0, 10),
      ),
  }),
];
