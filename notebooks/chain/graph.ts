/** The drawing: links as buttons on their places, flows as curves behind them. Those of the chosen link stand out. */
import type { Verdict } from '../shell/answers.ts';
import { count } from '../shell/format.ts';
import { h } from '../shell/h.ts';
import { type Key, pick, t } from '../shell/language.ts';
import { stageName } from '../shell/stage.ts';
import { verdictHint, verdictTone } from '../shell/verdict.ts';
import type { ChainLife, Flow } from './answers.ts';
import { columns, type Drawing, layout, neighbour, type Placed, path, size, width } from './layout.ts';

export function graph(life: ChainLife): HTMLElement {
  const { chains, links, flows } = life.data;
  const { chain, open } = life.values;
  const shown = chains.filter((one) => chain === '' || one.chain_id === chain);
  const drawing = layout(
    shown.map(({ chain_id }) => chain_id),
    links,
    flows,
  );
  const nodes = new Map(drawing.nodes.map((node) => [node.link.link_id, node]));
  const first = nodes.get(open) ?? drawing.nodes[0];
  const buttons = new Map(drawing.nodes.map((node) => [node, button(life, node, node === first)]));
  const canvas = h(
    'div',
    { class: 'canvas', role: 'group', 'aria-label': t('chain.graph_label') },
    curves(drawing, flows, nodes, open),
    drawing.bands.map(({ chain_id, y }) => {
      const named = chains.find((one) => one.chain_id === chain_id)!;
      return place(h('h3', { class: 'band' }, pick(named.name, named.name_en)), 0, y);
    }),
    [...buttons.values()],
  );
  canvas.style.width = `${width}px`;
  canvas.style.height = `${drawing.height}px`;
  canvas.addEventListener('keydown', (event) => move(event, buttons, drawing));
  return h(
    'div',
    { class: 'scroll-x', role: 'region', 'aria-label': t('chain.graph_label'), tabindex: '0' },
    heads(),
    canvas,
  );
}

function heads(): HTMLElement {
  const row = h(
    'div',
    { class: 'stages' },
    columns.map((stage) => h('span', {}, stageName(stage))),
  );
  row.style.width = `${width}px`;
  return row;
}

function place<E extends HTMLElement>(element: E, x: number, y: number): E {
  element.style.left = `${x}px`;
  element.style.top = `${y}px`;
  return element;
}

function button(life: ChainLife, { link, x, y }: Placed, first: boolean): HTMLElement {
  const open = life.values.open === link.link_id;
  const here = t('chain.node_hint', {
    verdict: verdictHint(link.verdict),
    local: count(link.local_companies),
    down: count(link.local_downstream),
  });
  const element = h(
    'button',
    {
      type: 'button',
      id: `node-${link.link_id}`,
      class: `node node-${verdictTone(link.verdict)}`,
      'aria-pressed': String(open),
      title: here,
      tabindex: first ? '0' : '-1',
      on: { click: () => choose(life, open ? '' : link.link_id) },
    },
    mark(link.verdict),
    h('span', { class: 'node-name' }, pick(link.name, link.name_en)),
    link.single_supplier_risk && h('span', { class: 'risk', title: t('chain.single_supplier') }, '!'),
    h('span', { class: 'node-count' }, count(link.local_companies)),
    h('span', { class: 'hidden-text' }, here),
  );
  element.style.width = `${size.node}px`;
  element.style.height = `${size.height}px`;
  return place(element, x, y);
}

/** Opens the panel of a link and goes there; '' closes it. */
export function choose(life: ChainLife, link_id: string): void {
  const link = life.data.links.find((one) => one.link_id === link_id);
  const { chain } = life.values;
  const elsewhere = link && chain !== '' && chain !== link.chain_id;
  void life
    .change({ open: link_id, ...(elsewhere ? { chain: link.chain_id } : {}) }, { push: true })
    .then(() => link_id !== '' && document.getElementById('panel')?.focus());
}

function move(event: KeyboardEvent, buttons: ReadonlyMap<Placed, HTMLElement>, { nodes }: Drawing): void {
  const from = [...buttons].find(([, element]) => element === document.activeElement)?.[0];
  const to = from && neighbour(nodes, from, event.key);
  if (!to) return;
  event.preventDefault();
  buttons.get(from)!.tabIndex = -1;
  buttons.get(to)!.tabIndex = 0;
  buttons.get(to)!.focus();
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Decoration: the panel of a link says the same in words. */
function curves(
  drawing: Drawing,
  flows: readonly Flow[],
  nodes: ReadonlyMap<string, Placed>,
  open: string,
): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('class', 'flows');
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(drawing.height));
  svg.setAttribute('aria-hidden', 'true');
  const own = ({ from_link, to_link }: Flow) => from_link === open || to_link === open;
  for (const flow of flows.toSorted((a, b) => Number(own(a)) - Number(own(b)))) {
    const [from, to] = [nodes.get(flow.from_link), nodes.get(flow.to_link)];
    // Between chains only what belongs to the chosen link: two hundred curves say nothing.
    if (!from || !to || (!own(flow) && flow.from_chain !== flow.to_chain)) continue;
    const line = document.createElementNS(svgNamespace, 'path');
    line.setAttribute('d', path(from, to));
    const kind = flow.from_link === open ? 'out' : flow.to_link === open ? 'in' : open === '' ? 'plain' : 'faint';
    line.setAttribute('class', `flow flow-${kind} weight-${flow.criticality}`);
    svg.append(line);
  }
  return svg;
}

const marks: Record<Verdict, Key> = {
  补: 'chain.mark_fill',
  强: 'chain.mark_strengthen',
  延: 'chain.mark_extend',
  稳: 'chain.mark_steady',
  无: 'chain.mark_none',
};

/** The verdict in one sign: names of links need the room. */
const mark = (verdict: Verdict): HTMLElement =>
  h('span', { class: `chip verdict-${verdictTone(verdict)}`, 'aria-hidden': 'true' }, t(marks[verdict]));

export function legend(): HTMLElement {
  return h(
    'ul',
    { class: 'legend chain-legend' },
    (['补', '强', '延', '稳', '无'] as const).map((verdict) => h('li', {}, mark(verdict), verdictHint(verdict))),
    h('li', {}, h('span', { class: 'risk', 'aria-hidden': 'true' }, '!'), t('chain.single_supplier')),
    h('li', {}, t('chain.legend_count')),
  );
}
