/** Experts under pseudonyms, and panels without conflicts. */
import Type from 'typebox';
import { published } from '../../../data/schema/published.ts';
import { maybe, text, texts, whole } from '../../../data/schema/types.ts';
import { panel } from '../../../engine/index.ts';
import { allow } from '../access.ts';
import { item, type Route, rows } from '../route.ts';

const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' });
const word = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 100, description }));

export const expertRoutes: Route[] = [
  rows({
    path: '/api/experts',
    summary: { zh: '专家库（化名）', en: 'Experts under pseudonyms' },
    access: allow({ planner: 'all', leader: 'all', researcher: 'all' }),
    row: published['expert.current'],
    key: ['expert_id'],
    filters: ['fields', 'chains', 'title'],
    sorts: ['expert_id', 'times_served'],
    handler: async () => ({ sql: 'select * from expert.current' }),
  }),
  item({
    path: '/api/panel',
    summary: {
      zh: '为项目抽取评审组：回避、按领域均衡、轮换',
      en: 'A panel without conflicts, balanced by field, taking turns',
    },
    access: allow({ planner: 'all' }),
    live: true,
    query: Type.Object({
      project: word('项目代码'),
      link: word('环节'),
      investor: word('投资主体'),
      size: Type.Integer({ minimum: 1, maximum: 30, default: 7 }),
      seed: Type.Integer({ minimum: 0, maximum: 2147483647, default: 1 }),
      on: Type.Optional(day),
    }),
    answer: Type.Object({
      project: maybe(text('项目代码')),
      link: maybe(text('环节')),
      investor: maybe(text('投资主体')),
      seed: whole('种子'),
      on: text('会议日'),
      members: Type.Array(
        Type.Object({
          expert_id: text('专家编号'),
          field: text('席位'),
          title: maybe(text('职称')),
          fields: texts('领域'),
          served: whole('参评次数'),
        }),
      ),
      short: Type.Record(Type.String(), Type.Integer(), {
        title: '缺额',
        description: 'field → seats that nobody could take',
      }),
      excluded: Type.Array(Type.Object({ expert_id: text('专家编号'), reason: text('原因') })),
      investor_side: whole('关联名称数'),
    }),
    handler: (c) => panel(c.db, c.store, { ...c.query, on: c.query.on ?? new Date().toISOString().slice(0, 10) }),
  }),
];
