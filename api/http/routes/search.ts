/** The search box. */
import Type from 'typebox';
import { maybe, text } from '../../../data/schema/types.ts';
import { search } from '../../../engine/index.ts';
import { staffByDistrict } from '../access.ts';
import { type Route, rows } from '../route.ts';

const kinds = ['company', 'project', 'policy', 'link', 'district'] as const;

export const searchRoutes: Route[] = [
  rows({
    path: '/api/search',
    summary: {
      zh: '搜索企业、项目、政策、环节、区县（名称片段、拼音首字母、简称）',
      en: 'Search companies, projects, policies, links, districts: part of a name, pinyin initials, short name',
    },
    access: staffByDistrict,
    // Companies, links and policies are the whole city's; projects are an officer's own only.
    district: { in: 'handler' },
    query: Type.Object({
      q: Type.String({ minLength: 1, maxLength: 100, description: '名称片段或拼音首字母' }),
      kind: Type.Optional(Type.Enum([...kinds])),
      top: Type.Integer({ minimum: 1, maximum: 200, default: 20 }),
    }),
    row: Type.Object({
      kind: text('类别', kinds.join(', ')),
      id: text('标识'),
      name: text('名称'),
      detail: maybe(text('补充')),
      district_id: maybe(text('区县', 'adcode')),
      by: text('命中方式', 'exact, start, part, initials, order'),
    }),
    key: [],
    handler: (c) =>
      search(c.db, {
        q: c.query.q,
        top: c.query.top,
        ...(c.query.kind ? { kind: c.query.kind } : {}),
        projectsOf: c.principal.role === 'officer' ? c.principal.district_id : null,
      }),
  }),
];
