/** What is urged and what is cleared, as data: causes of standstill, when a project is escalated and to whom, when it counts as idle. */
import { readFileSync } from 'node:fs';
import Type, { type TObject } from 'typebox';
import { check } from './check.ts';
import { kindNames } from './ledger.ts';
import { maybe, real, text, whole } from './types.ts';

const closed = { additionalProperties: false };
const words = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 });

/** What is measured of a project in days: see project.register for each. */
export const supervisionMeasures = ['overdue_days', 'stalled_days', 'silent_days', 'unpaid_days'] as const;
export const milestones = ['start', 'completion', 'production'] as const;

export const SupervisionRules = Type.Object(
  {
    version: Type.String(),
    authority: Type.String(),
    approved_by: Type.Array(Type.Unsafe<(typeof kindNames)[number]>(Type.Enum([...kindNames])), {
      minItems: 1,
      description: 'any of these counts as approved',
    }),
    idle_months: Type.Integer({ minimum: 1, description: 'approved and not started for so long = to be cleared' }),
    causes: Type.Array(
      Type.Object({ cause: Type.String(), title: Type.String(), title_en: Type.String(), words }, closed),
      { description: 'the first cause of which a word stands in the text of a stall' },
    ),
    escalations: Type.Array(
      Type.Object(
        {
          rule_id: Type.String(),
          title: Type.String(),
          title_en: Type.String(),
          measure: Type.Enum([...supervisionMeasures]),
          milestone: Type.Union([Type.Enum([...milestones]), Type.Null()], {
            description: 'only where this is what is due next',
          }),
          at_least: Type.Number({ exclusiveMinimum: 0, description: 'days' }),
          to: Type.Enum(['district', 'city']),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type SupervisionRules = Type.Static<typeof SupervisionRules>;

/** @throws AppError rule_invalid naming the first breach */
export const readSupervisionRules = (
  path: URL = new URL('../rules/supervision.json', import.meta.url),
): SupervisionRules =>
  check(SupervisionRules, JSON.parse(readFileSync(path, 'utf8')), 'rule_invalid', 'data/rules/supervision.json');

const StuckCause = Type.Object({
  position: whole('次序'),
  cause: text('原因标识'),
  title: text('原因'),
  title_en: text('cause'),
  word: text('用词'),
});
const Escalation = Type.Object({
  rule_id: text('规则'),
  title: text('规则名称'),
  title_en: text('rule'),
  measure: text('量度'),
  milestone: maybe(text('节点')),
  at_least: real('下限', 'days'),
  escalate_to: text('报送', 'district or city'),
});
const Clearing = Type.Object({
  approved_by: text('批准依据', 'kind of event'),
  idle_months: whole('闲置期限', 'months'),
});

/** The rules as tables for models: relation → record and rows. */
export const supervisionTables = (
  rules: SupervisionRules,
): Record<string, { record: TObject; rows: Record<string, unknown>[] }> => ({
  'rule.stuck_cause': {
    record: StuckCause,
    rows: rules.causes.flatMap(({ words: list, ...cause }, position) =>
      list.map((word) => ({ ...cause, position, word })),
    ),
  },
  'rule.escalation': {
    record: Escalation,
    rows: rules.escalations.map(({ to, ...rule }) => ({ ...rule, escalate_to: to })),
  },
  'rule.clearing': {
    record: Clearing,
    rows: rules.approved_by.map((approved_by) => ({ approved_by, idle_months: rules.idle_months })),
  },
});
