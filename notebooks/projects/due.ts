/** What is overdue, what comes, and of which projects somebody must be told. */
import { dataTable } from '../shell/data-table.ts';
import { count, dash, money } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { pick, t } from '../shell/language.ts';
import type { Escalation, Milestone } from './answers.ts';
import { opener } from './list.ts';
import type { ProjectsLife } from './values.ts';
import { data, daysLeft, milestoneTitle, told } from './words.ts';

const spans = ['30', '90', '180', '365'];

export function duePanels(life: ProjectsLife): HTMLElement[] {
  const { milestones, escalations } = life.data;
  const late = milestones.filter((m) => m.days_left < 0);
  const coming = milestones.filter((m) => m.days_left >= 0 && m.days_left <= Number(life.values.within));
  return [
    panel(t('projects.late', { n: count(late.length) }), milestoneTable(life, 'late', late)),
    panel(t('projects.coming', { n: count(coming.length) }), span(life), milestoneTable(life, 'coming', coming)),
    panel(t('projects.told', { n: count(escalations.length) }), escalationTable(life, escalations)),
  ];
}

const panel = (title: string, ...content: HTMLElement[]): HTMLElement =>
  h('section', { class: 'panel' }, h('h2', {}, title), content);

function span(life: ProjectsLife): HTMLElement {
  const list = h(
    'select',
    { id: 'within', on: { change: () => void life.change({ within: list.value }, { reload: false }) } },
    spans.map((n) => h('option', { value: n, selected: n === life.values.within }, t('projects.within_days', { n }))),
  );
  return h('div', { class: 'field short' }, h('label', { for: 'within' }, t('projects.within')), list);
}

const milestoneTable = (life: ProjectsLife, id: string, rows: readonly Milestone[]): HTMLElement =>
  dataTable<Milestone>({
    id,
    caption: t('projects.tab_due'),
    nothing: t('projects.none_due'),
    rows,
    columns: [
      { title: t('projects.name'), cell: (m) => opener(life, m), by: (m) => m.name, heads: true },
      { title: t('projects.milestone'), cell: (m) => milestoneTitle(m.milestone), by: (m) => m.milestone },
      { title: t('projects.due_on'), cell: (m) => h('span', { class: 'day' }, m.due_on), by: (m) => m.due_on },
      {
        title: t('projects.days'),
        cell: (m) => h('span', { class: m.days_left < 0 && 'bad' }, daysLeft(m.days_left)),
        by: (m) => m.days_left,
      },
      {
        title: t('projects.open_money'),
        cell: (m) => (m.open_cny === null ? dash : money(m.open_cny)),
        by: (m) => m.open_cny,
        number: true,
      },
      { title: t('projects.stage'), cell: (m) => data(m.stage), by: (m) => m.stage },
      {
        title: t('projects.next_rule'),
        cell: (m) =>
          m.escalates_on && m.escalate_to
            ? t('projects.then', {
                day: m.escalates_on,
                to: told(m.escalate_to),
                rule: pick(m.rule_title!, m.rule_title_en),
              })
            : dash,
        by: (m) => m.escalates_on,
      },
    ],
  });

const escalationTable = (life: ProjectsLife, rows: readonly Escalation[]): HTMLElement =>
  dataTable<Escalation>({
    id: 'told',
    caption: t('projects.count_told'),
    nothing: t('projects.none_told'),
    rows,
    columns: [
      { title: t('projects.name'), cell: (e) => opener(life, e), by: (e) => e.name, heads: true },
      { title: t('projects.rule'), cell: (e) => pick(e.title, e.title_en), by: (e) => e.rule_id },
      { title: t('projects.escalate_to'), cell: (e) => told(e.escalate_to), by: (e) => e.escalate_to },
      { title: t('projects.days'), cell: (e) => count(e.days), by: (e) => e.days, number: true },
      { title: t('projects.amount'), cell: (e) => money(e.amount_cny), by: (e) => e.amount_cny, number: true },
      { title: t('projects.stage'), cell: (e) => data(e.stage), by: (e) => e.stage },
      { title: t('projects.cause'), cell: (e) => data(e.cause_title), by: (e) => e.cause_title },
    ],
  });
