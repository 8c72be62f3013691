/** Who the company is in a line, for which link and district the card speaks, and what to do next. */
import { h } from '../shell/h.ts';
import { inChinese, pick, t } from '../shell/language.ts';
import { pageAddress } from '../shell/page-address.ts';
import { shortlistButton } from '../shell/shortlist.ts';
import type { CompanyLife, Dossier } from './answers.ts';
import { gateWord, kindWord } from './words.ts';

export function heading(life: CompanyLife, about: Dossier): HTMLElement {
  const { card } = about;
  const { name, kind, province, prefecture } = card.enterprise;
  const place = [province, prefecture === province ? null : prefecture].filter(Boolean).join(' · ');
  const gates = [...new Set(card.gates.map(({ gate }) => gate))];
  return h(
    'section',
    { class: 'panel who', 'aria-labelledby': 'name' },
    h(
      'div',
      { class: 'who-line' },
      h('h2', { id: 'name', ...inChinese() }, name),
      h('span', { class: 'chip verdict-none' }, kindWord(kind)),
      h('span', { class: 'muted', ...inChinese() }, place),
      card.anchor_of.length > 0 && h('span', { class: 'chip verdict-steady' }, t('company.anchor')),
      gates.map((gate) => h('span', { class: 'chip verdict-strengthen' }, gateWord(gate))),
    ),
    h(
      'div',
      { class: 'form' },
      select(life, 'link', t('company.for_link'), options(about), about.link?.link_id ?? ''),
      select(
        life,
        'district',
        t('company.for_district'),
        about.districts.map((d) => [d.district_id, pick(d.name, d.name_en)]),
        about.district?.district_id ?? '',
      ),
      about.link && about.district && actions(about),
    ),
  );
}

/** Links in which it is placed; another one where the address names it. */
function options({ card, link, links }: Dossier): [string, string][] {
  const ids = [...new Set([...card.placements.map(({ link_id }) => link_id), ...(link ? [link.link_id] : [])])];
  return ids.map((id) => {
    const found = links.find((one) => one.link_id === id);
    return [id, found ? pick(found.name, found.name_en) : id];
  });
}

function select(
  life: CompanyLife,
  id: 'link' | 'district',
  label: string,
  choices: readonly [string, string][],
  value: string,
): HTMLElement {
  const list = h(
    'select',
    { id, on: { change: () => void life.change({ [id]: list.value }, { push: true }) } },
    value === '' && h('option', { value: '' }, t('company.none_chosen')),
    choices.map(([key, text]) => h('option', { value: key, selected: key === value }, text)),
  );
  return h('div', { class: 'field' }, h('label', { for: id }, label), list);
}

function actions({ card, link, district }: Dossier): HTMLElement {
  const id = card.enterprise.enterprise_id;
  const pair = { link: link!.link_id, district: district!.district_id };
  return h(
    'div',
    { class: 'buttons' },
    shortlistButton({ enterprise_id: id, link_id: pair.link, district_id: pair.district }),
    h('a', { class: 'button', id: 'to-brief', href: pageAddress('brief', { id, ...pair }) }, t('shortlist.brief')),
    h(
      'a',
      { class: 'button', id: 'to-list', href: pageAddress('targets', { ...pair, open: id }) },
      t('company.to_list'),
    ),
  );
}
