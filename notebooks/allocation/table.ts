/** Every investor with its lead, who stands by, and why the lead leads or is not the best. */
import { dataTable } from '../shell/data-table.ts';
import { dash, score } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, type Key, pick, t } from '../shell/language.ts';
import { pageAddress } from '../shell/page-address.ts';
import type { AllocationLife, Allotted, Named } from './answers.ts';

const notes: Record<string, Key> = {
  best: 'allocation.note_best',
  best_is_full: 'allocation.note_full',
  first_talk: 'allocation.note_first_talk',
  diversity: 'allocation.note_diversity',
  capacity_short: 'allocation.note_short',
  no_open_district: 'allocation.note_closed',
};

/** Parts named as the reason. */
const named = 2;

export function investorPanel(life: AllocationLife): HTMLElement {
  const { allocation, districts } = life.data;
  const { district } = life.values;
  const at = districts.find((one) => one.district_id === district);
  const rows = allocation.rows.filter(
    ({ lead, reserves }) => district === '' || [lead, ...reserves].some((one) => one?.district_id === district),
  );
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'investors' },
    h(
      'h2',
      { id: 'investors' },
      at ? t('allocation.investors_of', { district: pick(at.name, at.name_en) }) : t('allocation.investors'),
    ),
    at &&
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          id: 'all-districts',
          on: { click: () => void life.change({ district: '' }, { reload: false, push: true }) },
        },
        t('allocation.all_districts'),
      ),
    h(
      'p',
      { class: 'hint', role: 'status', id: 'count' },
      t('shortlist.count', { shown: rows.length, all: allocation.rows.length }),
    ),
    table(life, rows),
  );
}

function table(life: AllocationLife, rows: readonly Allotted[]): HTMLElement {
  return dataTable<Allotted>({
    id: 'allotted',
    caption: t('allocation.investors'),
    nothing: t('allocation.nobody'),
    rows,
    columns: [
      { title: t('shortlist.company'), heads: true, by: (row) => row.name, cell: (row) => card(row) },
      { title: t('link.title'), by: (row) => row.link_id, cell: (row) => linkName(life, row) },
      { title: t('allocation.lead'), by: (row) => row.lead?.district_id ?? null, cell: (row) => place(life, row.lead) },
      {
        title: t('allocation.reserves'),
        cell: (row) => (row.reserves.length === 0 ? dash : row.reserves.map((one) => place(life, one))),
      },
      { title: t('allocation.why'), by: (row) => Object.keys(notes).indexOf(row.note), cell: (row) => why(life, row) },
      {
        title: t('allocation.lost'),
        number: true,
        by: (row) => row.lost,
        cell: (row) => (row.lead ? score(row.lost) : dash),
      },
    ],
  });
}

function card(row: Allotted): HTMLElement {
  const { enterprise_id: id, link_id: link, lead } = row;
  return h('a', { href: pageAddress('company', { id, link, district: lead?.district_id }), ...inChinese() }, row.name);
}

function linkName({ data }: AllocationLife, row: Allotted): string {
  const link = data.links.find((one) => one.link_id === row.link_id);
  return link ? pick(link.name, link.name_en) : row.link;
}

function place({ data }: AllocationLife, one: Named | null): HTMLElement {
  if (!one) return h('span', { class: 'muted' }, t('allocation.none'));
  const district = data.districts.find(({ district_id }) => district_id === one.district_id);
  return h(
    'span',
    { class: 'place' },
    district ? pick(district.name, district.name_en) : one.name,
    h('small', { class: 'muted' }, ` ${score(one.score)}`),
  );
}

function why(life: AllocationLife, row: Allotted): HTMLElement {
  const { factors } = life.overview.profile;
  const parts = row.why
    .filter(({ factor }) => factors[factor])
    .slice(0, named)
    .map(
      ({ factor, by }) =>
        `${pick(factors[factor]!.title, factors[factor]!.title_en)} ${by > 0 ? '+' : '−'}${score(Math.abs(by))}`,
    );
  const best = row.best && life.data.districts.find(({ district_id }) => district_id === row.best!.district_id);
  return h(
    'div',
    { class: 'why' },
    h(
      'span',
      { class: row.note === 'best' ? '' : 'other-note' },
      t(notes[row.note] ?? 'allocation.note_best', { best: best ? pick(best.name, best.name_en) : dash }),
    ),
    row.first_talk && h('small', { class: 'muted', ...inChinese() }, row.first_talk),
    parts.length > 0 && h('small', { class: 'muted' }, t('allocation.against', { parts: parts.join(t('list.comma')) })),
  );
}
