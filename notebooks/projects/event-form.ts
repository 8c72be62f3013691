/** Entering what happened to a project, or correcting what was said: refused at the field with the reason, written once. */
import type { TimelineEvent } from '../shell/answers.ts';
import { send } from '../shell/api.ts';
import { h } from '../shell/h.ts';
import { Intention } from '../shell/intention.ts';
import { inChinese, t } from '../shell/language.ts';
import { problemText } from '../shell/problem-text.ts';
import type { Recorded, Timeline } from './answers.ts';
import { eventOf, refusalAt, type Typed, wrongsOf } from './event-entry.ts';
import { type Field, field, sayWrongs } from './field.ts';
import type { ProjectsLife } from './values.ts';
import { enterable, kindTitle, withCause, withMoney } from './words.ts';

const intention = new Intention();
/** What was written last, said beside the form of its project. */
let written: { project: string; text: string } | null = null;

type Fields = Record<keyof Typed, Field>;

export function eventForm(life: ProjectsLife, timeline: Timeline): HTMLElement {
  const events = timeline.events as (TimelineEvent & Record<string, unknown>)[];
  const corrected = events.find((e) => e.event_id === life.values.correct) ?? null;
  const fields = fieldsOf(timeline, corrected);
  const note = h(
    'p',
    { class: 'note', role: 'status', id: 'event-note' },
    written?.project === timeline.project_id && written.text,
  );
  showFitting(fields, corrected !== null);
  fields.kind.input.addEventListener('change', () => showFitting(fields, corrected !== null));
  const submit = async () => {
    const typed = typedIn(fields);
    written = null;
    note.textContent = '';
    note.classList.remove('bad');
    if (sayWrongs(fields, wrongsOf(typed, today()))) return;
    const body = { events: [eventOf(typed, timeline.project_id, corrected)] };
    try {
      const { refused } = await send<Recorded>('POST', 'events', body, intention.keyOf(body));
      intention.answered();
      if (refused[0]) return void sayWrongs(fields, refusalAt(refused[0]));
    } catch (problem) {
      note.classList.add('bad');
      note.textContent = problemText(problem).join(' ');
      return;
    }
    const text = t('projects.recorded', { what: `${kindTitle(typed.kind)} ${typed.happened_on}` });
    written = { project: timeline.project_id, text };
    await life.change({ correct: '' });
    life.announce(text);
  };
  return h(
    'form',
    {
      class: 'panel form',
      id: 'event-form',
      novalidate: true,
      'aria-label': t('projects.enter'),
      on: {
        submit: (event) => {
          event.preventDefault();
          void submit();
        },
      },
    },
    heading(life, corrected),
    Object.values(fields).map(({ element }) => element),
    h('div', { class: 'buttons wide' }, h('button', { type: 'submit', id: 'record' }, t('projects.record')), note),
  );
}

function heading(life: ProjectsLife, corrected: TimelineEvent | null): HTMLElement {
  return h(
    'div',
    { class: 'wide' },
    h('h2', {}, t(corrected ? 'projects.correcting' : 'projects.enter')),
    corrected &&
      h(
        'p',
        { id: 'correcting' },
        `${kindTitle(corrected.kind)} ${corrected.happened_on} `,
        h('span', { class: 'muted', ...inChinese() }, corrected.evidence ?? ''),
        ' ',
        h(
          'button',
          {
            type: 'button',
            class: 'quiet',
            id: 'no-correction',
            on: { click: () => void life.change({ correct: '' }, { reload: false }) },
          },
          t('projects.no_correction'),
        ),
      ),
  );
}

const today = (): string => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

function fieldsOf(timeline: Timeline, corrected: (TimelineEvent & Record<string, unknown>) | null): Fields {
  const was = (name: string) => (typeof corrected?.[name] === 'string' ? (corrected[name] as string) : '');
  const input = (id: string, type: string, value = '', more = {}) => h('input', { id, type, value, ...more });
  const kind = corrected?.kind ?? usualNext(timeline);
  const kinds = corrected ? [...new Set([corrected.kind, 'retraction', ...enterable])] : enterable;
  const amount = corrected?.amount_cny ? String(corrected.amount_cny / 1e4) : '';
  return {
    kind: field(
      choice(
        'kind',
        kinds.map((id) => [id, kindTitle(id)]),
        kind,
      ),
      t('projects.event'),
    ),
    happened_on: field(input('happened-on', 'date', was('happened_on')), t('projects.happened_on')),
    amount: field(input('amount', 'number', amount, { min: 0, step: 'any' }), t('projects.amount_wan')),
    grade: field(choice('grade', grades(), was('evidence_grade') || 'D'), t('projects.grade')),
    evidence: field(input('evidence', 'text', was('evidence'), { maxlength: 500 }), t('projects.evidence'), {
      hint: t('projects.evidence_hint'),
    }),
    cause: field(input('cause', 'text', was('cause'), { maxlength: 500 }), t('projects.cause')),
    note: field(input('note', 'text', was('note'), { maxlength: 500 }), t('projects.note')),
    contract_class: field(
      choice(
        'contract-class',
        [
          ['formal', t('projects.formal')],
          ['framework', t('projects.framework')],
        ],
        was('contract_class'),
      ),
      t('projects.contract_class'),
    ),
    investor: field(
      input('investor', 'text', was('investor') || (timeline.register?.investor ?? '')),
      t('projects.investor'),
    ),
    agreed_start_on: field(input('agreed-start', 'date', was('agreed_start_on')), t('projects.agreed_start')),
    agreed_completion_on: field(
      input('agreed-completion', 'date', was('agreed_completion_on')),
      t('projects.agreed_completion'),
    ),
    agreed_production_on: field(
      input('agreed-production', 'date', was('agreed_production_on')),
      t('projects.agreed_production'),
    ),
  };
}

const choice = (id: string, options: readonly (readonly [string, string])[], value: string): HTMLSelectElement =>
  h(
    'select',
    { id },
    options.map(([name, title]) => h('option', { value: name, selected: name === value }, title)),
  );

const grades = (): [string, string][] => [
  ['A', t('projects.grade_a')],
  ['B', t('projects.grade_b')],
  ['C', t('projects.grade_c')],
  ['D', t('projects.grade_d')],
];

/** The step that most likely comes next, so that the list opens there. */
function usualNext({ register }: Timeline): string {
  if (!register?.signed_on) return 'negotiation';
  return register.next_milestone ?? 'arrival';
}

/** Only the fields that the kind has. */
function showFitting(fields: Fields, correcting: boolean): void {
  const kind = fields.kind.input.value;
  fields.amount.element.hidden = !withMoney.has(kind);
  fields.cause.element.hidden = !withCause.has(kind);
  fields.grade.element.hidden = kind === 'retraction';
  for (const name of [
    'contract_class',
    'investor',
    'agreed_start_on',
    'agreed_completion_on',
    'agreed_production_on',
  ] as const)
    fields[name].element.hidden = kind !== 'contract';
  if (correcting && kind === 'retraction' && !fields.happened_on.input.value) fields.happened_on.input.value = today();
}

const typedIn = (fields: Fields): Typed =>
  Object.fromEntries(Object.entries(fields).map(([name, { input }]) => [name, input.value])) as Typed;
