/** 全市统筹: which district leads for which investor, who stands by, why, and what the city gains by a plan. */
import type { District, Link } from '../shell/answers.ts';
import { address, get } from '../shell/api.ts';
import { h, icon } from '../shell/h.ts';
import { pick, t } from '../shell/language.ts';
import { startPage } from '../shell/life.ts';
import { type Allocation, type AllocationLife, defaults, type Shown, type Values } from './answers.ts';
import { gainPanel } from './gain.ts';
import { roomPanel } from './rooms.ts';
import { investorPanel } from './table.ts';

const tops = ['50', '100', '200', '400'];

/** Parameters of `allocation` and of its workbook. A link goes before its chain. */
export const question = ({ chain, link, top, capacity }: Values) => ({
  ...(link === '' ? { chain } : { link }),
  top,
  capacity: capacity || null,
});

async function load(values: Values, signal: AbortSignal): Promise<Shown> {
  const [allocation, links, districts] = await Promise.all([
    get<Allocation>('allocation', { ...question(values), limit: 10_000 }, signal),
    get<{ rows: Link[] }>('links', {}, signal),
    get<{ rows: District[] }>('districts', {}, signal),
  ]);
  return { allocation, links: links.rows, districts: districts.rows };
}

function show(life: AllocationLife): HTMLElement[] {
  return [
    h(
      'section',
      { class: 'panel', 'aria-label': t('allocation.question') },
      form(life),
      h('p', { class: 'hint' }, t('allocation.about')),
    ),
    gainPanel(life),
    h('div', { class: 'allocation-board' }, investorPanel(life), roomPanel(life)),
    h('p', { class: 'hint' }, t('frame.score_not_probability')),
  ];
}

function form(life: AllocationLife): HTMLElement {
  const { links } = life.data;
  const { values } = life;
  const chosen = links.find((link) => link.link_id === values.link || link.name === values.link);
  const chain = chosen?.chain_id ?? links.find((link) => link.chain === values.chain)?.chain_id ?? values.chain;
  const chains = new Map(
    links.filter((link) => link.version === '2019').map((link) => [link.chain_id, pick(link.chain, link.chain_en)]),
  );
  const own = links.filter((link) => link.chain_id === chain);
  return h(
    'div',
    { class: 'form' },
    choice(
      t('allocation.chain'),
      'chain',
      chain,
      [...chains],
      (value) => void life.change({ chain: value, link: '', district: '' }, { push: true }),
    ),
    choice(
      t('allocation.link'),
      'link',
      chosen?.link_id ?? '',
      [
        ['', t('allocation.all_links')],
        ...own.map((link): [string, string] => [link.link_id, pick(link.name, link.name_en)]),
      ],
      (value) => void life.change({ link: value, district: '' }, { push: true }),
    ),
    choice(
      t('allocation.top'),
      'top',
      values.top,
      tops.map((top) => [top, t('allocation.top_value', { n: top })]),
      (value) => void life.change({ top: value }, { push: true }),
    ),
    h(
      'div',
      { class: 'buttons' },
      h(
        'a',
        { class: 'button', id: 'download', download: true, href: address('allocation.xlsx', question(values)) },
        icon('download'),
        t('shortlist.download'),
      ),
    ),
  );
}

function choice(
  label: string,
  id: string,
  value: string,
  options: readonly [string, string][],
  onChange: (value: string) => void,
): HTMLElement {
  const select = h(
    'select',
    { id, on: { change: () => onChange(select.value) } },
    options.map(([key, text]) => h('option', { value: key, selected: key === value }, text)),
  );
  return h('div', { class: 'field' }, h('label', { for: id }, label), select);
}

// last: the page starts to load at once, and everything above must be there
startPage<Values, Shown>({ id: 'allocation', title: 'allocation.title', defaults, load, show });
