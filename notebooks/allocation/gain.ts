/** What the city gains: the plan beside what offices do without one, as shares of everybody's best district. */
import { percent } from '../shell/figure.ts';
import { count, decimal } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { type Key, t } from '../shell/language.ts';
import type { AllocationLife } from './answers.ts';

/** Below this the price of a place is nothing. */
export const worthNothing = 0.005;

export function gainPanel({ data }: AllocationLife): HTMLElement {
  const { allocation: a } = data;
  const full = a.districts.filter(({ price }) => price > worthNothing).length;
  const figures: [string, Key, string, string][] = [
    [
      'placed',
      'allocation.placed',
      t('allocation.of', { n: count(a.placed), of: count(a.investors) }),
      t('allocation.unplaced', { n: count(a.unplaced) }),
    ],
    ['load', 'allocation.load', percent(a.load, 0), t('allocation.capacity_value', { n: count(a.capacity) })],
    [
      'share',
      'allocation.share',
      percent(a.share.exact),
      t('allocation.welfare', { n: decimal(a.welfare.exact, 1), of: decimal(a.welfare.unbounded, 1) }),
    ],
    ['scarce', 'allocation.scarce', count(full), t('allocation.scarce_hint')],
  ];
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'gain' },
    h('h2', { id: 'gain' }, t('allocation.gain')),
    h(
      'div',
      { class: 'figures' },
      figures.map(([id, title, value, basis]) =>
        h(
          'article',
          { class: 'figure', id },
          h('h3', {}, t(title)),
          h('p', { class: 'value' }, value),
          h('p', { class: 'basis' }, basis),
        ),
      ),
    ),
    comparison(data.allocation),
    h('p', { id: 'gain-said' }, sentence(data.allocation)),
  );
}

type Of = AllocationLife['data']['allocation'];

function comparison({ share, welfare }: Of): HTMLElement {
  const rows: [Key, number, number][] = [
    ['allocation.exact', share.exact, welfare.exact],
    ['allocation.best_pair', share.best_pair_first, welfare.best_pair_first],
    ['allocation.first_come', share.first_come, welfare.first_come],
  ];
  return h(
    'table',
    { class: 'plain comparison' },
    h('caption', { class: 'hidden-text' }, t('allocation.gain')),
    h(
      'tbody',
      {},
      rows.map(([key, part, sum]) => {
        const bar = h('span', { class: key === 'allocation.exact' ? 'ours' : 'theirs' });
        bar.style.width = `${100 * Math.min(1, part)}%`;
        return h(
          'tr',
          {},
          h('th', { scope: 'row' }, t(key)),
          h('td', { class: 'number' }, percent(part)),
          h('td', { class: 'number' }, decimal(sum, 1)),
          h('td', { class: 'track' }, h('span', { 'aria-hidden': 'true' }, bar)),
        );
      }),
    ),
  );
}

/** Where places are plenty the plan gives something up for diversity and first talks; said as it is. */
function sentence({ welfare }: Of): string {
  const gain = welfare.exact - Math.max(welfare.first_come, welfare.best_pair_first);
  const values = { n: decimal(Math.abs(gain), 1) };
  return t(gain > 0.05 ? 'allocation.gains' : gain < -0.05 ? 'allocation.gives_up' : 'allocation.equal', values);
}
