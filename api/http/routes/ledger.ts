/** What people enter about projects: events, verdicts on suspicions, exits. Durable when answered; nothing is ever changed. */
import Type from 'typebox';
import { ProjectExit } from '../../../data/schema/ledger/exit.ts';
import { SuspicionVerdict } from '../../../data/schema/ledger/review.ts';
import { type LedgerEvent as Event, LedgerEvent, type NewEvent, refusalCodes } from '../../../data/schema/ledger.ts';
import { Stored } from '../../../data/schema/ledger-tables.ts';
import { text, whole } from '../../../data/schema/types.ts';
import { judgeSuspicion, projectTimeline, recordEvents, recordExit, suspicionCard } from '../../../engine/index.ts';
import { doers } from '../access.ts';
import { asKnownAt } from '../figure.ts';
import { type Route, write } from '../route.ts';
import { boundTo, requireOwn } from '../scope.ts';

const closed = { additionalProperties: false };
const said = (description: string) => Type.String({ minLength: 1, maxLength: 1000, description });
const amount = (description: string) => Type.Optional(Type.Number({ minimum: 0, description }));
const day = Type.String({ format: 'date', description: 'YYYY-MM-DD' });
const { sequence, recorded_at } = Stored.properties;

/** Who enters it and when it was learned are not the sender's to say: a past release stays as it was. */
const entered = (event: unknown, actor: string): NewEvent =>
  (event !== null && typeof event === 'object'
    ? { ...event, actor, source: 'api', known_at: undefined, recorded_at: undefined, event_id: undefined }
    : event) as NewEvent;

export const ledgerRoutes: Route[] = [
  write({
    path: '/api/events',
    summary: {
      zh: '登记项目进展（成批），逐条说明接受或退回',
      en: 'Enter project events: sound ones are kept, of the others the reason is said',
    },
    access: doers,
    // Each event is judged by where its project is; those of other districts are refused one by one.
    district: { in: 'handler' },
    body: Type.Object(
      {
        events: Type.Array(
          // Whatever was sent: what is no event is refused by its index, the others are kept.
          Type.Unknown({
            description: `kind, happened_on, project_id and what belongs to the kind: ${Object.keys(LedgerEvent.properties).join(', ')}. actor, source and times of knowing are set by the door.`,
          }),
          { minItems: 1, maxItems: 1000 },
        ),
      },
      closed,
    ),
    answer: Type.Object({
      accepted: Type.Array(LedgerEvent),
      refused: Type.Array(
        Type.Object({
          index: whole('序号', 'from 0, as sent'),
          code: Type.Enum([...refusalCodes], { type: 'string', title: '退回代码' }),
          reason: text('退回原因'),
        }),
      ),
    }),
    handler: async (c) => {
      const events = c.body.events.map((event) => entered(event, c.principal.subject));
      const { accepted, refused } = await recordEvents(c.store, events, { db: c.db, only: boundTo(c.principal) });
      return { accepted: accepted as Event[], refused };
    },
  }),
  write({
    path: '/api/suspicions/:id/verdict',
    summary: {
      zh: '记录对疑点的核查结论',
      en: 'Record what a person found about a suspicion; nothing is taken off the list',
    },
    access: doers,
    district: { in: 'handler' },
    params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{16}$', description: '疑点标识' }) }),
    body: Type.Object(
      {
        verdict: SuspicionVerdict.properties.verdict,
        reason: said('说明'),
        evidence: Type.Optional(said('佐证：文件或链接')),
        as_known_at: asKnownAt,
        since: asKnownAt,
      },
      closed,
    ),
    answer: Type.Object({ sequence, recorded_at, ...SuspicionVerdict.properties }),
    handler: async (c) => {
      const { as_known_at, since, evidence, ...finding } = c.body;
      const asked = { as_known_at, since };
      requireOwn(c.principal, (await suspicionCard(c.db, c.store, c.params.id, asked)).suspicion.district_id);
      return judgeSuspicion(
        c.db,
        c.store,
        { ...finding, suspicion_id: c.params.id, evidence: evidence ?? null, actor: c.principal.subject },
        asked,
      );
    },
  }),
  write({
    path: '/api/projects/:id/exit',
    summary: {
      zh: '登记项目退出：由谁决定、收回什么',
      en: 'Record the exit of a project: by whose decision, and what became free',
    },
    access: doers,
    district: { in: 'handler' },
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 120, description: '项目代码' }) }),
    body: Type.Object(
      {
        cause: said('退出原因：data/rules/supervision.json 中的原因，或 other'),
        reason: said('说明'),
        exited_on: day,
        land_freed_mu: amount('收回土地, mu'),
        land_quota_freed_mu: amount('释放用地指标, mu'),
        energy_quota_freed_tce: amount('释放能耗指标, tonnes of standard coal a year'),
        decided_by: said('决定机构'),
        decision: said('决定文号'),
        filed_with: Type.Optional(said('备案机关')),
      },
      closed,
    ),
    answer: Type.Object({ sequence, recorded_at, ...ProjectExit.properties }),
    handler: async (c) => {
      requireOwn(c.principal, (await projectTimeline(c.db, c.store, c.params.id)).district_id);
      const { land_freed_mu, land_quota_freed_mu, energy_quota_freed_tce, filed_with, ...exit } = c.body;
      return recordExit(c.db, c.store, {
        ...exit,
        project_id: c.params.id,
        land_freed_mu: land_freed_mu ?? null,
        land_quota_freed_mu: land_quota_freed_mu ?? null,
        energy_quota_freed_tce: energy_quota_freed_tce ?? null,
        filed_with: filed_with ?? null,
        actor: c.principal.subject,
      });
    },
  }),
];
