/** One link: what the city has of it and why it is judged so, who supplies and buys, whom to call and where. */

import { percent } from '../shell/figure.ts';
import { count, dash, decimal } from '../shell/format.ts';
import { type Child, h } from '../shell/h.ts';
import { inChinese, type Key, pick, t } from '../shell/language.ts';
import { pageAddress } from '../shell/page-address.ts';
import { verdictChip, verdictHint } from '../shell/verdict.ts';
import type { ChainLife, Flow, LinkNumbers } from './answers.ts';
import { choose } from './graph.ts';

/** Districts offered as the next step. */
const offered = 3;

export function panel(life: ChainLife, link: LinkNumbers): HTMLElement {
  const { flows } = life.data;
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    void life.change({ open: '' }, { push: true }).then(() => document.getElementById(`node-${link.link_id}`)?.focus());
  };
  return h(
    'section',
    {
      class: 'panel link-panel',
      id: 'panel',
      tabindex: '-1',
      'aria-labelledby': 'panel-title',
      on: { keydown: close },
    },
    h('h2', { id: 'panel-title' }, pick(link.name, link.name_en), ' ', verdictChip(link.verdict)),
    h('p', {}, verdictHint(link.verdict)),
    reasons(link),
    numbers(life, link),
    h('h3', {}, t('chain.next')),
    next(life, link),
    anchors(life, link),
    flowList(
      life,
      'chain.suppliers',
      flows.filter((flow) => flow.to_link === link.link_id),
      true,
    ),
    flowList(
      life,
      'chain.customers',
      flows.filter((flow) => flow.from_link === link.link_id),
      false,
    ),
  );
}

/** What made the verdict and what endangers the link, each as a sentence that its numbers support. */
function reasons(link: LinkNumbers): HTMLElement {
  const said: Child[] = [
    link.supply_ratio !== null &&
      t('chain.reason_supply', {
        local: count(link.local_companies),
        down: count(link.local_downstream),
        ratio: decimal(link.supply_ratio),
      }),
    link.single_supplier_risk && t('chain.reason_single', { share: percent(link.top1_share, 0) }),
    link.missing_inputs !== '' &&
      h(
        'span',
        {},
        t('chain.reason_inputs', { share: percent(link.outside_dependence, 0) }),
        h('span', inChinese(), link.missing_inputs),
      ),
    link.anchor_pull > 0 &&
      link.pulled_by !== '' &&
      h('span', {}, t('chain.reason_pull'), h('span', inChinese(), link.pulled_by)),
  ];
  return h(
    'ul',
    { class: 'dots' },
    said.filter(Boolean).map((text) => h('li', {}, text)),
  );
}

function numbers({ data }: ChainLife, link: LinkNumbers): HTMLElement {
  const top = data.districts.find((one) => one.district_id === link.top_district_id);
  const rows: [Key, string][] = [
    ['link.local', count(link.local_companies)],
    ['link.all', count(link.all_companies)],
    ['link.quotient', decimal(link.location_quotient)],
    ['link.downstream', count(link.local_downstream)],
    ['link.upstream', count(link.local_upstream)],
    ['chain.hhi', link.hhi === null ? dash : decimal(link.hhi)],
    ['chain.largest', link.largest ? `${link.largest} ${percent(link.top1_share, 0)}` : dash],
    [
      'chain.districts',
      top ? t('chain.districts_value', { n: link.districts, top: pick(top.name, top.name_en) }) : count(link.districts),
    ],
    ['chain.dependence', percent(link.outside_dependence, 0)],
    ['chain.candidates', count(link.outside_candidates)],
  ];
  return h(
    'dl',
    { class: 'numbers' },
    rows.map(([key, value]) => h('div', {}, h('dt', {}, t(key)), h('dd', {}, value))),
  );
}

/** The target list of the districts that score best for the link. */
function next({ data }: ChainLife, link: LinkNumbers): HTMLElement {
  const address = (district: string | null) => pageAddress('targets', { link: link.link_id, district });
  const best = data.fit.filter(({ rank }) => rank !== null).slice(0, offered);
  return h(
    'div',
    { class: 'buttons' },
    best.map(({ district_id, rank }) => {
      const district = data.districts.find((one) => one.district_id === district_id);
      return h(
        'a',
        { class: 'button', id: rank === 1 && 'to-targets', href: address(district_id) },
        t('chain.to_list', { district: district ? pick(district.name, district.name_en) : district_id }),
      );
    }),
    h('a', { href: address(null) }, t('chain.other_district')),
    h('a', { href: pageAddress('allocation', { link: link.link_id }) }, t('chain.to_allocation')),
  );
}

function anchors({ data }: ChainLife, link: LinkNumbers): HTMLElement | null {
  const own = data.anchors.filter(({ link_id }) => link_id === link.link_id);
  if (own.length === 0) return null;
  return h(
    'div',
    {},
    h('h3', {}, t('chain.anchors')),
    h(
      'ul',
      { class: 'dots' },
      own.map(({ enterprise_id, name, district_id, signs }) => {
        const district = data.districts.find((one) => one.district_id === district_id);
        return h(
          'li',
          {},
          h('a', { href: pageAddress('company', { id: enterprise_id }), ...inChinese() }, name),
          h(
            'span',
            { class: 'muted' },
            ` ${[district && pick(district.name, district.name_en), signs].filter(Boolean).join(' · ')}`,
          ),
        );
      }),
    ),
  );
}

function flowList(life: ChainLife, title: Key, flows: readonly Flow[], supplies: boolean): HTMLElement {
  const item = (flow: Flow) => {
    const other = supplies ? flow.from_link : flow.to_link;
    const link = life.data.links.find((one) => one.link_id === other);
    return h(
      'li',
      { 'data-link': other },
      link
        ? h(
            'button',
            { type: 'button', class: 'quiet link-name', on: { click: () => choose(life, other) } },
            pick(link.name, link.name_en),
          )
        : h('span', inChinese(), supplies ? flow.from_name : flow.to_name),
      link && verdictChip(link.verdict),
      link && h('span', { class: 'muted' }, t('chain.here', { n: count(link.local_companies) })),
      h('small', { class: 'muted', ...inChinese() }, `${flow.what} ${'●'.repeat(flow.criticality)}`),
      h('span', { class: 'hidden-text' }, t('chain.criticality', { n: flow.criticality })),
      flow.pairs > 0 && h('small', { class: 'muted' }, t('chain.pairs', { n: flow.pairs })),
    );
  };
  return h(
    'div',
    {},
    h('h3', {}, t(title)),
    flows.length === 0
      ? h('p', { class: 'muted' }, t('chain.no_flows'))
      : h('ul', { class: 'flow-list' }, flows.map(item)),
  );
}
