/** What a snapshot is made of, and where the city's districts lie. */
import Type from 'typebox';
import { District } from '../../../data/schema/geo.ts';
import { Load } from '../../../data/schema/load.ts';
import { Profile } from '../../../data/schema/profile.ts';
import { flag, text } from '../../../data/schema/types.ts';
import { overview } from '../../../engine/index.ts';
import { everyone, staff } from '../access.ts';
import { item, type Route, rows } from '../route.ts';

const { origins: _, ...profile } = Profile.properties;

const Overview = Type.Object({
  snapshot: text('快照'),
  built_at: text('生成时间', 'ISO, UTC'),
  models_hash: text('模型指纹'),
  profile: Type.Object({ ...profile, hash: text('评分方案指纹') }, { description: 'scoring profile with its factors' }),
  loads: Type.Array(Load),
  synthetic: flag('合成数据', 'true when any load comes from the demo city'),
});

const { lat: _lat, lon: _lon, source: _source, ...place } = District.properties;

export const overviewRoutes: Route[] = [
  item({
    path: '/api/overview',
    summary: { zh: '快照、批次与评分方案', en: 'Snapshot, loads and scoring profile' },
    access: staff,
    answer: Overview,
    handler: (c) => overview(c.db),
  }),
  rows({
    path: '/api/districts',
    summary: { zh: '区县', en: 'Districts' },
    access: everyone,
    row: Type.Object(place),
    key: ['district_id'],
    filters: ['district_id', 'kind', 'area_group_2020', 'area_group_opinion'],
    sorts: ['name', 'name_en'],
    handler: async () => ({ sql: 'select * from reference.district' }),
  }),
];
