/** Whom to call for one link and one district. */
import Type, { type Static } from 'typebox';
import { factors, readProfile } from '../../../data/schema/profile.ts';
import { date, maybe, real, text, whole } from '../../../data/schema/types.ts';
import { type MatchAnswer, type MatchRow, matchList, matchSpread, type Narrowing } from '../../../engine/index.ts';
import { parseWeights } from '../../match-options.ts';
import { matchWorkbook } from '../../match-workbook.ts';
import { staffByDistrict } from '../access.ts';
import { Calibration } from '../calibration.ts';
import { item, type Route, rows } from '../route.ts';

/** From a limit on, or below it; who has no value is in no range. */
const limit = (description: string) => Type.Optional(Type.Number({ minimum: -1e15, maximum: 1e15, description }));

/** By what a list can be narrowed: all limits hold together. */
const Limits = {
  score_from: limit('score, at least'),
  score_below: limit('score, less than'),
  capital_cny_from: limit('registered capital in CNY, at least'),
  capital_cny_below: limit('registered capital in CNY, less than'),
  founded_from: limit('year of registration, at least'),
  founded_below: limit('year of registration, before'),
  provinces: Type.Optional(
    Type.String({ minLength: 1, maxLength: 1000, description: 'names of provinces of origin, comma between' }),
  ),
};

const SpreadQuery = Type.Object({
  link: Type.String({ minLength: 1, maxLength: 100, description: 'id or name' }),
  district: Type.String({ minLength: 1, maxLength: 100, description: 'adcode or name' }),
  unit: Type.Optional(Type.String({ maxLength: 40, description: '三线一单 unit of the project: its rules hold too' })),
  weights: Type.Optional(Type.String({ maxLength: 2000, description: 'JSON object: factor → weight from 0 to 100' })),
  ...Limits,
});
const MatchQuery = Type.Object({
  ...SpreadQuery.properties,
  top: Type.Integer({ minimum: 1, maximum: 1000, default: 50 }),
});

const Row = Type.Object({
  rank: whole('名次', 'from 1, in the whole list'),
  enterprise_id: text('企业标识'),
  name: text('企业名称'),
  province: maybe(text('省份')),
  prefecture: maybe(text('地区')),
  registered_on: maybe(date('注册日期')),
  capital_cny: maybe(real('注册资金', 'CNY')),
  score: real('得分', 'sum of the parts; a score, not a probability'),
  probability: maybe(real('落地概率', '0 to 1, fitted to outcomes; empty where none is proven')),
  parts: Type.Object(Object.fromEntries(factors.map((f) => [f, real(f)])), {
    title: '分项',
    description: 'factor → part',
  }),
  evidence: Type.Array(
    Type.Object({ word: text('词'), where: text('出处'), activity: text('活动'), weight: real('权重', 'log-odds') }),
    { title: '依据词' },
  ),
  source: Type.Object({ file: text('来源文件'), sheet: text('来源表'), line: whole('来源行') }, { title: '来源' }),
});

const Named = (key: 'link_id' | 'district_id') =>
  Type.Object({ [key]: text('标识'), name: text('名称'), name_en: text('英文名') });

const Gate = Type.Object({
  gate: text('门槛', 'restriction or land'),
  rule: text('条目'),
  reason: text('原因'),
  document: text('依据文件'),
  unit_id: maybe(text('管控单元编码')),
  source: Type.Object({ file: text('来源文件'), sheet: text('来源表'), line: whole('来源行') }, { title: '来源' }),
});

const Head = Type.Object({
  link: Named('link_id'),
  district: Named('district_id'),
  candidates: whole('入围企业数', 'companies of the link that passed all gates'),
  left: whole('筛选后企业数', 'those of them within the limits'),
  limits: Type.Partial(Type.Object(Limits), { description: 'limits that were given' }),
  gated: Type.Record(Type.String(), Type.Integer(), { description: 'gate → companies that it kept out' }),
  closed_by: Type.Array(Gate, { description: 'rules that close the district to the link; then there are no rows' }),
  notes: Type.Array(Gate, { description: 'rules that keep nobody out and should be known' }),
  fit: Type.Record(Type.String(), Type.Number(), { description: 'what the district offers the link' }),
  calibration: maybe(Calibration),
  fit_parts: Type.Array(
    Type.Object({
      part: text('分项', 'of the fitted fit; the names are those of data/rules/district.json'),
      value: real('测得值'),
      adds: real('加分', 'log-odds'),
      basis: Type.Unknown({ title: '依据', description: 'the counts that it came from' }),
    }),
    { description: 'what fit.affinity is the sum of' },
  ),
});

const Counts = { listed: whole('全名单企业数'), left: whole('其他筛选后企业数', 'those that the other limits leave') };
const Along = Type.Object({
  bins: Type.Array(
    Type.Object({
      from: maybe(real('起', 'empty = without end')),
      below: maybe(real('止', 'not included; empty = without end')),
      ...Counts,
    }),
    { description: 'gapless, rising' },
  ),
  unknown: Type.Object(Counts, { description: 'who has no value' }),
});
const SpreadAnswer = Type.Object({
  listed: whole('入围企业数'),
  left: whole('筛选后企业数', 'within all limits'),
  measures: Type.Object({ score: Along, capital_cny: Along, founded: Along }),
  provinces: Type.Array(Type.Object({ province: text('省份', 'empty = unknown'), ...Counts }), {
    description: 'most of the list first',
  }),
});

const limitsOf = (query: Static<typeof SpreadQuery>) =>
  Object.fromEntries(Object.entries(query).filter(([name]) => name in Limits));

function question({ weights, provinces, ...rest }: Static<typeof SpreadQuery>) {
  const { link, district, unit, ...limits } = rest;
  const narrowing: Narrowing = { ...limits, provinces: provinces?.split(',').map((name) => name.trim()) };
  return { link, district, unit, narrowing, ...(weights ? { weights: parseWeights(weights) } : {}) };
}

export const matchRoutes: Route[] = [
  rows({
    path: '/api/match',
    summary: { zh: '目标企业清单', en: 'Target list of one link and one district' },
    access: staffByDistrict,
    district: { in: 'query', field: 'district' },
    query: MatchQuery,
    row: Row,
    head: Head,
    key: ['rank'],
    handler: async (c) => {
      const { rows, link, district, candidates, left, gated, closed_by, notes, fit, fit_parts, calibration } =
        await matchList(c.db, { ...question(c.query), top: c.query.top });
      return {
        rows,
        head: {
          link,
          district,
          candidates,
          left,
          limits: limitsOf(c.query),
          gated,
          closed_by,
          notes,
          fit,
          fit_parts,
          calibration,
        },
        name: `目标企业-${link.name}-${district.name}`,
      };
    },
    workbook: (rows, head, { id, profile_hash, models_hash }) =>
      matchWorkbook(
        {
          ...(head as Static<typeof Head> & Pick<MatchAnswer, 'link' | 'district'>),
          rows: rows as MatchRow[],
          snapshot: id,
          profile: profile_hash,
          models: models_hash,
        },
        readProfile(),
      ),
  }),
  item({
    path: '/api/match/spread',
    summary: { zh: '目标企业清单的分布', en: 'How a target list spreads over score, capital, year and province' },
    access: staffByDistrict,
    district: { in: 'query', field: 'district' },
    query: SpreadQuery,
    answer: SpreadAnswer,
    handler: (c) => matchSpread(c.db, question(c.query)),
  }),
];
