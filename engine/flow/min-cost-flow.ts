/**
 * Exact min-cost flow for units → sinks, where units outnumber sinks by far.
 *
 * Successive shortest paths with node potentials, on a graph of cells (group × sink) and sinks in which the arc
 * between two cells costs what its cheapest member would lose by moving: a search sees groups × sinks nodes, however
 * many units there are. Prices of a smaller sample start the search, so that few units must move in the end.
 * Method: Ahuja, Magnanti, Orlin, "Network Flows" (1993), 9.7 (pseudoflows) and 14.4 (convex costs).
 */
import { ExchangeGraph, type FlowProblem } from './exchange-graph.ts';
import { ExchangeSearch } from './exchange-search.ts';

export type FlowSolution = {
  /** Per unit: its sink. */
  sink: Int32Array;
  /** Per sink: what one more place would add to the objective (the smallest optimal dual), ≥ 0. */
  price: Float64Array;
  /** Per sink: how many units it holds. */
  load: Int32Array;
};

/** One unit of the sample stands for this many. */
const STRIDE = 4;

function sample(problem: FlowProblem): FlowProblem {
  const { sinks, value, capacity, group, crowding } = problem;
  const units = Math.ceil(problem.units / STRIDE);
  const part = new Float64Array(units * sinks);
  for (let u = 0; u < units; u++) part.set(value.subarray(u * STRIDE * sinks, (u * STRIDE + 1) * sinks), u * sinks);
  return {
    ...problem,
    units,
    value: part,
    capacity: capacity.map((places) => Math.round(places / STRIDE)),
    group: Int32Array.from({ length: units }, (_, u) => group[u * STRIDE]!),
    crowding: (sink, k) => crowding(sink, k * STRIDE),
  };
}

/** Moves one unit along the path that ends in `end`: back to its source, or to the unit that enters. */
function augment(search: ExchangeSearch, end: number, entering = -1): void {
  const { graph, parent, handed } = search;
  const { sinks } = graph.problem;
  for (let node = end; node >= 0; node = parent[node]!) {
    const from = parent[node]!;
    if (node === search.ground) handed[from - graph.cells]!++;
    else if (from === search.ground) handed[node - graph.cells]!--;
    else if (node < graph.cells && from < graph.cells && (from >= 0 || entering >= 0)) {
      const moved = from < 0 ? entering : graph.mover[from * sinks + (node % sinks)]!;
      if (from >= 0) graph.remove(moved);
      graph.place(moved, node % sinks);
    }
  }
}

/** Places a unit where it is best off at the present prices, whatever the capacities. */
function enter(search: ExchangeSearch, unit: number): void {
  const { graph, potential } = search;
  const { sinks, value, group } = graph.problem;
  const first = group[unit]! * sinks;
  let least = Number.POSITIVE_INFINITY;
  for (let to = 0; to < sinks; to++) least = Math.min(least, -value[unit * sinks + to]! - potential[first + to]!);
  search.start();
  for (let to = 0; to < sinks; to++)
    search.reach(first + to, -value[unit * sinks + to]! - potential[first + to]! - least, -1);
  augment(
    search,
    search.run((node) => node >= graph.cells),
    unit,
  );
}

/** Sends what sinks hold beyond their capacity to where there is room, nearest first, until nothing is beyond. */
function balance(search: ExchangeSearch, price: Float64Array): void {
  const { graph, handed, ground } = search;
  const { units, capacity } = graph.problem;
  handed.forEach((_, sink) => {
    handed[sink] = price[sink]! > 0 ? capacity[sink]! : Math.min(capacity[sink]!, graph.load[sink]!);
  });
  const excess = (node: number): number => {
    if (node === ground) return handed.reduce((sum, count) => sum + count, 0) - units;
    return node < graph.cells ? 0 : graph.load[node - graph.cells]! - handed[node - graph.cells]!;
  };
  for (;;) {
    search.start();
    for (let node = graph.cells; node <= ground; node++) if (excess(node) > 0) search.reach(node, 0, -1);
    const end = search.run((node) => excess(node) < 0);
    if (end < 0) return;
    augment(search, end);
  }
}

/** The worth of one more place: the cheapest way to bring a unit out of any sink into this one. */
function finalPrices(search: ExchangeSearch): Float64Array {
  const { graph, ground } = search;
  search.start();
  search.reach(ground, 0, -1);
  search.run(() => false);
  return Float64Array.from(graph.load, (load, sink) => {
    const cost =
      search.distance[graph.cells + sink]! + search.potential[graph.cells + sink]! - search.potential[ground]!;
    return load < graph.problem.capacity[sink]! || cost === Number.POSITIVE_INFINITY ? 0 : Math.max(0, -cost);
  });
}

/**
 * Solves to optimality (up to rounding). Deterministic. Every unit must be allowed in some sink of infinite capacity,
 * whose price is then 0.
 */
export function solveFlow(problem: FlowProblem): FlowSolution {
  const start = problem.units > 64 ? solveFlow(sample(problem)).price : new Float64Array(problem.sinks);
  const graph = new ExchangeGraph(problem);
  const search = new ExchangeSearch(graph, start);
  for (let unit = 0; unit < problem.units; unit++) enter(search, unit);
  balance(search, start);
  return { sink: graph.sink, price: finalPrices(search), load: graph.load };
}
