/** The residual network of a units → sinks flow, folded: units of one group in one sink are one node. */

export type FlowProblem = {
  units: number;
  sinks: number;
  /** units × sinks, row-major. What the unit is worth in the sink; -Infinity forbids the pair. Each row needs one sink of unlimited capacity that it may use. */
  value: Float64Array;
  /** Per sink: how many units it takes; Infinity allowed. */
  capacity: Float64Array;
  /** Per unit: its group, 0 … groups − 1. */
  group: Int32Array;
  groups: number;
  /** Cost of the (k+1)-th unit of one group in one sink, never falling in k. */
  crowding: (sink: number, k: number) => number;
};

/**
 * Who is where, and the cheapest mover from every cell to every other sink.
 * A cell is (group, sink), numbered group × sinks + sink.
 */
export class ExchangeGraph {
  readonly problem: FlowProblem;
  readonly cells: number;
  readonly sink: Int32Array;
  readonly load: Int32Array;
  readonly members: number[][];
  /** (cell, sink) → the member of the cell that loses least by moving to the sink, or −1. */
  readonly mover: Int32Array;
  readonly moverCost: Float64Array;
  private readonly slot: Int32Array;

  constructor(problem: FlowProblem) {
    this.problem = problem;
    this.cells = problem.groups * problem.sinks;
    this.sink = new Int32Array(problem.units).fill(-1);
    this.slot = new Int32Array(problem.units);
    this.load = new Int32Array(problem.sinks);
    this.members = Array.from({ length: this.cells }, () => []);
    this.mover = new Int32Array(this.cells * problem.sinks).fill(-1);
    this.moverCost = new Float64Array(this.cells * problem.sinks).fill(Number.POSITIVE_INFINITY);
  }

  /** Cost of adding one unit to the cell beyond `held`. */
  crowding(cell: number, held: number): number {
    return this.problem.crowding(cell % this.problem.sinks, held);
  }

  /** Puts a unit that is nowhere into a sink. */
  place(unit: number, sink: number): void {
    const { sinks, value, group } = this.problem;
    const cell = group[unit]! * sinks + sink;
    this.sink[unit] = sink;
    this.slot[unit] = this.members[cell]!.push(unit) - 1;
    this.load[sink]!++;
    const here = value[unit * sinks + sink]!;
    for (let to = 0; to < sinks; to++) {
      const cost = here - value[unit * sinks + to]!;
      if (to === sink || cost >= this.moverCost[cell * sinks + to]!) continue;
      this.moverCost[cell * sinks + to] = cost;
      this.mover[cell * sinks + to] = unit;
    }
  }

  /** Takes a unit out of its sink. */
  remove(unit: number): void {
    const { sinks, group } = this.problem;
    const cell = group[unit]! * sinks + this.sink[unit]!;
    const members = this.members[cell]!;
    this.load[this.sink[unit]!]!--;
    const last = members.pop()!;
    if (last !== unit) {
      members[this.slot[unit]!] = last;
      this.slot[last] = this.slot[unit]!;
    }
    for (let to = 0; to < sinks; to++) if (this.mover[cell * sinks + to] === unit) this.electMover(cell, to);
  }

  private electMover(cell: number, to: number): void {
    const { sinks, value } = this.problem;
    const from = cell % sinks;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const unit of this.members[cell]!) {
      const cost = value[unit * sinks + from]! - value[unit * sinks + to]!;
      if (cost < least) {
        least = cost;
        best = unit;
      }
    }
    this.mover[cell * sinks + to] = best;
    this.moverCost[cell * sinks + to] = least;
  }
}
