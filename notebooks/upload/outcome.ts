/** What became of a confirmed file. */
import { address } from '../shell/api.ts';
import { count } from '../shell/format.ts';
import { h, icon } from '../shell/h.ts';
import { inChinese, t } from '../shell/language.ts';
import type { Confirmed } from './answers.ts';

export function outcomePanel(upload: string, { load, known, returned }: Confirmed, next: () => void): HTMLElement {
  return h(
    'section',
    { class: 'panel', id: 'outcome' },
    h('h2', {}, t(known ? 'upload.known' : 'upload.done')),
    h('p', inChinese(), load.file),
    h(
      'p',
      { id: 'loaded-counts' },
      t('upload.counts', { rows: count(load.rows_in), accepted: count(load.accepted), rejected: count(load.rejected) }),
    ),
    returned &&
      h(
        'p',
        {},
        h(
          'a',
          { id: 'returned', class: 'button', href: address(`uploads/${upload}/returned.xlsx`) },
          icon('download'),
          t('upload.returned'),
        ),
      ),
    h('p', { class: 'hint' }, t('upload.build')),
    h('div', { class: 'buttons' }, h('button', { type: 'button', id: 'next', on: { click: next } }, t('upload.next'))),
  );
}
