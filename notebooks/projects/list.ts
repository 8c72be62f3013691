/** The projects of the district: where each stands, what is due next, what holds it up. */
import { dataTable } from '../shell/data-table.ts';
import { count, dash, money } from '../shell/format.ts';
import { type Child, h } from '../shell/h.ts';
import { inChinese, t } from '../shell/language.ts';
import type { Project } from './answers.ts';
import type { ProjectsLife } from './values.ts';
import { data, daysLeft, milestoneTitle } from './words.ts';

/** As the register names them, in their order. */
const stages = ['线索', '首谈', '洽谈', '签约', '前期', '在建', '竣工', '投产', '达产', '终止'];

/** A project's name as the way into it. `id`: where it stands once on the page. */
export const opener = (
  life: ProjectsLife,
  { project_id, name }: Pick<Project, 'project_id' | 'name'>,
  id: string | null = null,
): HTMLElement =>
  h(
    'button',
    {
      type: 'button',
      class: 'quiet opener',
      id,
      ...inChinese(),
      on: { click: () => void life.change({ project: project_id, correct: '' }, { push: true }) },
    },
    name,
  );

export function listPanel(life: ProjectsLife): HTMLElement {
  const { projects } = life.data;
  return h(
    'section',
    { class: 'panel', 'aria-label': t('projects.tab_list') },
    filters(life),
    h('p', { class: 'hint', id: 'project-count' }, t('projects.count', { n: count(projects.length) })),
    dataTable<Project>({
      id: 'projects',
      caption: t('projects.tab_list'),
      nothing: t('projects.none'),
      rows: projects,
      columns: [
        {
          title: t('projects.name'),
          cell: (p) => opener(life, p, `open-${p.project_id}`),
          by: (p) => p.name,
          heads: true,
        },
        { title: t('projects.stage'), cell: (p) => data(p.stage), by: (p) => stages.indexOf(p.stage) },
        { title: t('projects.next'), cell: next, by: (p) => p.next_due_on },
        { title: t('projects.amount'), cell: (p) => money(p.amount_cny), by: (p) => p.amount_cny, number: true },
        { title: t('projects.arrived'), cell: (p) => money(p.arrived_cny), by: (p) => p.arrived_cny, number: true },
        { title: t('projects.stuck'), cell: stuck, by: (p) => p.stalled_days },
        {
          title: t('projects.last_known'),
          cell: (p) => h('span', { class: 'day' }, p.last_known_on),
          by: (p) => p.last_known_on,
        },
      ],
    }),
  );
}

function next(p: Project): Child {
  if (!p.next_milestone || !p.next_due_on) return dash;
  const left = Math.round((Date.parse(p.next_due_on) - Date.parse(p.data_on)) / 86_400_000);
  return [
    `${milestoneTitle(p.next_milestone)} `,
    h('span', { class: 'day' }, p.next_due_on),
    h('span', { class: left < 0 ? 'block bad' : 'block muted' }, daysLeft(left)),
  ];
}

const stuck = (p: Project): Child =>
  p.stalled
    ? [
        h('span', { class: 'bad' }, t('projects.stalled', { n: count(p.stalled_days ?? 0) })),
        h('span', { class: 'block', ...inChinese() }, p.cause_text ?? p.cause_title),
      ]
    : p.stage === '终止'
      ? data(p.cause_text ?? p.cause_title)
      : dash;

function filters(life: ProjectsLife): HTMLElement {
  const { stage, find, stuck: only } = life.values;
  const search = h('input', {
    id: 'find',
    type: 'search',
    value: find,
    on: { change: () => void life.change({ find: search.value }) },
  });
  const list = h(
    'select',
    { id: 'stage', on: { change: () => void life.change({ stage: list.value }) } },
    h('option', { value: '' }, t('projects.all_stages')),
    stages.map((s) => h('option', { value: s, selected: s === stage, ...inChinese() }, s)),
  );
  const box = h('input', {
    id: 'stuck',
    type: 'checkbox',
    checked: only !== '',
    on: { change: () => void life.change({ stuck: box.checked ? '1' : '' }) },
  });
  return h(
    'div',
    { class: 'form' },
    h('div', { class: 'field' }, h('label', { for: 'find' }, t('projects.find')), search),
    h('div', { class: 'field' }, h('label', { for: 'stage' }, t('projects.stage')), list),
    h('div', { class: 'tick' }, box, h('label', { for: 'stuck' }, t('projects.only_stuck'))),
  );
}
