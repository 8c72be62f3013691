/** Which policies fit my project: a form, and for every policy the reasons. */

import type { LinkName, PolicyFit } from '../shell/answers.ts';
import { combobox, type OptionGroup } from '../shell/combobox.ts';
import { h } from '../shell/h.ts';
import { pick, t } from '../shell/language.ts';
import { conditions, standingChip } from '../shell/legal-standing.ts';
import type { Life } from '../shell/life.ts';
import type { Shown, Values } from './answers.ts';
import { choice } from './choice.ts';
import { instruments, opener } from './library.ts';

const sizes = ['大型', '中型', '小型', '微型'];

export function fitForm(life: Life<Values, Shown>): HTMLElement[] {
  const { data } = life;
  return [
    h('p', { class: 'hint' }, t('policy.fit_about')),
    h(
      'section',
      { class: 'panel form', 'aria-label': t('policy.tab_fit') },
      combobox({
        id: 'link',
        label: t('policy.link'),
        placeholder: t('policy.link_placeholder'),
        nothing: t('policy.nothing'),
        groups: groups(data.links),
        value: life.values.link || null,
        onChoose: (link) => void life.change({ link }),
      }),
      choice(life, 'district', t('policy.district'), [
        ['', t('policy.not_yet')],
        ...data.districts.map((d): [string, string] => [d.district_id, pick(d.name, d.name_en)]),
      ]),
      choice(life, 'size', t('policy.size'), [
        ['', t('policy.not_yet')],
        ...sizes.map((s): [string, string] => [s, s]),
      ]),
      number(life, 'investment', t('policy.investment')),
      number(life, 'land', t('policy.land')),
      choice(life, 'want', t('policy.want'), [
        ['', t('policy.any')],
        ...instruments.map((i): [string, string] => [i, i]),
      ]),
    ),
    answer(life),
  ];
}

function answer(life: Life<Values, Shown>): HTMLElement {
  const { fits } = life.data;
  if (fits === null) return h('p', { class: 'panel nothing' }, t('policy.fit_ask'));
  const count = (verdict: string) => fits.filter((f) => f.verdict === verdict).length;
  const numbers = { fit: count('适用'), open: count('待核实'), not: count('不适用') };
  return h(
    'section',
    { class: 'panel', 'aria-label': t('policy.fit_answer') },
    h('p', { role: 'status', id: 'fit-count' }, t('policy.fit_count', numbers)),
    h(
      'ul',
      { class: 'policies' },
      fits.map((fit) => item(life, fit)),
    ),
  );
}

function item(life: Life<Values, Shown>, fit: PolicyFit): HTMLElement {
  const verdict = { 适用: t('policy.fits'), 待核实: t('policy.to_check'), 不适用: t('policy.fits_not') }[fit.verdict];
  return h(
    'li',
    {},
    standingChip(fit),
    opener(life, fit.policy_id, fit.title),
    h('p', {}, h('strong', {}, verdict)),
    conditions(fit),
  );
}

function number(life: Life<Values, Shown>, name: 'investment' | 'land', label: string): HTMLElement {
  const input = h('input', {
    id: name,
    type: 'number',
    min: 0,
    value: life.values[name],
    on: { change: () => void life.change({ [name]: input.validity.valid ? input.value : '' }) },
  });
  return h('div', { class: 'field' }, h('label', { for: name }, label), input);
}

function groups(links: readonly LinkName[]): OptionGroup[] {
  const chains = new Map<string, LinkName[]>();
  for (const link of [...links].sort((a, b) => a.version.localeCompare(b.version))) {
    const title = `${link.version} · ${pick(link.chain, link.chain_en)}`;
    chains.set(title, [...(chains.get(title) ?? []), link]);
  }
  return [...chains].map(([title, some]) => ({
    title,
    options: some.map((link) => {
      const text = pick(link.name, link.name_en);
      const search = [link.name, link.name_en, link.chain, link.chain_en, link.version].join(' ').toLowerCase();
      return { value: link.link_id, text, search, content: h('span', {}, text) };
    }),
  }));
}
