/** Fulfilment: rates with their calibers and their course, districts beside each other, what the checks suspect. */
import Type from 'typebox';
import { readHeadline } from '../../../data/schema/headline.ts';
import { verdicts } from '../../../data/schema/ledger/review.ts';
import { Caliber, namedMetric } from '../../../data/schema/metric.ts';
import { published } from '../../../data/schema/published.ts';
import { date, instant, maybe, real, text, texts, whole } from '../../../data/schema/types.ts';
import {
  checkedSuspicions,
  districtLeague,
  type FulfilmentAnswer,
  figureRecord,
  fulfilment,
  newestNews,
} from '../../../engine/index.ts';
import { staffByDistrict } from '../access.ts';
import { districtIdOf } from '../district-name.ts';
import { asKnownAt, FigureOut, INSTANT, inDistrict } from '../figure.ts';
import { item, type Route } from '../route.ts';

const TrendPoint = Type.Object({
  on: date('统计日'),
  value: maybe(real('数值')),
  low: maybe(real('区间下限', '90 %')),
  high: maybe(real('区间上限', '90 %')),
  n: whole('项目数'),
  expected: maybe(real('同龄应有', 'what contracts of these ages show city-wide; empty where age does not matter')),
  expected_low: maybe(real('应有下限', '90 % range of chance')),
  expected_high: maybe(real('应有上限', '90 % range of chance')),
});
const Register = published['project.register'];

const Fulfilment = Type.Object({
  as_known_at: instant('获知截至'),
  district_id: maybe(text('区县', 'adcode')),
  rates: Type.Array(FigureOut, { title: '主要指标' }),
  trends: Type.Array(
    Type.Object({
      metric: text('指标'),
      caliber: Caliber,
      points: Type.Array(TrendPoint, { description: 'one a month; each stands for its own day under this caliber' }),
    }),
    { title: '走势' },
  ),
  funnel: Type.Object({
    figures: Type.Array(FigureOut),
    breaks: Type.Array(
      Type.Object({
        wider: text('前一步'),
        narrower: text('后一步'),
        wider_value: real('前一步数值'),
        narrower_value: real('后一步数值'),
        by: Type.Record(Type.String(), Type.String()),
        suspicion: text('疑点', 'suspected, needs review'),
      }),
    ),
  }),
  stuck: Type.Array(Register, { title: '停滞或逾期的大项目', description: 'as the snapshot shows them today' }),
  causes: Type.Array(
    Type.Object({
      cause: text('原因标识'),
      cause_title: text('原因'),
      projects: whole('项目数'),
      amount_cny: real('合同额', 'CNY'),
      land_mu: real('用地', 'mu'),
    }),
    { title: '停滞原因' },
  ),
});

const League = Type.Object({
  metric: text('指标'),
  caliber: Caliber,
  as_known_at: instant('获知截至'),
  method: text('方法'),
  method_en: text('method'),
  rows: Type.Array(
    Type.Object({
      district_id: text('区县', 'adcode'),
      district: text('区县名称'),
      figure: FigureOut,
      value: real('比较值', 'the rate that is compared: see method'),
      low: real('区间下限', '90 %'),
      high: real('区间上限', '90 %'),
      place_low: whole('名次下限', 'from 1 = highest; 90 %'),
      place_high: whole('名次上限', '90 %'),
      group: whole('组', 'members cannot be told apart from its first at 95 %'),
      expected_for_age: maybe(real('同龄应有')),
      maturity: maybe(real('成熟度', 'share of the starts to come that should be known by now')),
    }),
  ),
  unranked: Type.Array(
    Type.Object({
      district_id: text('区县', 'adcode'),
      district: text('区县名称'),
      n: whole('项目数'),
      reason: text('未列入原因'),
    }),
  ),
});

const Check = Type.Object({
  check: text('检查项'),
  title: text('名称'),
  title_en: text('name'),
  wording: text('措辞', 'goes wherever a finding goes'),
  unit: text('单位', 'of figure and bound'),
  rules_version: text('规则版本'),
  as_known_at: instant('获知截至'),
  found: Type.Array(
    Type.Object({
      suspicion_id: text('疑点标识'),
      district_id: maybe(text('区县', 'adcode')),
      project_ids: texts('项目'),
      figure: real('测得'),
      bound: real('界限'),
      event_ids: texts('依据事件'),
      verdict: maybe(Type.Enum([...verdicts], { type: 'string', title: '核查结论' })),
      verdict_reason: maybe(text('核查说明')),
      verdict_by: maybe(text('核查人', 'pseudonym')),
      verdict_at: maybe(instant('核查时间')),
    }),
  ),
});

const ofCity = { as_known_at: asKnownAt, district: inDistrict };

const answerOf = (found: FulfilmentAnswer) => ({
  ...found,
  rates: found.rates.map(figureRecord),
  funnel: { ...found.funnel, figures: found.funnel.figures.map(figureRecord) },
  stuck: found.stuck as never,
  causes: found.causes as never,
});

export const fulfilmentRoutes: Route[] = [
  item({
    path: '/api/fulfilment',
    summary: {
      zh: '履约概览：主要指标、走势、漏斗、停滞项目',
      en: 'Fulfilment at a glance: rates, their course, the funnel, what is stuck',
    },
    access: staffByDistrict,
    district: { in: 'query', field: 'district' },
    query: Type.Object({
      ...ofCity,
      months: Type.Integer({ minimum: 1, maximum: 240, default: 36, description: 'months of the trend' }),
      top: Type.Integer({ minimum: 0, maximum: 200, default: 10, description: 'stuck projects listed' }),
    }),
    answer: Fulfilment,
    handler: async (c) => {
      const { district, ...asked } = c.query;
      return answerOf(await fulfilment(c.db, { ...asked, ...(district ? { district: districtIdOf(district) } : {}) }));
    },
  }),
  item({
    path: '/api/league',
    summary: {
      zh: '区县并列：区间、名次区间、无法区分的组',
      en: 'Districts beside each other: intervals of rate and place, groups that cannot be told apart',
    },
    access: staffByDistrict,
    // An officer sees the own district's row, with its place among all.
    district: { in: 'handler' },
    query: Type.Object({
      metric: Type.Optional(
        Type.String({ maxLength: 60, description: 'metric id; default: data/rules/headline.json' }),
      ),
      as_known_at: asKnownAt,
    }),
    answer: League,
    handler: async (c) => {
      const metric = namedMetric(c.query.metric ?? readHeadline().league);
      const as_known_at = c.query.as_known_at ?? (await newestNews(c.db));
      const league = await districtLeague(c.db, metric, { as_known_at });
      const shown = (row: { district_id: string }) =>
        c.principal.role !== 'officer' || row.district_id === c.principal.district_id;
      return {
        ...league,
        rows: league.rows.filter(shown).map((row) => ({ ...row, figure: figureRecord(row.figure) })),
        unranked: league.unranked.filter(shown),
      };
    },
  }),
  item({
    path: '/api/checks',
    summary: { zh: '数据疑点（疑似，待核）', en: 'What the checks suspect: to be reviewed, never a verdict' },
    access: staffByDistrict,
    district: { in: 'query', field: 'district' },
    live: true,
    query: Type.Object({
      ...ofCity,
      since: Type.Optional(
        Type.String({
          pattern: INSTANT,
          maxLength: 30,
          description: 'an earlier release: past years that changed since are listed too',
        }),
      ),
    }),
    answer: Type.Object({ checks: Type.Array(Check) }),
    handler: async (c) => {
      const { district, ...asked } = c.query;
      return {
        checks: await checkedSuspicions(c.db, c.store, {
          ...asked,
          ...(district ? { district: districtIdOf(district) } : {}),
        }),
      };
    },
  }),
];
