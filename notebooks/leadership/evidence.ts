/** From a number to its projects, and from a project to its events with their evidence. */
import type { TimelineEvent } from '../shell/answers.ts';
import { address } from '../shell/api.ts';
import { dataTable } from '../shell/data-table.ts';
import { percent } from '../shell/figure.ts';
import { count, dash, money } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, pick, t } from '../shell/language.ts';
import type { Part } from './answers.ts';
import { type Context, districtNamed, listed } from './facts.ts';
import { projectButton } from './projects.ts';

export function drill(context: Context): HTMLElement | null {
  const { drill } = context.data;
  if (!drill) return null;
  const { figure, rows } = drill;
  const money_ = figure.denominator !== figure.n;
  const amount = (value: number) => (money_ ? money(value) : count(value));
  const query = { as_known_at: context.values.known || null, district: context.values.of || null };
  return h(
    'section',
    { class: 'panel wide', 'aria-labelledby': 'drill', id: 'drill-panel', tabindex: '-1' },
    h(
      'div',
      { class: 'buttons' },
      h(
        'h2',
        { id: 'drill' },
        `${pick(figure.caliber.title, figure.caliber.title_en)} ${districtNamed(context, context.values.of || null)} ${percent(figure.value)}`,
      ),
      h('span', { class: 'spacer' }),
      h('a', { class: 'button', href: address(`metrics/${figure.metric}/projects.xlsx`, query) }, t('leadership.xlsx')),
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          id: 'close-drill',
          on: { click: () => void context.change({ drill: '', of: '', project: '' }) },
        },
        t('leadership.close'),
      ),
    ),
    h(
      'p',
      { class: 'hint' },
      t('leadership.drill_sum', {
        num: amount(figure.numerator),
        den: amount(figure.denominator),
        n: figure.n,
        listed: Math.min(listed, rows.length),
      }),
    ),
    dataTable<Part>({
      id: 'drill-table',
      caption: t('leadership.drill'),
      nothing: t('leadership.no_projects'),
      columns: [
        {
          title: t('leadership.project'),
          cell: (row) =>
            row.project_id ? projectButton(context, row.project_id, row.name ?? row.project_id) : t('leadership.task'),
          by: (row) => row.name,
          heads: true,
        },
        {
          title: t('leadership.district'),
          cell: (row) => districtNamed(context, row.district_id),
          by: (row) => row.district_id,
        },
        { title: t('leadership.signed'), cell: (row) => row.signed_on ?? dash, by: (row) => row.signed_on },
        {
          title: t('leadership.numerator'),
          cell: (row) => amount(row.numerator),
          by: (row) => row.numerator,
          number: true,
        },
        {
          title: t('leadership.denominator'),
          cell: (row) => amount(row.denominator),
          by: (row) => row.denominator,
          number: true,
        },
        { title: t('leadership.reached'), cell: (row) => row.reached_on ?? dash, by: (row) => row.reached_on },
        {
          title: t('leadership.stage'),
          cell: (row) => h('span', inChinese(), row.stage ?? dash),
          by: (row) => row.stage,
        },
        { title: t('leadership.cause'), cell: (row) => h('span', inChinese(), row.cause_title ?? '') },
      ],
      rows,
    }),
  );
}

export function timeline(context: Context): HTMLElement | null {
  const { timeline } = context.data;
  if (!timeline) return null;
  return h(
    'section',
    { class: 'panel wide', 'aria-labelledby': 'timeline', id: 'timeline-panel', tabindex: '-1' },
    h(
      'div',
      { class: 'buttons' },
      h('h2', { id: 'timeline', ...inChinese() }, timeline.register?.name ?? timeline.project_id),
      h('span', { class: 'muted' }, timeline.project_id),
      h('span', { class: 'spacer' }),
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          id: 'close-timeline',
          on: { click: () => void context.change({ project: '' }) },
        },
        t('leadership.close'),
      ),
    ),
    dataTable<TimelineEvent>({
      id: 'timeline-table',
      caption: t('leadership.timeline'),
      nothing: t('leadership.no_events'),
      columns: [
        { title: t('leadership.happened'), cell: (event) => event.happened_on, by: (event) => event.happened_on },
        { title: t('leadership.known'), cell: (event) => event.known_at.slice(0, 10), by: (event) => event.known_at },
        {
          title: t('leadership.event'),
          cell: (event) => h('span', { class: event.corrected_by && 'struck' }, event.kind),
          by: (event) => event.kind,
          heads: true,
        },
        {
          title: t('leadership.amount'),
          cell: (event) => (event.amount_cny === null ? '' : money(event.amount_cny)),
          by: (event) => event.amount_cny,
          number: true,
        },
        {
          title: t('leadership.grade'),
          cell: (event) => event.evidence_grade ?? dash,
          by: (event) => event.evidence_grade,
        },
        {
          title: t('leadership.evidence'),
          cell: (event) =>
            h('span', inChinese(), [event.evidence, event.cause, event.note].filter(Boolean).join(' · ')),
        },
        { title: t('leadership.source'), cell: (event) => h('span', inChinese(), `${event.source} · ${event.actor}`) },
        { title: t('leadership.standing'), cell: (event) => standing(event) },
      ],
      rows: timeline.events,
    }),
  );
}

function standing(event: TimelineEvent): string {
  if (event.corrected_by) return t('leadership.corrected', { day: event.corrected_at?.slice(0, 10) ?? dash });
  return event.pending ? t('leadership.pending') : '';
}
