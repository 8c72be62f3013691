/** Shortest paths in the exchange graph. */
import type { ExchangeGraph } from './exchange-graph.ts';
import { NodeHeap } from './node-heap.ts';

/**
 * Dijkstra on reduced costs. Nodes: cells (0 …), sinks (cells …), and one last node, the ground, where every sink
 * hands in the units that it holds. Potentials stay valid (no reduced cost below 0) from search to search.
 */
export class ExchangeSearch {
  readonly graph: ExchangeGraph;
  readonly ground: number;
  /** Per sink: units handed to the ground, 0 … capacity. */
  readonly handed: Float64Array;
  readonly potential: Float64Array;
  readonly distance: Float64Array;
  readonly parent: Int32Array;
  private readonly heap: NodeHeap;
  private touched: number[] = [];

  /** @param price per sink: the starting price; potentials start at its negative */
  constructor(graph: ExchangeGraph, price: Float64Array) {
    const { sinks } = graph.problem;
    this.graph = graph;
    this.ground = graph.cells + sinks;
    this.handed = new Float64Array(sinks);
    this.potential = new Float64Array(this.ground + 1);
    for (let node = 0; node < this.ground; node++) this.potential[node] = -price[node % sinks]!;
    this.distance = new Float64Array(this.ground + 1).fill(Number.POSITIVE_INFINITY);
    this.parent = new Int32Array(this.ground + 1);
    this.heap = new NodeHeap(this.ground + 1);
  }

  /** Forgets the last search. */
  start(): void {
    for (const node of this.touched) this.distance[node] = Number.POSITIVE_INFINITY;
    this.touched = [];
    this.heap.clear();
  }

  /** Offers a way to a node: a source (parent −1) or one step beyond `parent`. */
  reach(node: number, distance: number, parent: number): void {
    const old = this.distance[node]!;
    if (distance >= old) return;
    if (old === Number.POSITIVE_INFINITY) this.touched.push(node);
    this.distance[node] = distance;
    this.parent[node] = parent;
    this.heap.set(node, distance);
  }

  /** Settles nodes, nearest first, until one is an `end`; returns it, or −1 when nothing is left. */
  run(end: (node: number) => boolean): number {
    for (let node = this.heap.pop(); node >= 0; node = this.heap.pop()) {
      if (end(node)) {
        const stop = this.distance[node]!;
        for (const near of this.touched) this.potential[near]! += Math.min(0, this.distance[near]! - stop);
        return node;
      }
      if (node === this.ground) this.leaveGround();
      else if (node >= this.graph.cells) this.leaveSink(node);
      else this.leaveCell(node);
    }
    return -1;
  }

  private relax(from: number, to: number, cost: number): void {
    const reduced = cost + this.potential[from]! - this.potential[to]!;
    this.reach(to, this.distance[from]! + Math.max(0, reduced), from);
  }

  private leaveCell(cell: number): void {
    const { graph } = this;
    const { sinks } = graph.problem;
    const sink = cell % sinks;
    this.relax(cell, graph.cells + sink, graph.crowding(cell, graph.members[cell]!.length));
    const { moverCost } = graph;
    const { potential, distance } = this;
    const height = potential[cell]!;
    const here = distance[cell]!;
    for (let to = 0, node = cell - sink, pair = cell * sinks; to < sinks; to++, node++, pair++) {
      const next = here + Math.max(0, moverCost[pair]! + height - potential[node]!);
      if (next < distance[node]!) this.reach(node, next, cell);
    }
  }

  private leaveSink(node: number): void {
    const { graph } = this;
    const sink = node - graph.cells;
    if (this.handed[sink]! < graph.problem.capacity[sink]!) this.relax(node, this.ground, 0);
    for (let cell = sink; cell < graph.cells; cell += graph.problem.sinks) {
      const held = graph.members[cell]!.length;
      if (held > 0) this.relax(node, cell, -graph.crowding(cell, held - 1));
    }
  }

  private leaveGround(): void {
    this.handed.forEach((handed, sink) => {
      if (handed > 0) this.relax(this.ground, this.graph.cells + sink, 0);
    });
  }
}
