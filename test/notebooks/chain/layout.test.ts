import { describe, expect, it } from 'vitest';
import type { Flow, LinkNumbers } from '../../../notebooks/chain/answers.ts';
import { layout, neighbour, path, size } from '../../../notebooks/chain/layout.ts';

const link = (link_id: string, stage: string, chain_id = 'a') => ({ link_id, stage, chain_id }) as LinkNumbers;
const flow = (from_link: string, to_link: string) => ({ from_link, to_link }) as Flow;
const links = [
  link('u1', '上游'),
  link('u2', '上游'),
  link('u3', '上游'),
  link('m1', '中游'),
  link('m2', '中游'),
  link('m3', '中游'),
  link('d1', '下游', 'b'),
];
const crossing = [flow('u1', 'm3'), flow('u2', 'm2'), flow('u3', 'm1')];
const { nodes, bands, height } = layout(['a', 'b'], links, crossing);
const at = (id: string) => nodes.find((node) => node.link.link_id === id)!;

describe('the drawing of a chain', () => {
  it('puts every link once, a column a stage, a band a chain, none on another', () => {
    expect(nodes.map((node) => node.link.link_id).sort()).toEqual(links.map((l) => l.link_id).sort());
    expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length);
    expect(at('u1').x).toBeLessThan(at('m1').x);
    expect(bands.map((band) => band.chain_id)).toEqual(['a', 'b']);
    expect(at('d1').y).toBeGreaterThan(
      Math.max(...nodes.filter((n) => n.link.chain_id === 'a').map((n) => n.y + size.height)),
    );
    expect(Math.max(...nodes.map((n) => n.y + size.height))).toBeLessThan(height);
  });

  it('orders columns so that flows cross less than as given', () => {
    const crossings = (y: (id: string) => number) =>
      crossing
        .flatMap((a, i) => crossing.slice(i + 1).map((b) => [a, b] as const))
        .filter(([a, b]) => (y(a.from_link) - y(b.from_link)) * (y(a.to_link) - y(b.to_link)) < 0).length;
    expect(crossings((id) => links.findIndex((l) => l.link_id === id))).toBe(3);
    expect(crossings((id) => at(id).y)).toBe(0);
  });

  it('leads the arrow keys up and down a column and to the nearest of the next, and nowhere at an end', () => {
    const column = nodes.filter((n) => n.column === 0).sort((a, b) => a.y - b.y);
    expect(neighbour(nodes, column[0]!, 'ArrowDown')).toBe(column[1]);
    expect(neighbour(nodes, column[0]!, 'ArrowUp')).toBeUndefined();
    const beside = neighbour(nodes, column[1]!, 'ArrowRight')!;
    expect([beside.column, beside.y]).toEqual([1, column[1]!.y]);
    expect(neighbour(nodes, column[1]!, 'ArrowLeft')).toBeUndefined();
    expect(neighbour(nodes, column[1]!, 'x')).toBeUndefined();
  });

  it('draws from the right edge of the one to the left edge of the other', () => {
    const line = path(at('u1'), at('m3'));
    expect(line.startsWith(`M${at('u1').x + size.node} `)).toBe(true);
    expect(line.endsWith(` ${at('m3').x} ${at('m3').y + size.height / 2}`)).toBe(true);
  });
});
