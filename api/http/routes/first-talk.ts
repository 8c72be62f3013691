/** First talk (首谈报备): file, follow, decide. Officers file and follow their own; transfers, shares and rulings are the city's. */
import Type, { type Static } from 'typebox';
import { FirstTalkRules, readFirstTalkRules } from '../../../data/schema/first-talk.ts';
import {
  FirstTalkDispute,
  FirstTalkRuling,
  FirstTalkShare,
  FirstTalkStep,
  FirstTalkTransfer,
} from '../../../data/schema/ledger/first-talk.ts';
import { Stored } from '../../../data/schema/ledger-tables.ts';
import { flag } from '../../../data/schema/types.ts';
import {
  fileFirstTalk,
  listFilings,
  matchProjects,
  openDispute,
  ruleDispute,
  type ShownFiling,
  shareFirstTalk,
  showFiling,
  stepFirstTalk,
  transferFirstTalk,
} from '../../../engine/index.ts';
import { allow, doers, plannersOnly, staff } from '../access.ts';
import {
  FilingCard,
  FilingLikeness,
  FilingRow,
  Filing as FilingSchema,
  ProjectLikeness,
  Share,
  seenBy,
  seenProjects,
} from '../first-talk.ts';
import { type Context, item, type Route, rows, write } from '../route.ts';
import { boundTo, requireOwn } from '../scope.ts';

const closed = { additionalProperties: false };
const readers = allow({ officer: 'own_district', planner: 'all', leader: 'all' });
const { sequence, recorded_at } = Stored.properties;
const stored = <T extends Record<string, Type.TSchema>>(properties: T) => Type.Object({ sequence, recorded_at, ...properties }); // biome-ignore format: one thought
const said = (description: string) => Type.String({ minLength: 1, maxLength: 1000, description });
const day = Type.String({ format: 'date', description: 'YYYY-MM-DD' });
const adcode = Type.String({ pattern: '^\\d{6}$', description: '区县, adcode' });
const documents = (minItems: number) => Type.Array(said('文件或链接'), { minItems, maxItems: 50 });
const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 60, description: '编号' }) });
const decided = { decided_by: said('决定机构，如联席会议'), decided_on: day };

/** The filing, once it is known to be the caller's to see. @throws AppError filing_not_found, forbidden */
async function ownFiling(c: Pick<Context, 'store' | 'principal'>, id: string): Promise<ShownFiling> {
  const shown = await showFiling(c.store, id);
  requireOwn(c.principal, shown.filing.district_id, shown.holder_district_id);
  return shown;
}

const read: Route[] = [
  item({
    path: '/api/first-talk-rules',
    summary: {
      zh: '首谈规则，未设定的标明未设定',
      en: 'The first-talk rules in force; empty = not decided by the office',
    },
    access: staff,
    answer: Type.Object({ rules: FirstTalkRules }),
    handler: async () => ({ rules: readFirstTalkRules() }),
  }),
  rows({
    path: '/api/first-talks',
    summary: { zh: '首谈报备', en: 'First-talk filings as they stand today' },
    access: readers,
    // The own district's: filed by it, or handed over to it.
    district: { in: 'handler' },
    live: true,
    row: FilingRow,
    key: ['filing_id'],
    filters: ['district_id', 'holder_district_id', 'state', 'contested', 'talked_on', 'filed_on'],
    sorts: ['filed_on', 'talked_on', 'investment_cny'],
    handler: async (c) => {
      const own = boundTo(c.principal);
      const all = await listFilings(c.store);
      return all
        .filter((f) => own === undefined || [f.filing.district_id, f.holder_district_id].includes(own))
        .map(({ filing, ...standing }) => ({ ...filing, ...standing }));
    },
  }),
  item({
    path: '/api/first-talks/:id',
    summary: {
      zh: '一份报备：时效、流转、分享、相似、争议',
      en: 'One filing with its clock, way, likenesses and disputes',
    },
    access: readers,
    district: { in: 'handler' },
    live: true,
    params: Id,
    answer: FilingCard,
    handler: async (c) => {
      const shown = await ownFiling(c, c.params.id);
      return {
        ...shown,
        matches: seenBy(c.principal, shown.matches),
        disputes: shown.disputes.map(({ parts, ...dispute }) => ({ ...dispute, by_part: parts })),
      } as Static<typeof FilingCard>;
    },
  }),
  item({
    path: '/api/first-talks/:id/matches',
    summary: { zh: '相似的报备和已入库项目', en: 'Filings and projects that look like a filing' },
    access: readers,
    district: { in: 'handler' },
    live: true,
    params: Id,
    answer: Type.Object({ matches: Type.Array(FilingLikeness), projects: Type.Array(ProjectLikeness) }),
    handler: async (c) => {
      const { filing, matches } = await ownFiling(c, c.params.id);
      const projects = await matchProjects(c.db, filing, readFirstTalkRules());
      return { matches: seenBy(c.principal, matches), projects: seenProjects(c.principal, projects) };
    },
  }),
];

const filed: Route[] = [
  write({
    path: '/api/first-talks',
    summary: { zh: '首谈报备', en: 'File a first talk; says at once what it looks like' },
    access: doers,
    district: { in: 'body', field: 'district_id' },
    body: Type.Object(
      {
        district_id: adcode,
        project_name: said('项目名称'),
        investor_name: said('投资主体'),
        investor_credit_code: Type.Optional(said('统一社会信用代码')),
        content: Type.Optional(said('投资内容')),
        link: Type.Optional(said('产业链环节')),
        investment: Type.Number({ description: '计划投资, in units of the currency' }),
        currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217; default CNY' })),
        talked_on: day,
        evidence: documents(1),
      },
      closed,
    ),
    answer: Type.Object({
      filing: FilingSchema,
      repeated: flag('重复', 'on record already'),
      matches: Type.Array(FilingLikeness),
    }),
    handler: async (c) => {
      const { investor_credit_code, content, link, currency, ...filing } = c.body;
      const made = await fileFirstTalk(c.store, {
        ...filing,
        investor_credit_code: investor_credit_code ?? null,
        content: content ?? null,
        link: link ?? null,
        currency: currency ?? 'CNY',
        actor: c.principal.subject,
      });
      return { ...made, matches: seenBy(c.principal, made.matches) as Static<typeof FilingLikeness>[] };
    },
  }),
  write({
    path: '/api/first-talks/:id/steps',
    summary: { zh: '续期、撤回或签约', en: 'Renewal, withdrawal, or the contract that came of it' },
    access: doers,
    district: { in: 'handler' },
    params: Id,
    body: Type.Object(
      {
        step: FirstTalkStep.properties.step,
        on: day,
        reason: said('说明'),
        project_id: Type.Optional(said('项目代码, of a signing')),
        evidence: Type.Optional(documents(0)),
      },
      closed,
    ),
    answer: stored(FirstTalkStep.properties),
    handler: async (c) => {
      await ownFiling(c, c.params.id);
      const { project_id, evidence, ...step } = c.body;
      return stepFirstTalk(c.store, {
        ...step,
        filing_id: c.params.id,
        project_id: project_id ?? null,
        evidence: evidence ?? [],
        actor: c.principal.subject,
      });
    },
  }),
  write({
    path: '/api/first-talks/:id/disputes',
    summary: { zh: '提出争议', en: 'Contest another filing: both claims are kept as made' },
    access: doers,
    district: { in: 'handler' },
    params: Id,
    body: Type.Object({ rival_id: said('相对报备'), claim: said('主张'), rival_claim: Type.Optional(said('相对方主张')) }, closed), // biome-ignore format: one thought
    answer: stored(FirstTalkDispute.properties),
    handler: async (c) => {
      await ownFiling(c, c.params.id);
      const { rival_claim, ...dispute } = c.body;
      const { subject: actor } = c.principal;
      return openDispute(c.store, { ...dispute, filing_id: c.params.id, rival_claim: rival_claim ?? null, actor });
    },
  }),
];

const decidedByCity: Route[] = [
  write({
    path: '/api/first-talks/:id/transfers',
    summary: { zh: '登记流转决定', en: 'Record the decision that another district goes on talking' },
    access: plannersOnly,
    params: Id,
    body: Type.Object({ to_district_id: adcode, reason: said('流转原因'), ...decided, decision: said('决定文号') }, closed), // biome-ignore format: one thought
    answer: stored(FirstTalkTransfer.properties),
    handler: (c) => transferFirstTalk(c.store, { ...c.body, filing_id: c.params.id, actor: c.principal.subject }),
  }),
  write({
    path: '/api/first-talks/:id/shares',
    summary: { zh: '登记分享协议：每类合计 100 %', en: 'Record the shares agreed on: 100 % of each kind, all or none' },
    access: plannersOnly,
    params: Id,
    body: Type.Object(
      {
        shares: Type.Array(
          Type.Object(
            {
              kind: FirstTalkShare.properties.kind,
              district_id: adcode,
              share_pct: Type.Number({ description: 'per cent' }),
              start_trigger: said('起算, such as 首次纳税'),
              years: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: '年限; default: without end' })),
            },
            closed,
          ),
          { minItems: 1, maxItems: 100 },
        ),
        ...decided,
      },
      closed,
    ),
    answer: Type.Object({ shares: Type.Array(Share) }),
    handler: async (c) => ({
      shares: await shareFirstTalk(c.store, {
        ...c.body,
        shares: c.body.shares.map((share) => ({ ...share, years: share.years ?? null })),
        filing_id: c.params.id,
        actor: c.principal.subject,
      }),
    }),
  }),
  write({
    path: '/api/first-talk-disputes/:id/rulings',
    summary: { zh: '登记裁定', en: "Record the arbiter's ruling on a dispute" },
    access: plannersOnly,
    params: Id,
    body: Type.Object({ ruling: FirstTalkRuling.properties.ruling, reason: said('理由'), ...decided, decision: said('决定文号') }, closed), // biome-ignore format: one thought
    answer: stored(FirstTalkRuling.properties),
    handler: (c) => ruleDispute(c.store, { ...c.body, dispute_id: c.params.id, actor: c.principal.subject }),
  }),
];

export const firstTalkRoutes: Route[] = [...read, ...filed, ...decidedByCity];
