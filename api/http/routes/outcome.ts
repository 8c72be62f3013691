/** What became of approaches, and what that proves of the score. */
import Type, { type Static } from 'typebox';
import { AppError } from '../../../data/errors.ts';
import { MatchOutcome, outcomeResults } from '../../../data/schema/ledger/outcome.ts';
import { published } from '../../../data/schema/published.ts';
import { instant, whole } from '../../../data/schema/types.ts';
import { calibrationReport, listOutcomes, recordOutcomes } from '../../../engine/index.ts';
import { doers, staff, staffByDistrict } from '../access.ts';
import { Calibration } from '../calibration.ts';
import { item, type Route, rows, write } from '../route.ts';

const { values: _, ...shown } = MatchOutcome.properties;
const Row = Type.Object({ sequence: whole('序号'), ...shown, recorded_at: instant('入账时间', 'UTC') });
const day = Type.String({ format: 'date', description: 'YYYY-MM-DD' });
const said = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });

const Body = Type.Object(
  {
    enterprise: said('id or full name'),
    link: said('id or name'),
    district_id: Type.String({ pattern: '^\\d{6}$', description: '区县, adcode' }),
    contacted_on: day,
    result: Type.Unsafe<(typeof outcomeResults)[number]>(Type.Enum([...outcomeResults], { type: 'string' })),
    decided_on: Type.Optional(day),
    reason: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { additionalProperties: false },
);

export const outcomeRoutes: Route[] = [
  rows({
    path: '/api/outcomes',
    summary: { zh: '接洽结果', en: 'What became of approaches, the newest word on each' },
    access: staffByDistrict,
    district: { in: 'row', field: 'district_id' },
    live: true,
    row: Row,
    key: ['sequence'],
    filters: ['district_id', 'link_id', 'result', 'contacted_on'],
    sorts: ['sequence', 'contacted_on', 'decided_on', 'score'],
    handler: async (c) => (await listOutcomes(c.store)) as unknown as Record<string, unknown>[],
  }),
  write({
    path: '/api/outcomes',
    summary: { zh: '登记接洽结果', en: 'Record a first contact or what became of it' },
    access: doers,
    district: { in: 'body', field: 'district_id' },
    body: Body,
    answer: Row,
    handler: async (c) => {
      const { district_id, ...given } = c.body;
      const { accepted, refused } = await recordOutcomes(
        c.db,
        c.store,
        [{ ...given, district: district_id, actor: c.principal.subject }],
        c.once === undefined ? {} : { once: c.once },
      );
      if (refused[0]) throw new AppError('outcome_refused', refused[0].reason, 'correct it and send it again');
      return accepted[0] as unknown as Static<typeof Row>;
    },
  }),
  item({
    path: '/api/outcomes/calibration',
    summary: {
      zh: '结果校准：拟合权重、可靠性、Brier；结果不足时为空',
      en: 'Weights fitted to outcomes, reliability and Brier held out by company; empty while outcomes are too few',
    },
    access: staff,
    answer: Type.Object({
      decided: whole('结果数', 'decided approaches in the snapshot'),
      landed: whole('落地数'),
      calibration: Type.Union([Calibration, Type.Null()]),
      weights: Type.Array(published['match.refit']),
      reliability: Type.Array(published['match.reliability']),
    }),
    handler: (c) => calibrationReport(c.db),
  }),
];
