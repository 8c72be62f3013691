/** What is not known yet and must be asked there, and what was noted so far. */
import { sorted } from '../company/offer.ts';
import { minute } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, type Key, t } from '../shell/language.ts';
import type { Brief, BriefLife } from './answers.ts';
import { fresh, section } from './section.ts';

/** Months after which what the register says must be checked again. */
const stale = 12;

type Question = { key: Key; values?: Record<string, string | number>; detail?: string };

/** Each follows from a gap in what is known; none is asked of everybody. */
export function questions(brief: Brief, now: Date): Question[] {
  const { card, policies, why } = brief;
  const e = card.enterprise;
  const months = (now.getTime() - Date.parse(e.as_of)) / 86_400_000 / 30.44;
  const unknown: [Key, unknown][] = [
    ['company.status', e.status],
    ['company.capital', e.capital_cny],
    ['company.address', e.address],
    ['where.product', e.products],
    ['company.industry', e.industry_code],
  ];
  const missing = unknown.filter(([, value]) => value === null || value === '').map(([key]) => t(key));
  const conditions = sorted(policies).usable.flatMap((p) =>
    p.conditions.filter(({ met }) => met === null).map(({ condition }) => condition),
  );
  return [
    ...(months > stale ? [{ key: 'brief.ask_stale' as const, values: { n: Math.floor(months) } }] : []),
    ...(missing.length
      ? [{ key: 'brief.ask_missing' as const, values: { facts: missing.join(t('list.comma')) } }]
      : []),
    ...card.conflicts.map((c) => ({ key: 'brief.ask_conflict' as const, detail: c.other_value })),
    ...(fresh(card).length === 0 ? [{ key: 'brief.ask_plans' as const }] : []),
    ...fresh(card)
      .slice(0, 2)
      .map((s) => ({
        key: 'brief.ask_sign' as const,
        values: { day: s.happened_on },
        detail: `${s.kind}：${s.false_positive}`,
      })),
    ...card.relations
      .filter((r) => r.by_short_name)
      .map((r) => ({ key: 'brief.ask_relation' as const, detail: `${r.relation} ${r.other_name}` })),
    ...(conditions.length
      ? [{ key: 'brief.ask_conditions' as const, detail: [...new Set(conditions)].join('、') }]
      : []),
    ...(why?.evidence.some(({ activity, weight }) => activity === 'unclear' && weight > 0)
      ? [{ key: 'brief.ask_activity' as const }]
      : []),
  ];
}

export const questionsSection = (life: BriefLife): HTMLElement => {
  const asked = questions(life.data, life.now);
  return section(
    'questions',
    'brief.questions',
    asked.length === 0
      ? h('p', { class: 'muted' }, t('brief.no_questions'))
      : h(
          'ol',
          { class: 'asked' },
          asked.map(({ key, values, detail }) =>
            h('li', {}, t(key, values), detail && h('span', inChinese(), ` ${detail}`)),
          ),
        ),
  );
};

export const notesSection = ({ data: { notes } }: BriefLife): HTMLElement[] =>
  notes.length === 0
    ? []
    : [
        section(
          'notes',
          'brief.notes',
          h(
            'ul',
            { class: 'dots' },
            notes.map(({ recorded_at, note }) =>
              h('li', {}, h('span', { class: 'muted' }, minute(recorded_at)), ' ', h('span', inChinese(), note)),
            ),
          ),
        ),
      ];
