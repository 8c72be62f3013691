/** Shortlists: add a company, note, change its state, remove it. Officers for their own district. */
import Type from 'typebox';
import { ShortlistStep, shortlistStates } from '../../../data/schema/ledger/shortlist.ts';
import { instant, maybe, real, text, whole } from '../../../data/schema/types.ts';
import {
  addToShortlist,
  districtOfEntry,
  listShortlist,
  type Shortlisted,
  type ShortlistNote,
  stepShortlist,
} from '../../../engine/index.ts';
import { shortlistWorkbook } from '../../shortlist-workbook.ts';
import { allow, doers } from '../access.ts';
import { type Route, rows, write } from '../route.ts';
import { boundTo, requireOwn } from '../scope.ts';

const step = ShortlistStep.properties;
const closed = { additionalProperties: false };
const named = (description: string) => Type.String({ minLength: 1, maxLength: 100, description });
const note = Type.Optional(Type.String({ minLength: 1, maxLength: 2000, description: '记事; no personal data' }));
const Id = Type.Object({ id: Type.String({ pattern: '^HX[0-9A-F]{12}$', description: '候选编号' }) });

const Entry = Type.Object({
  entry_id: step.entry_id,
  enterprise_id: step.enterprise_id,
  name: text('企业名称'),
  province: maybe(text('省份')),
  link_id: step.link_id,
  link: text('环节名称'),
  link_en: text('环节英文名'),
  district_id: step.district_id,
  district: text('区县名'),
  district_en: text('区县英文名'),
  state: text('状态', shortlistStates.join(', ')),
  rank: maybe(whole('名次', 'in the published list; empty = not within it')),
  score: maybe(real('得分', 'a score, not a probability')),
  note: maybe(text('最近记事')),
  notes: whole('记事数'),
  added_at: instant('加入时间', 'UTC'),
  changed_at: instant('最近变更', 'UTC'),
});
const Note = Type.Object({
  entry_id: step.entry_id,
  step: step.step,
  state: step.state,
  note: step.note,
  actor: step.actor,
  recorded_at: instant('入账时间', 'UTC'),
});

export const shortlistRoutes: Route[] = [
  rows({
    path: '/api/shortlist',
    summary: { zh: '候选名单与记事', en: 'Companies that districts mean to approach, with notes' },
    access: allow({ officer: 'own_district', planner: 'all', leader: 'all' }),
    // The ledger is asked for the caller's district only.
    district: { in: 'handler' },
    live: true,
    row: Entry,
    head: Type.Object({ history: Type.Array(Note, { description: 'every step of the entries, oldest first' }) }),
    key: ['entry_id'],
    filters: ['district_id', 'link_id', 'state', 'enterprise_id'],
    sorts: ['changed_at', 'added_at', 'score', 'name'],
    handler: async (c) => {
      const { entries, history } = await listShortlist(c.db, c.store, { district: boundTo(c.principal) ?? null });
      return { rows: entries, head: { history }, name: '候选名单' };
    },
    workbook: (entries, head, { id }) =>
      shortlistWorkbook(entries as Shortlisted[], (head as { history: ShortlistNote[] }).history, id),
  }),
  write({
    path: '/api/shortlist',
    summary: { zh: '加入候选名单', en: 'Put a company on the shortlist of a district for a link' },
    access: doers,
    district: { in: 'body', field: 'district' },
    body: Type.Object({ enterprise: named('企业标识'), link: named('环节'), district: named('区县'), note }, closed),
    answer: Type.Object({ entry_id: step.entry_id, repeated: Type.Boolean({ title: '已在名单' }) }),
    handler: (c) => addToShortlist(c.db, c.store, { ...c.body, note: c.body.note ?? null, actor: c.principal.subject }),
  }),
  write({
    path: '/api/shortlist/:id/steps',
    summary: { zh: '记事、变更状态或移出', en: 'Note something, change the state, or take it off the list' },
    access: doers,
    district: { in: 'handler' },
    params: Id,
    body: Type.Object(
      {
        step: Type.Enum(['noted', 'moved', 'removed'], { type: 'string', description: '操作' }),
        state: Type.Optional(Type.Enum([...shortlistStates], { type: 'string', description: '状态, of moved' })),
        note,
      },
      closed,
    ),
    answer: Note,
    handler: async (c) => {
      requireOwn(c.principal, await districtOfEntry(c.store, c.params.id));
      const { step: what, state, note: words } = c.body;
      return stepShortlist(c.store, c.params.id, {
        step: what,
        state: state ?? null,
        note: words ?? null,
        actor: c.principal.subject,
      });
    },
  }),
];
