/** Before a first talk is filed: what the draft looks like. Asked while people type, so it reads and writes nothing. */
import Type, { type Static } from 'typebox';
import { maybe, real, text } from '../../../data/schema/types.ts';
import { checkFirstTalk } from '../../../engine/index.ts';
import { doers } from '../access.ts';
import { FilingLikeness, ProjectLikeness, seenBy, seenProjects } from '../first-talk.ts';
import { item, type Route } from '../route.ts';

const words = (description: string) => Type.String({ maxLength: 1000, default: '', description });

const Checked = Type.Object({
  investment_cny: maybe(real('计划投资折合', 'CNY')),
  refusal: Type.Union([Type.Object({ reason: text('不予报备的原因'), remedy: text('办法') }), Type.Null()]),
  matches: Type.Array(FilingLikeness),
  projects: Type.Array(ProjectLikeness),
});

export const firstTalkCheckRoutes: Route[] = [
  item({
    path: '/api/first-talk-check',
    summary: {
      zh: '报备前查重：与谁相似、金额够不够门槛；不写入',
      en: 'Before filing: what a draft looks like and whether its amount is large enough; nothing is written',
    },
    access: doers,
    district: { in: 'query', field: 'district_id' },
    live: true,
    query: Type.Object({
      district_id: Type.String({ pattern: '^\\d{6}$', description: '区县, adcode' }),
      project_name: words('项目名称'),
      investor_name: words('投资主体'),
      investor_credit_code: words('统一社会信用代码'),
      content: words('投资内容'),
      link: words('产业链环节'),
      investment: Type.Optional(Type.Number({ description: '计划投资, in units of the currency' })),
      currency: Type.String({ pattern: '^[A-Z]{3}$', default: 'CNY', description: 'ISO 4217' }),
      talked_on: Type.Optional(Type.String({ format: 'date', description: 'YYYY-MM-DD' })),
    }),
    answer: Checked,
    handler: async (c) => {
      const { project_name, investor_name, investor_credit_code, content, link, currency } = c.query;
      const { matches, projects, ...money } = await checkFirstTalk(c.db, c.store, {
        project_name,
        investor_name,
        investor_credit_code: investor_credit_code || null,
        content: content || null,
        link: link || null,
        currency,
        investment: c.query.investment ?? null,
        talked_on: c.query.talked_on ?? null,
      });
      return {
        ...money,
        matches: seenBy(c.principal, matches),
        projects: seenProjects(c.principal, projects),
      } as Static<typeof Checked>;
    },
  }),
];
