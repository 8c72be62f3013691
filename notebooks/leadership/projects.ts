/** Funnel, stuck projects, suspicions: what to look at first. */
import { arriving } from '../shell/arriving.ts';
import { chart, Plot, tone } from '../shell/chart.ts';
import { dataTable } from '../shell/data-table.ts';
import { percent } from '../shell/figure.ts';
import { count, dash, money } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, language, pick, t } from '../shell/language.ts';
import type { Check, StuckProject } from './answers.ts';
import { type Context, districtNamed } from './facts.ts';

/** A project's name that opens its events. */
export const projectButton = (context: Context, id: string, name: string): HTMLElement =>
  h(
    'button',
    {
      type: 'button',
      class: 'quiet break',
      ...inChinese(),
      'data-project': id,
      on: { click: () => void context.change({ project: id }, { push: true }) },
    },
    name,
  );

export function funnel(context: Context): HTMLElement {
  const { figures, breaks } = context.data.fulfilment.funnel;
  const name = (at: number) => pick(figures[at]!.caliber.title, figures[at]!.caliber.title_en);
  const named = (metric: string) => {
    const at = figures.findIndex((figure) => figure.metric === metric);
    return `${name(at)} ${percent(figures[at]!.value)}`;
  };
  const steps = figures.map((figure, at) => ({ name: name(at), value: figure.value, n: figure.n }));
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'funnel' },
    h('h2', { id: 'funnel' }, t('leadership.funnel')),
    chart(
      {
        height: 40 + 34 * steps.length,
        marginLeft: 110,
        x: { label: null, domain: [0, 100], percent: true, grid: true, tickFormat: (value: number) => `${value}%` },
        y: { label: null, domain: steps.map((step) => step.name) },
        marks: [
          Plot.barX(steps, { x: 'value', y: 'name', fill: tone(1) }),
          Plot.text(steps, {
            x: 'value',
            y: 'name',
            text: (step) => `${percent(step.value)} n=${step.n}`,
            textAnchor: 'start',
            dx: 5,
            fill: 'currentColor',
          }),
        ],
        marginRight: 90,
      },
      steps.map((step) => `${step.name} ${percent(step.value)}`).join(language() === 'zh' ? '，' : ', '),
    ),
    breaks.map(({ wider, narrower }) =>
      h(
        'p',
        { class: 'badge warn break' },
        t('leadership.out_of_order', { wider: named(wider), narrower: named(narrower) }),
      ),
    ),
  );
}

export function stuck(context: Context): HTMLElement {
  const days = (row: StuckProject) => (row.stalled ? row.stalled_days : row.overdue_days);
  return h(
    'section',
    { class: 'panel wide', 'aria-labelledby': 'stuck' },
    h('h2', { id: 'stuck' }, t('leadership.stuck')),
    dataTable({
      id: 'stuck-table',
      caption: t('leadership.stuck'),
      nothing: t('leadership.none_stuck'),
      columns: [
        {
          title: t('leadership.project'),
          cell: (row) => projectButton(context, row.project_id, row.name),
          by: (row) => row.name,
          heads: true,
        },
        {
          title: t('leadership.district'),
          cell: (row) => districtNamed(context, row.district_id),
          by: (row) => row.district_id,
        },
        {
          title: t('leadership.amount'),
          cell: (row) => money(row.amount_cny),
          by: (row) => row.amount_cny,
          number: true,
        },
        { title: t('leadership.stage'), cell: (row) => h('span', inChinese(), row.stage), by: (row) => row.stage },
        {
          title: t('leadership.stands'),
          cell: (row) => t(row.stalled ? 'leadership.stalled' : 'leadership.overdue', { n: days(row) ?? dash }),
          by: days,
        },
        {
          title: t('leadership.cause'),
          cell: (row) => h('span', inChinese(), row.cause_text ?? row.cause_title ?? t('leadership.no_cause')),
        },
      ],
      rows: context.data.fulfilment.stuck,
    }),
  );
}

export function suspected(context: Context): HTMLElement {
  const list = h('div', {}, h('p', { class: 'muted' }, t('state.loading')));
  return h(
    'section',
    { class: 'panel wide', 'aria-labelledby': 'suspected' },
    h('h2', { id: 'suspected' }, t('leadership.suspected')),
    h('p', { class: 'hint' }, t('leadership.suspected_hint')),
    arriving(list, context.data.checks, (checks) => [foundBy(context, checks)]),
  );
}

function foundBy(context: Context, checks: readonly Check[]): HTMLElement {
  const found = checks.filter((check) => check.found.length > 0);
  return found.length === 0
    ? h('p', { class: 'muted' }, t('leadership.none_suspected'))
    : h(
        'div',
        { class: 'board' },
        found.map((check) => findings(context, check)),
      );
}

/** Every finding of a check with its measure; a long list scrolls. */
function findings(context: Context, check: Check): HTMLElement {
  return h(
    'details',
    { class: 'finding' },
    h('summary', {}, `${pick(check.title, check.title_en)} `, h('b', {}, count(check.found.length))),
    h('p', { class: 'hint' }, t('leadership.measured_in', { unit: pick(check.unit, check.unit_en) })),
    h(
      'ul',
      { tabindex: '0', 'aria-label': pick(check.title, check.title_en) },
      check.found.map((one) =>
        h(
          'li',
          {},
          one.project_ids.slice(0, 3).map((id) => projectButton(context, id, id)),
          h(
            'span',
            { class: 'muted' },
            ` ${districtNamed(context, one.district_id)} ${t('leadership.measured', { figure: short(one.figure), bound: short(one.bound) })}`,
          ),
        ),
      ),
    ),
  );
}

const short = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en-US');
