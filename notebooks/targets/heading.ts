/** Above the list: which list this is, how it came about, what the district offers, and how to take it away. */
import type { Fit, Match } from '../shell/answers.ts';
import { address } from '../shell/api.ts';
import { count, decimal } from '../shell/format.ts';
import { h, icon } from '../shell/h.ts';
import { type Key, pick, t } from '../shell/language.ts';
import type { Context, Ranked } from './context.ts';
import { tops } from './state.ts';

/** Parameters of `match` and `match.xlsx` for what is chosen. */
export function matchQuery({ state }: Context): Record<string, string | number | null> {
  const weights = Object.keys(state.weights).length > 0 ? JSON.stringify(state.weights) : null;
  return { link: state.link, district: state.district, top: state.top, weights, ...state.limits };
}

export function heading(context: Context, { match, link, district }: Ranked): HTMLElement {
  return h(
    'div',
    { class: 'heading' },
    h(
      'div',
      { class: 'heading-line' },
      h(
        'h2',
        {},
        pick(link.name, link.name_en),
        h('span', { class: 'to', 'aria-hidden': 'true' }, '→'),
        pick(district.name, district.name_en),
      ),
      h('span', { class: 'spacer' }),
      topSelect(context),
      h(
        'a',
        { class: 'button', id: 'download', href: address('match.xlsx', matchQuery(context)), download: true },
        icon('download'),
        t('results.download'),
      ),
    ),
    h('p', { class: 'counts' }, passed(match), h('span', { class: 'muted' }, gated(match))),
    offer(match.fit),
  );
}

function topSelect(context: Context): HTMLElement {
  const select = h(
    'select',
    { id: 'top', 'aria-label': t('results.top'), on: { change: () => context.change({ top: Number(select.value) }) } },
    tops.map((top) =>
      h('option', { value: top, selected: top === context.state.top }, t('results.top_value', { n: top })),
    ),
  );
  return select;
}

/** How many passed the gates and how many of them are shown. */
export function passed({ candidates, left, rows }: Match): string {
  const numbers = { candidates: count(candidates), left: count(left), shown: count(rows.length) };
  return t(left < candidates ? 'results.left' : 'results.passed', numbers);
}

/** Who was not listed, by reason. */
export const gated = ({ gated: { local = 0, not_a_company = 0, not_active = 0 } }: Match): string =>
  t('results.gated', { local: count(local), other: count(not_a_company), inactive: count(not_active) });

function offer(fit: Fit): HTMLElement {
  const zone: Key = fit.zone >= 1 ? 'unit.zone_national' : fit.zone > 0 ? 'unit.zone_city' : 'unit.zone_none';
  const facts: [Key, string][] = [
    ['offer.companies', count(fit.companies)],
    ['offer.quotient', decimal(Math.exp(fit.specialisation))],
    ['offer.neighbours', decimal(fit.neighbours, 1)],
    ['offer.zone', t(zone)],
    ['offer.park', t('unit.park', { mu: count(fit.park_land_mu), n: count(fit.parks) })],
  ];
  return h(
    'dl',
    { class: 'numbers offer', 'aria-label': t('offer.title') },
    facts.map(([key, value]) => h('div', {}, h('dt', {}, t(key)), h('dd', {}, value))),
  );
}
