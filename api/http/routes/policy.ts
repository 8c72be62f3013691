/** Policies: legal status first, text, clauses to review, what fits a project. Nothing here knows a company's score. */
import Type from 'typebox';
import { policyVerdicts } from '../../../data/schema/ledger/policy.ts';
import { published } from '../../../data/schema/published.ts';
import { flag, instant, maybe, real, text, texts } from '../../../data/schema/types.ts';
import { policyCard, policyFit, recordVerdict, searchPolicies, verdictsOf } from '../../../engine/index.ts';
import { allow, everyone, plannersOnly } from '../access.ts';
import { item, type Route, rows, write } from '../route.ts';

const current = published['policy.current'].properties;
const piece = published['policy.article'].properties;
const hit = published['policy.hit'].properties;

/** Marks are leads for reviewers, not findings: they stay among those who work with them. */
const reviewers = allow({ officer: 'all', planner: 'all', leader: 'all', researcher: 'all' });
const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 120, description: '文号' }) });

const Row = Type.Object({
  policy_id: current.policy_id,
  status: current.status,
  standing: current.standing,
  in_force: current.in_force,
  title: current.title,
  issuer: current.issuer,
  level: current.level,
  issued_on: current.issued_on,
  effective_on: current.effective_on,
  expires_on: current.expires_on,
  places: current.places,
  district_ids: current.district_ids,
  chains: current.chains,
  instruments: current.instruments,
  reviewed_on: current.reviewed_on,
  as_of: current.as_of,
});
const Piece = Type.Object({
  piece_id: piece.piece_id,
  kind: piece.kind,
  number: piece.number,
  path: piece.path,
  text: piece.text,
  page: piece.page,
});
const Found = Type.Object({
  policy_id: current.policy_id,
  standing: current.standing,
  in_force: current.in_force,
  title: current.title,
  ...Piece.properties,
  relevance: real('相关度', 'BM25; texts that hold the words as they stand come first whatever it is'),
});
const Fit = Type.Object({
  policy_id: current.policy_id,
  status: current.status,
  standing: current.standing,
  in_force: current.in_force,
  verdict: text('符合程度', '适用, 待核实, 不适用'),
  title: current.title,
  issuer: current.issuer,
  conditions: Type.Array(
    Type.Object({ condition: text('条件'), met: maybe(flag('符合', 'null = unknown')), reason: text('理由') }),
  ),
  instruments: texts('支持方式'),
  standard: current.standard,
  cap: current.cap,
});
const word = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 100, description }));

export const policyRoutes: Route[] = [
  rows({
    path: '/api/policies',
    summary: { zh: '政策库，效力在先', en: 'Policies, legal standing first' },
    access: everyone,
    row: Row,
    key: ['policy_id'],
    filters: ['status', 'in_force', 'level', 'instruments', 'district_ids', 'issued_on'],
    sorts: ['policy_id', 'issued_on', 'title'],
    handler: async () => ({
      sql: `select policy_id, status, standing, in_force, title, issuer, level, issued_on, effective_on, expires_on, places, district_ids,
        chains, instruments, reviewed_on, as_of from policy.current`,
    }),
  }),
  rows({
    path: '/api/policies/search',
    summary: { zh: '检索政策条文', en: 'Search the texts of policies' },
    access: everyone,
    query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 100, description: '词语' }) }),
    row: Found,
    key: ['piece_id'],
    handler: async (c) => (await searchPolicies(c.db, c.query.q, 50)) as unknown as Record<string, unknown>[],
  }),
  item({
    path: '/api/policies/fit',
    summary: { zh: '哪些政策适合我的项目', en: 'Which policies fit a project, condition by condition' },
    access: everyone,
    query: Type.Object({
      link: word('环节'),
      district: word('区县'),
      size: Type.Optional(Type.Enum(['大型', '中型', '小型', '微型'], { type: 'string', description: '企业规模' })),
      industry: word('GB/T 4754-2017'),
      investment_cny: Type.Optional(Type.Number({ minimum: 0, maximum: 1e15, description: 'CNY' })),
      land_mu: Type.Optional(Type.Number({ minimum: 0, maximum: 1e6, description: 'mu' })),
      instruments: Type.Optional(
        Type.String({ minLength: 1, maxLength: 40, description: '支持方式, joined by commas' }),
      ),
    }),
    answer: Type.Object({ policies: Type.Array(Fit) }),
    handler: async (c) => {
      const { instruments, ...asked } = c.query;
      return {
        policies: await policyFit(c.db, {
          ...asked,
          ...(instruments ? { instruments: instruments.split(/[,，、]/) } : {}),
        }),
      };
    },
  }),
  item({
    path: '/api/policies/:id',
    summary: { zh: '一份政策及其条文', en: 'One policy with its text' },
    access: everyone,
    params: Id,
    answer: Type.Object({ policy: published['policy.current'], articles: Type.Array(Piece) }),
    handler: async (c) => {
      const { policy, articles } = await policyCard(c.db, c.params.id);
      return { policy, articles } as never;
    },
  }),
  item({
    path: '/api/policies/:id/hits',
    summary: {
      zh: '待人工审查的条款：命中不等于违规',
      en: 'Clauses to review: a hit is not a breach, no hit is no clearance',
    },
    access: reviewers,
    params: Id,
    live: true,
    answer: Type.Object({
      hits: Type.Array(
        Type.Object({
          hit_id: hit.hit_id,
          piece_id: hit.piece_id,
          article: hit.article,
          also: hit.also,
          strength: hit.strength,
          title: hit.title,
          quote: hit.quote,
          start: hit.start,
          why: hit.why,
          check: hit.check,
          verdict: maybe(text('审查意见')),
          reason: maybe(text('理由')),
          decided_at: maybe(instant('审查时间')),
        }),
      ),
    }),
    handler: async (c) => {
      const { hits } = await policyCard(c.db, c.params.id);
      const verdicts = await verdictsOf(c.store, c.params.id);
      return {
        hits: hits.map((h) => {
          const word = verdicts.get(h.hit_id);
          return {
            ...h,
            verdict: word?.verdict ?? null,
            reason: word?.reason ?? null,
            decided_at: word?.recorded_at ?? null,
          };
        }),
      };
    },
  }),
  write({
    path: '/api/policy-hits/:id/verdict',
    summary: { zh: '记录审查意见', en: "Record a reviewer's verdict on a marked clause" },
    access: plannersOnly,
    params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{16}$' }) }),
    body: Type.Object(
      {
        verdict: Type.Enum([...policyVerdicts], { type: 'string', description: '审查意见' }),
        reason: Type.String({ minLength: 1, maxLength: 1000 }),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({ hit_id: hit.hit_id, policy_id: hit.policy_id, verdict: text('审查意见') }),
    handler: async (c) => recordVerdict(c.db, c.store, c.params.id, { ...c.body, actor: c.principal.subject }),
  }),
];
