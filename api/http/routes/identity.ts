/** One company, one identity: what waits for a person, decisions and their log; short names; age of the data. */
import Type from 'typebox';
import { IdentityDecision } from '../../../data/schema/ledger/identity.ts';
import { Stored } from '../../../data/schema/ledger-tables.ts';
import { published } from '../../../data/schema/published.ts';
import { maybe, real, text, whole } from '../../../data/schema/types.ts';
import { dataAge } from '../../../engine/index.ts';
import { companiesToReview, decideIdentity, findCompanies, identityLog, undoIdentity } from '../../../ingest/index.ts';
import { allow, everyone, plannersOnly, staff } from '../access.ts';
import { item, type Route, rows, write } from '../route.ts';

/** Pairs name projects of all districts. */
const readers = allow({ planner: 'all', leader: 'all' });
const { sequence, recorded_at } = Stored.properties;
const Decision = Type.Object({ sequence, recorded_at, ...IdentityDecision.properties });
const id = (description: string) => Type.String({ minLength: 1, maxLength: 80, description });
const reason = Type.String({ minLength: 1, maxLength: 500, description: '理由' });

const asked: Route[] = [
  rows({
    path: '/api/identity/companies',
    summary: { zh: '待判定的企业对，附证据', en: 'Pairs of filings that may be one company, with the evidence' },
    access: readers,
    live: true,
    row: published['enterprise.link'],
    key: ['left_id', 'right_id', 'method'],
    handler: (c) => companiesToReview(c.store),
  }),
  rows({
    path: '/api/identity/projects',
    summary: {
      zh: '可能为同一项目的项目对：两地填报、重复签约、一项多码、分期',
      en: 'Pairs of project codes that may be one project',
    },
    access: readers,
    row: published['project.pair'],
    key: ['left_id', 'right_id'],
    filters: ['kind', 'outcome', 'score', 'left_district_id', 'right_district_id'],
    sorts: ['score', 'left_id'],
    handler: async () => ({ sql: 'select * from project.pair' }),
  }),
];

const decided: Route[] = [
  rows({
    path: '/api/identity/decisions',
    summary: { zh: '判定日志', en: 'Decisions about identity' },
    access: readers,
    live: true,
    row: Type.Object({ ...Decision.properties, undone_by: maybe(whole('撤销记录序号')) }),
    key: ['sequence'],
    handler: (c) => identityLog(c.store),
  }),
  write({
    path: '/api/identity/decisions',
    summary: { zh: '判定两者是否同一', en: 'Say whether two are one; the next build obeys' },
    access: plannersOnly,
    body: Type.Object({
      subject: IdentityDecision.properties.subject,
      left: id('标识一'),
      right: id('标识二'),
      verdict: Type.Enum(['same', 'different'], { type: 'string', description: '判定' }),
      relation: Type.Optional(Type.String({ maxLength: 40, description: '项目关系' })),
      reason,
    }),
    answer: Decision,
    handler: (c) => decideIdentity(c.store, { ...c.body, actor: c.principal.subject }),
  }),
  write({
    path: '/api/identity/decisions/:sequence/undo',
    summary: { zh: '撤销判定', en: 'Take a decision back; the next build obeys' },
    access: plannersOnly,
    params: Type.Object({ sequence: Type.Integer({ minimum: 1 }) }),
    body: Type.Object({ reason }),
    answer: Decision,
    handler: (c) => undoIdentity(c.store, c.params.sequence, { reason: c.body.reason, actor: c.principal.subject }),
  }),
];

const found: Route[] = [
  rows({
    path: '/api/find',
    summary: { zh: '按简称找企业，附理由', en: 'Companies by a short name, with reasons' },
    access: staff,
    query: Type.Object({
      q: Type.String({ minLength: 1, maxLength: 100, description: '简称、全称或其中一段' }),
      top: Type.Integer({ minimum: 1, maximum: 50, default: 10 }),
    }),
    row: Type.Object({
      enterprise_id: text('企业标识'),
      name: text('企业名称'),
      as_filed: maybe(text('填报名称')),
      province: maybe(text('省份')),
      prefecture: maybe(text('地区')),
      match_score: real('名称相似', 'log-odds, comparable within one question only'),
      reasons: text('理由', 'feature part; largest first'),
    }),
    key: ['enterprise_id'],
    handler: async (c) =>
      (await findCompanies(c.db, c.query.q, c.query.top)).map(({ score, reasons, ...company }) => ({
        ...company,
        match_score: score,
        reasons: reasons.map((r) => `${r.feature} ${r.part.toFixed(2)}`).join('; '),
      })),
  }),
  item({
    path: '/api/data-age',
    summary: { zh: '各库数据日期', en: 'How old each library is' },
    access: everyone,
    live: true,
    answer: Type.Object({
      libraries: Type.Array(
        Type.Object({
          ...published['meta.data_age'].properties,
          age_days: whole('数据天数', 'days since the newest data date'),
        }),
      ),
    }),
    handler: async (c) => ({ libraries: (await dataAge(c.db, new Date().toISOString().slice(0, 10))) as never }),
  }),
];

export const identityRoutes: Route[] = [...asked, ...decided, ...found];
