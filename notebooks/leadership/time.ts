/** Which city, which district, as known when; and what changed since an earlier day. */
import { dataTable } from '../shell/data-table.ts';
import { percent } from '../shell/figure.ts';
import { count, dash } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, pick, t } from '../shell/language.ts';
import type { Change } from './answers.ts';
import type { Context } from './facts.ts';
import { projectButton } from './projects.ts';

/** Months back that the slider reaches. */
const reach = 60;

/** Newest day seen in this visit: the right end of the slider. */
let newest = '';

export function controls(context: Context): HTMLElement {
  const { data, values } = context;
  const known = data.fulfilment.as_known_at.slice(0, 10);
  if (known > newest) newest = known;
  const back = monthsBetween(known, newest);
  const slider = h('input', {
    id: 'known',
    type: 'range',
    min: -reach,
    max: 0,
    step: 1,
    value: -back,
    'aria-valuetext': known,
    on: {
      change: () => void context.change({ known: monthsBefore(newest, -Number(slider.value)), drill: '', project: '' }),
    },
  });
  const day = h('input', {
    id: 'known-day',
    type: 'date',
    value: known,
    max: newest,
    on: { change: () => day.value && void context.change({ known: day.value, drill: '', project: '' }) },
  });
  const district = h(
    'select',
    {
      id: 'district',
      on: { change: () => void context.change({ district: district.value, drill: '', project: '' }, { push: true }) },
    },
    h('option', { value: '' }, t('leadership.city')),
    data.districts.map((one) =>
      h(
        'option',
        { value: one.district_id, selected: one.district_id === values.district },
        pick(one.name, one.name_en),
      ),
    ),
  );
  return h(
    'section',
    { class: 'panel form no-print', 'aria-label': t('leadership.controls') },
    field('district', t('leadership.district'), district),
    field('known', t('leadership.as_known', { day: known }), slider),
    field('known-day', t('leadership.day'), day),
    h('div', {}, h('button', { type: 'button', on: { click: () => print() } }, t('leadership.print'))),
  );
}

const field = (id: string, label: string, input: HTMLElement): HTMLElement =>
  h('div', { class: 'field' }, h('label', { for: id }, label), input);

export function changes(context: Context): HTMLElement {
  const { data, values } = context;
  const known = data.fulfilment.as_known_at.slice(0, 10);
  const before = h('input', {
    id: 'before',
    type: 'date',
    value: values.before,
    max: known,
    on: { change: () => void context.change({ before: before.value }) },
  });
  return h(
    'section',
    { class: 'panel wide', 'aria-labelledby': 'changes' },
    h('h2', { id: 'changes' }, t('leadership.changes')),
    h('div', { class: 'form no-print' }, field('before', t('leadership.before'), before)),
    data.diff
      ? [
          h(
            'p',
            {},
            t('leadership.changed', {
              before: percent(data.diff.before.value),
              after: percent(data.diff.after.value),
              from: data.diff.before.as_known_at.slice(0, 10),
              to: data.diff.after.as_known_at.slice(0, 10),
              on: data.diff.before.on,
            }),
          ),
          table(context, data.diff.changes),
        ]
      : h('p', { class: 'muted' }, t('leadership.changes_how')),
  );
}

const table = (context: Context, rows: Change[]): HTMLElement =>
  dataTable({
    id: 'changes-table',
    caption: t('leadership.changes'),
    nothing: t('leadership.nothing_changed'),
    columns: [
      {
        title: t('leadership.project'),
        cell: (row) => (row.project_id ? projectButton(context, row.project_id, row.project_id) : t('leadership.task')),
        by: (row) => row.key,
        heads: true,
      },
      {
        title: t('leadership.numerator'),
        cell: (row) => moved(row.numerator_before, row.numerator_after),
        by: (row) => row.numerator_after - row.numerator_before,
        number: true,
      },
      {
        title: t('leadership.denominator'),
        cell: (row) => moved(row.denominator_before, row.denominator_after),
        by: (row) => row.denominator_after - row.denominator_before,
        number: true,
      },
      { title: t('leadership.event'), cell: (row) => h('span', inChinese(), row.kinds.join('、') || dash) },
    ],
    rows,
  });

const moved = (from: number, to: number): string => (from === to ? count(to) : `${count(from)} → ${count(to)}`);

const monthsBetween = (from: string, to: string): number =>
  Math.min(
    reach,
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)),
  );

/** The last day of the month so many months before, or the day itself. */
function monthsBefore(day: string, months: number): string {
  if (months === 0) return day;
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return new Date(Date.UTC(year, month - months, 0)).toISOString().slice(0, 10);
}
