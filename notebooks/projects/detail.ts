/** One project: where it stands, entering what happened, and everything that was ever said of it. */
import type { TimelineEvent } from '../shell/answers.ts';
import { dataTable } from '../shell/data-table.ts';
import { count, dash, minute, money } from '../shell/format.ts';
import { type Child, h } from '../shell/h.ts';
import { inChinese, pick, t } from '../shell/language.ts';
import type { Timeline } from './answers.ts';
import { eventForm } from './event-form.ts';
import { mayWrite, type ProjectsLife } from './values.ts';
import { data, daysLeft, evidenceOf, kindTitle, milestoneTitle, told } from './words.ts';

export function detailPanels(life: ProjectsLife, timeline: Timeline): HTMLElement[] {
  return [
    standing(life, timeline),
    ...(mayWrite(life.data.session) ? [eventForm(life, timeline)] : []),
    history(life, timeline),
  ];
}

function standing(life: ProjectsLife, timeline: Timeline): HTMLElement {
  const { register } = timeline;
  return h(
    'section',
    { class: 'panel project', id: 'project' },
    h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        id: 'back',
        on: { click: () => void life.change({ project: '', correct: '' }, { push: true }) },
      },
      t('projects.back'),
    ),
    h('h2', inChinese(), register?.name ?? timeline.project_id),
    register ? facts(life, timeline) : h('p', { class: 'note' }, t('projects.only_entered')),
    timeline.escalations.length > 0 &&
      h(
        'ul',
        { class: 'rules' },
        timeline.escalations.map((e) =>
          h(
            'li',
            {},
            h('strong', { class: 'badge warn' }, told(e.escalate_to)),
            ` ${pick(e.title, e.title_en)} · `,
            t('projects.n_days', { n: count(e.days) }),
          ),
        ),
      ),
  );
}

function facts(life: ProjectsLife, { project_id, register }: Timeline): HTMLElement {
  const p = register!;
  const district = life.data.districts.find((d) => d.district_id === p.district_id);
  const milestones = life.data.milestones.filter((m) => m.project_id === project_id);
  const fact = (title: string, ...value: Child[]) => [h('dt', {}, title), h('dd', {}, value)];
  return h(
    'dl',
    { class: 'facts' },
    fact(t('projects.code'), project_id),
    fact(t('district.title'), district ? pick(district.name, district.name_en) : dash),
    fact(t('projects.investor'), data(p.investor)),
    fact(t('projects.link'), data(p.link)),
    fact(t('projects.stage'), data(p.stage), ` ${p.stage_on} · ${t('projects.grade_of', { grade: p.stage_grade })}`),
    fact(t('projects.signed_on'), p.signed_on ?? dash),
    fact(t('projects.amount'), money(p.amount_cny)),
    fact(t('projects.arrived'), money(p.arrived_cny)),
    fact(
      t('projects.milestones'),
      milestones.length === 0
        ? dash
        : h(
            'ul',
            {},
            milestones.map((m) =>
              h(
                'li',
                { class: m.days_left < 0 && 'bad' },
                `${milestoneTitle(m.milestone)} ${m.due_on} · ${daysLeft(m.days_left)}`,
                m.open_cny !== null && ` · ${t('projects.open_money')} ${money(m.open_cny)}`,
              ),
            ),
          ),
    ),
    p.stalled &&
      fact(
        t('projects.stuck'),
        t('projects.stalled', { n: count(p.stalled_days ?? 0) }),
        ' ',
        data(p.cause_text ?? p.cause_title),
      ),
  );
}

/** Newest first. Nothing is ever taken out: what was corrected says when and by what. */
function history(life: ProjectsLife, { events }: Timeline): HTMLElement {
  const may = mayWrite(life.data.session);
  return h(
    'section',
    { class: 'panel' },
    h('h2', {}, t('projects.history')),
    h('p', { class: 'hint' }, t('projects.history_hint')),
    dataTable<TimelineEvent>({
      id: 'history',
      caption: t('projects.history'),
      nothing: dash,
      rows: [...events].reverse(),
      columns: [
        {
          title: t('projects.happened_on'),
          cell: (e) => h('span', { class: 'day' }, e.happened_on),
          by: (e) => e.happened_on,
        },
        {
          title: t('projects.known_at'),
          cell: (e) => h('span', { class: 'day' }, minute(e.known_at)),
          by: (e) => e.known_at,
        },
        { title: t('projects.event'), cell: (e) => kindTitle(e.kind), by: (e) => e.kind, heads: true },
        { title: t('projects.sum'), cell: (e) => money(e.amount_cny), by: (e) => e.amount_cny, number: true },
        { title: t('projects.grade'), cell: (e) => e.evidence_grade ?? 'D', by: (e) => e.evidence_grade ?? 'D' },
        { title: t('projects.evidence'), cell: evidence },
        { title: t('projects.status'), cell: (e) => status(e, events), by: (e) => (e.corrected_by ? 1 : 0) },
        ...(may ? [{ title: t('projects.correct'), cell: (e: TimelineEvent) => corrector(life, e) }] : []),
      ],
    }),
  );
}

const evidence = (e: TimelineEvent): Child => [
  evidenceOf(e.evidence),
  [...new Set([e.cause, e.note])]
    .filter(Boolean)
    .map((text) => h('span', { class: 'block muted', ...inChinese() }, text)),
  h('span', { class: 'block muted' }, `${e.actor} · `, data(e.source)),
];

function status(e: TimelineEvent, events: readonly TimelineEvent[]): Child {
  const first = events.find((other) => other.event_id === e.corrects);
  const by = events.find((other) => other.event_id === e.corrected_by);
  return [
    e.pending && h('strong', { class: 'badge warn pending' }, t('projects.pending')),
    e.corrected_by &&
      h(
        'span',
        { class: 'block bad' },
        t('projects.corrected', { at: minute(e.corrected_at ?? ''), by: by ? kindTitle(by.kind) : '' }),
      ),
    first &&
      h('span', { class: 'block' }, t('projects.corrects', { what: `${kindTitle(first.kind)} ${first.happened_on}` })),
    !e.corrected_by && !e.pending && !first && h('span', { class: 'muted' }, t('projects.stands')),
  ];
}

const corrector = (life: ProjectsLife, e: TimelineEvent): Child =>
  e.corrected_by || e.kind === 'retraction'
    ? dash
    : h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          id: `correct-${e.event_id}`,
          'aria-label': `${t('projects.correct')}: ${kindTitle(e.kind)} ${e.happened_on}`,
          on: {
            click: () =>
              void life
                .change({ correct: e.event_id }, { reload: false })
                .then(() => document.getElementById('happened-on')?.focus()),
          },
        },
        t('projects.correct'),
      );
