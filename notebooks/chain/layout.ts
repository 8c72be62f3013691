/** Where links stand in the drawing: a column a stage, a band a chain, ordered so that flows cross little. Pure, so that it can be tested. */
import { stageOrder } from '../shell/stage.ts';
import type { Flow, LinkNumbers } from './answers.ts';

export const columns = stageOrder;
/** CSS pixels. */
export const size = { node: 212, height: 30, row: 36, gap: 76, head: 26, between: 14 };
export const width = columns.length * size.node + (columns.length - 1) * size.gap;

export type Placed = { link: LinkNumbers; column: number; row: number; x: number; y: number };
export type Band = { chain_id: string; y: number };
export type Drawing = { nodes: Placed[]; bands: Band[]; height: number };

export function layout(chains: readonly string[], links: readonly LinkNumbers[], flows: readonly Flow[]): Drawing {
  const nodes: Placed[] = [];
  const bands: Band[] = [];
  let top = 0;
  for (const chain_id of chains) {
    const stages = ordered(
      columns.map((stage) => links.filter((link) => link.chain_id === chain_id && link.stage === stage)),
      flows,
    );
    bands.push({ chain_id, y: top });
    const rows = Math.max(1, ...stages.map((stage) => stage.length));
    for (const [column, stage] of stages.entries())
      for (const [row, link] of stage.entries())
        nodes.push({ link, column, row, x: column * (size.node + size.gap), y: top + size.head + row * size.row });
    top += size.head + rows * size.row + size.between;
  }
  return { nodes, bands, height: top };
}

/** Sweeps of the barycentre rule; more change little. */
const sweeps = 6;

/** Each column by the mean place of the links that it trades with in the other columns; ties as they came. */
function ordered(stages: LinkNumbers[][], flows: readonly Flow[]): LinkNumbers[][] {
  const beside = new Map<string, string[]>();
  for (const { from_link: a, to_link: b } of flows) {
    beside.set(a, [...(beside.get(a) ?? []), b]);
    beside.set(b, [...(beside.get(b) ?? []), a]);
  }
  const now = [...stages];
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (const [column, stage] of now.entries()) {
      // From the places of this moment: two columns that turn at once would turn for ever.
      const places = new Map(
        now.flatMap((some) => some.map((link, at) => [link.link_id, (at + 0.5) / some.length] as const)),
      );
      const own = (link: LinkNumbers) => places.get(link.link_id)!;
      const mean = (link: LinkNumbers) => {
        const seen = (beside.get(link.link_id) ?? []).filter(
          (id) => places.has(id) && !stage.some((other) => other.link_id === id),
        );
        return seen.length === 0 ? own(link) : seen.reduce((sum, id) => sum + places.get(id)!, 0) / seen.length;
      };
      now[column] = stage.toSorted((x, y) => mean(x) - mean(y) || own(x) - own(y));
    }
  return now;
}

/** The link to which an arrow key leads: up and down within a column, else the nearest of the column beside. */
export function neighbour(nodes: readonly Placed[], from: Placed, key: string): Placed | undefined {
  const upward = key === 'ArrowUp';
  if (upward || key === 'ArrowDown') {
    const ahead = nodes.filter((n) => n.column === from.column && (upward ? n.y < from.y : n.y > from.y));
    return ahead.sort((a, b) => Math.abs(a.y - from.y) - Math.abs(b.y - from.y))[0];
  }
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (step === undefined) return undefined;
  const beside = nodes.filter((n) => n.column === from.column + step);
  return beside.sort((a, b) => Math.abs(a.y - from.y) - Math.abs(b.y - from.y) || a.y - b.y)[0];
}

/** An SVG path from the right edge of one link to the left edge of the other; within a column a bow on its right. */
export function path(from: Placed, to: Placed): string {
  const [y1, y2] = [from.y + size.height / 2, to.y + size.height / 2];
  const start = from.x + size.node;
  if (from.column === to.column)
    return `M${start} ${y1}C${start + size.gap * 0.7} ${y1} ${start + size.gap * 0.7} ${y2} ${start} ${y2}`;
  const forward = to.x > from.x;
  const [x1, x2] = forward ? [start, to.x] : [from.x, to.x + size.node];
  const bend = (forward ? 1 : -1) * size.gap * 0.6;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
