/** The entries: company, aim, state, newest note. */
import { dataTable } from '../shell/data-table.ts';
import { dash, minute, score } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, pick, t } from '../shell/language.ts';
import { pageAddress } from '../shell/page-address.ts';
import { type Entry, states, stateWord } from '../shell/shortlist.ts';
import type { ShortlistLife } from './answers.ts';

/** The entry's company on another page, for its link and district. */
export const pairAddress = (page: 'company' | 'brief', entry: Entry): string =>
  pageAddress(page, { id: entry.enterprise_id, link: entry.link_id, district: entry.district_id });

export const table = (life: ShortlistLife, rows: readonly Entry[]): HTMLElement =>
  dataTable<Entry>({
    id: 'entries',
    caption: t('shortlist.title'),
    nothing: t('shortlist.none_so'),
    rows,
    columns: [
      { title: t('shortlist.company'), heads: true, by: (row) => row.name, cell: (row) => opener(life, row) },
      {
        title: t('shortlist.aim'),
        by: (row) => row.link,
        cell: (row) => `${pick(row.link, row.link_en)} → ${pick(row.district, row.district_en)}`,
      },
      {
        title: t('shortlist.state'),
        by: (row) => Object.keys(states).indexOf(row.state),
        cell: (row) => h('span', { class: `chip state-${row.state}` }, stateWord(row.state)),
      },
      { title: t('shortlist.rank'), number: true, by: (row) => row.rank, cell: (row) => row.rank ?? dash },
      {
        title: t('shortlist.score'),
        number: true,
        by: (row) => row.score,
        cell: (row) => (row.score === null ? dash : score(row.score)),
      },
      {
        title: t('shortlist.newest_note'),
        cell: (row) => h('span', { class: 'note-text', ...inChinese() }, row.note ?? dash),
      },
      {
        title: t('shortlist.changed'),
        by: (row) => row.changed_at,
        cell: (row) => h('span', { class: 'day' }, minute(row.changed_at)),
      },
    ],
  });

function opener(life: ShortlistLife, row: Entry): HTMLElement {
  const open = life.values.open === row.entry_id;
  const show = () =>
    void life
      .change({ open: open ? '' : row.entry_id }, { reload: false, push: true })
      .then(() => document.getElementById('entry')?.focus());
  return h(
    'button',
    {
      type: 'button',
      class: 'quiet entry-name',
      id: `entry-${row.entry_id}`,
      'aria-expanded': String(open),
      on: { click: show },
      ...inChinese(),
    },
    row.name,
  );
}
