/** A project's history as maturity reads it: how long we have watched it, and what ended its wait. */

export type Life = {
  /** Signing cohort or district. */
  group: string;
  /** Months from signing to the day up to which events are known. */
  window: number;
  /** Months from signing to the day on which its start or termination became known; of no meaning while open. */
  age: number;
  /** 0 open, 1 started, 2 terminated without a start. */
  cause: 0 | 1 | 2;
};

/**
 * Lives counted in steps of age. A step that a life was not watched to its end is left out of that life, else young
 * cohorts would show the events of their last, half-watched step without those at risk in it.
 */
export type LifeTable = {
  groups: string[];
  /** Lives by group. */
  size: Int32Array;
  steps: number;
  /** Starts and terminations in step s (1 … steps), all groups. */
  started: Float64Array;
  terminated: Float64Array;
  /** By group. */
  startedIn: Int32Array;
  terminatedIn: Int32Array;
  /** Open lives by group and last whole step watched. */
  open: { group: number; step: number; count: number }[];
};

/** @param step months a step; @param horizon the longest age used, in months */
export function lifeTable(lives: readonly Life[], groups: readonly string[], step: number, horizon: number): LifeTable {
  const steps = Math.max(1, Math.floor(horizon / step));
  const index = new Map(groups.map((group, at) => [group, at]));
  const table: LifeTable = {
    groups: [...groups],
    size: new Int32Array(groups.length),
    steps,
    started: new Float64Array(steps + 1),
    terminated: new Float64Array(steps + 1),
    startedIn: new Int32Array(groups.length),
    terminatedIn: new Int32Array(groups.length),
    open: [],
  };
  const open = new Map<number, number>();
  for (const life of lives) {
    const group = index.get(life.group)!;
    const watched = Math.min(steps, Math.floor(life.window / step + 1e-9));
    const ended = life.cause === 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(life.age / step - 1e-9));
    table.size[group]!++;
    if (ended > watched) open.set(group * (steps + 1) + watched, (open.get(group * (steps + 1) + watched) ?? 0) + 1);
    else {
      (life.cause === 1 ? table.started : table.terminated)[ended]!++;
      (life.cause === 1 ? table.startedIn : table.terminatedIn)[group]!++;
    }
  }
  table.open = [...open].map(([cell, count]) => ({
    group: Math.floor(cell / (steps + 1)),
    step: cell % (steps + 1),
    count,
  }));
  return table;
}

/** The age up to which enough lives were watched: at least 20, or a fiftieth of all where that is more. */
export function longestUsefulAge(lives: readonly Life[]): number {
  const windows = lives.map((life) => life.window).sort((a, b) => b - a);
  const enough = Math.min(windows.length, Math.max(20, Math.ceil(windows.length / 50)));
  return windows[enough - 1] ?? 0;
}
