/** 产业链: links by stage, what flows between them, what the city has and lacks; from a link on to its target list. */
import type { District } from '../shell/answers.ts';
import { get } from '../shell/api.ts';
import { percent } from '../shell/figure.ts';
import { h } from '../shell/h.ts';
import { type Key, pick, t } from '../shell/language.ts';
import { startPage } from '../shell/life.ts';
import {
  type ChainLife,
  type ChainRow,
  type ChainView,
  defaults,
  type Shown,
  type Stand,
  type Values,
} from './answers.ts';
import { graph, legend } from './graph.ts';
import { panel } from './panel.ts';
import { table } from './table.ts';

/** The version of the graph that knows flows; the clusters of 2023 are one link each. */
const version = '2019';

/** Chains do not change while the page is open: asked once a snapshot. */
let known: Promise<Omit<Shown, 'fit'>> | null = null;

async function chainsWhole(signal: AbortSignal): Promise<Omit<Shown, 'fit'>> {
  const [{ rows: chains }, { rows: districts }] = await Promise.all([
    get<{ rows: ChainRow[] }>('chains', { version }, signal),
    get<{ rows: District[] }>('districts', {}, signal),
  ]);
  const views = await Promise.all(chains.map(({ chain_id }) => get<ChainView>(`chains/${chain_id}`, {}, signal)));
  const key = (flow: Shown['flows'][number]) => `${flow.from_link} ${flow.to_link}`;
  const flows = new Map(views.flatMap((view) => view.connections).map((flow) => [key(flow), flow]));
  const places = new Map(chains.map(({ chain_id }, at) => [chain_id, at]));
  return {
    chains: chains.toSorted((a, b) => order(a) - order(b) || places.get(a.chain_id)! - places.get(b.chain_id)!),
    links: views.flatMap((view) => view.links),
    flows: [...flows.values()],
    anchors: views.flatMap((view) => view.anchors),
    districts,
  };
}

/** 芯屏器核网, as the city says it. */
const named = ['ic', 'display', 'device', 'core', 'iot'];
const order = ({ chain_id }: ChainRow): number => (named.indexOf(chain_id) + named.length + 1) % (named.length + 1);

async function load({ open }: Values, signal: AbortSignal): Promise<Shown> {
  known ??= chainsWhole(signal).catch((problem) => {
    known = null;
    throw problem;
  });
  const [whole, fit] = await Promise.all([
    known,
    open === '' ? [] : get<{ rows: Stand[] }>('fit', { link: open }, signal).then(({ rows }) => rows),
  ]);
  return { ...whole, fit };
}

function show(life: ChainLife): HTMLElement[] {
  const link = life.data.links.find(({ link_id }) => link_id === life.values.open);
  const asTable = life.values.view === 'table';
  return [
    chainChoice(life),
    h(
      'div',
      { class: link ? 'with-panel' : '' },
      h(
        'section',
        { class: 'panel drawing', 'aria-label': t(asTable ? 'chain.table' : 'chain.graph_label') },
        views(life),
        asTable ? table(life) : graph(life),
        !asTable && legend(),
      ),
      link && panel(life, link),
    ),
    h('p', { class: 'hint' }, t('chain.hint')),
  ];
}

/** One card a chain: how complete it is here, and what is to do. */
function chainChoice(life: ChainLife): HTMLElement {
  const card = (id: string, name: string, facts: string[]) =>
    h(
      'button',
      {
        type: 'button',
        id: `chain-${id || 'all'}`,
        class: 'chain-card',
        'aria-pressed': String(life.values.chain === id),
        on: { click: () => void life.change({ chain: id, open: '' }, { push: true }) },
      },
      h('b', {}, name),
      facts.map((fact) => h('span', {}, fact)),
    );
  const { chains } = life.data;
  const sum = (pickOne: (chain: ChainRow) => number) => chains.reduce((total, chain) => total + pickOne(chain), 0);
  return h(
    'div',
    { class: 'chain-cards', role: 'group', 'aria-label': t('chain.choose') },
    card('', t('chain.all'), [
      t('chain.present', { n: sum((c) => c.present), of: sum((c) => c.links) }),
      t('chain.todo', {
        fill: sum((c) => c.to_fill),
        strengthen: sum((c) => c.to_strengthen),
        extend: sum((c) => c.to_extend),
      }),
    ]),
    chains.map((chain) =>
      card(chain.chain_id, pick(chain.name, chain.name_en), [
        t('chain.complete', { share: percent(chain.completeness, 0), n: chain.present, of: chain.links }),
        t('chain.todo', { fill: chain.to_fill, strengthen: chain.to_strengthen, extend: chain.to_extend }),
      ]),
    ),
  );
}

function views(life: ChainLife): HTMLElement {
  const options: [string, Key][] = [
    ['graph', 'chain.as_graph'],
    ['table', 'chain.as_table'],
  ];
  return h(
    'div',
    { class: 'buttons', role: 'group', 'aria-label': t('chain.view') },
    options.map(([view, title]) =>
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          id: `view-${view}`,
          'aria-pressed': String(life.values.view === view),
          on: { click: () => void life.change({ view }, { reload: false }) },
        },
        t(title),
      ),
    ),
  );
}

// last: the page starts to load at once, and everything above must be there
startPage<Values, Shown>({ id: 'chain', title: 'chain.title', defaults, load, show });
