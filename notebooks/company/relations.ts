/** Who it is tied to, by filed relations, and its dated signs of investment with what each is worth today. */
import { count, dash, decimal, money } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { inChinese, t } from '../shell/language.ts';
import { pageAddress } from '../shell/page-address.ts';
import type { Dossier, Relation, Sign } from './answers.ts';

export function relationPanel({ card }: Dossier): HTMLElement {
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'relations' },
    h('h2', { id: 'relations' }, t('company.relations')),
    card.relations.length === 0
      ? h('p', { class: 'muted' }, t('company.no_relations'))
      : h('ul', { class: 'relations' }, card.relations.map(relation)),
  );
}

function relation(r: Relation): HTMLElement {
  const name = h('b', inChinese(), r.other_name);
  return h(
    'li',
    {},
    h('span', { class: 'chip verdict-extend', ...inChinese() }, r.relation),
    h('span', {}, t(r.from_company ? 'company.relation_to' : 'company.relation_from'), ' '),
    r.other_id ? h('a', { href: pageAddress('company', { id: r.other_id }) }, name) : name,
    r.other_is_anchor && h('span', { class: 'chip verdict-steady' }, t('company.anchor')),
    h('span', { class: 'muted', ...inChinese() }, r.other_province),
    r.share_pct !== null && h('span', {}, `${decimal(r.share_pct, 1)}%`),
    h(
      'small',
      { class: 'muted break' },
      t('company.relation_source', {
        day: r.dated_on ?? dash,
        file: `${r.source} · ${r.source_file}`,
        line: r.source_line,
      }),
      r.by_short_name && ` · ${t('company.by_short_name')}`,
    ),
  );
}

export function signalPanel({ card }: Dossier): HTMLElement {
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'signals' },
    h('h2', { id: 'signals' }, t('company.signals')),
    card.signals.length === 0
      ? h('p', { class: 'muted' }, t('company.no_signals'))
      : h('ul', { class: 'signals' }, card.signals.map(sign)),
    h('p', { class: 'hint' }, t('company.signals_hint')),
  );
}

/** The bar is as long as the sign was strong on its day; the dark part is what is left of it. */
function sign(s: Sign): HTMLElement {
  const left = h('span', { class: 'left' });
  left.style.width = `${100 * Math.min(1, s.worth)}%`;
  const was = h('span', { class: 'was' });
  was.style.width = `${100 * Math.min(1, s.strength)}%`;
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'placement-line' },
      h('b', inChinese(), s.kind),
      h('span', { class: 'day' }, s.happened_on),
      s.amount_cny !== null && h('span', {}, money(s.amount_cny)),
      s.place && h('span', inChinese(), s.place),
    ),
    h('p', inChinese(), s.detail),
    h('span', { class: 'decay', 'aria-hidden': 'true' }, was, left),
    h(
      'small',
      { class: 'muted' },
      t('company.decay', {
        strength: decimal(s.strength),
        worth: decimal(s.worth),
        days: count(s.age_days),
        half: count(s.half_life_days),
      }),
    ),
    h('small', { class: 'muted break', ...inChinese() }, s.source),
    h('details', {}, h('summary', {}, t('company.caution')), h('p', inChinese(), s.false_positive)),
  );
}
