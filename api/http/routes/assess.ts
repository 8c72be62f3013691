/** Assessment: formulas, scores with their working, and what a draft would change. */
import Type, { type Static } from 'typebox';
import { AppError } from '../../../data/errors.ts';
import { Formula } from '../../../data/schema/assessment.ts';
import { readFormulas } from '../../../data/schema/formula-file.ts';
import { type AssessQuestion, askAssessment, type Edits } from '../../../engine/index.ts';
import { staff } from '../access.ts';
import { item, type Route, write } from '../route.ts';

const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' });
const when = {
  against: Type.Optional(Type.String({ maxLength: 60 })),
  as_known_at: Type.Optional(day),
  on: Type.Optional(day),
};

const AssessQuery = Type.Object({
  formula: Type.String({ minLength: 1, maxLength: 60, description: 'id of a shipped formula' }),
  edits: Type.Optional(
    Type.String({
      maxLength: 4000,
      description: 'JSON: {"items": {id: {points, cap, part_cap}}, "deductions": {id: {points_each, cap}}}',
    }),
  ),
  ...when,
});

/** The engine's answer as it is; its parts are described in engine/assess. */
const open = { additionalProperties: true };
const Answer = Type.Object({
  formula: Type.Object(
    {},
    { ...open, title: '办法', description: 'the formula with its edits: data/schema/assessment.ts' },
  ),
  assessment: Type.Object(
    {},
    {
      ...open,
      title: '考核结果',
      description: 'units with score, interval, place, band and the working of every item',
    },
  ),
  hints: Type.Array(Type.Object({}, open), {
    title: '可能的漏洞',
    description: 'where the formula invites gaming; for people to judge',
  }),
  against: Type.Union([Type.Object({}, open), Type.Null()], { title: '对照办法的结果' }),
  moved: Type.Array(Type.Object({}, open), {
    title: '名次变化',
    description: 'place before and after, with the items that moved a unit against its class',
  }),
});

const optional = ({ against, as_known_at, on }: { against?: string; as_known_at?: string; on?: string }) => ({
  ...(against ? { against } : {}),
  ...(as_known_at ? { as_known_at } : {}),
  ...(on ? { on } : {}),
});

const question = (query: Static<typeof AssessQuery>): AssessQuestion => ({
  formula: query.formula,
  ...(query.edits ? { edits: parseEdits(query.edits) } : {}),
  ...optional(query),
});

function parseEdits(json: string): Edits {
  try {
    return JSON.parse(json) as Edits;
  } catch (cause) {
    throw new AppError(
      'option_invalid',
      `edits are not JSON: ${(cause as Error).message}`,
      'write them as {"items": {"start": {"points": 30}}}',
      {},
      cause,
    );
  }
}

export const assessRoutes: Route[] = [
  item({
    path: '/api/assess/formulas',
    summary: { zh: '考核办法（示例）', en: 'Assessment formulas, as data, with their sources' },
    access: staff,
    answer: Type.Object({ formulas: Type.Array(Formula) }),
    handler: async () => ({ formulas: [...readFormulas().values()] }),
  }),
  item({
    path: '/api/assess',
    summary: { zh: '考核得分与逐项计算', en: 'Scores, places with intervals and the working of every item' },
    access: staff,
    query: AssessQuery,
    answer: Answer,
    handler: (c) => askAssessment(c.db, question(c.query)),
  }),
  write({
    path: '/api/assess/drafts',
    summary: {
      zh: '试算一份考核办法草案',
      en: 'What a draft formula would have given on past data; nothing is kept but the audit entry',
    },
    access: staff,
    body: Type.Object({ formula: Type.Object({}, { ...open, title: '办法' }), ...when }),
    answer: Answer,
    handler: (c) => askAssessment(c.db, { formula: c.body.formula, ...optional(c.body) }),
  }),
];
