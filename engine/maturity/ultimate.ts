/**
 * The ultimate rate: which share of a cohort will have started in the end, told from what is known so far.
 *
 * Model (Larson and Dinse 1985, in steps of age): a share of group g is of the kind that starts; its time to start has a
 * distribution that all groups share; the others are terminated after a time of their own, or never. What a project still
 * open will become is unknown and is drawn; group shares come from a beta distribution (which may drift with the order of
 * cohorts), so that small or young groups lean on the others. All is drawn by Gibbs sampling, with Metropolis steps for the
 * beta's mean, drift and strength. Times run from signing to *becoming known*: what is known late counts late in every
 * cohort alike, so reporting delay does not bias the end. Starts beyond the longest age watched are extrapolated (tail.ts).
 *
 * Not covered: cohorts whose projects start at another pace than those before them.
 */
import { logBeta } from './beta.ts';
import { type Life, type LifeTable, lifeTable, longestUsefulAge } from './life.ts';
import { beta, binomial, gamma, normal, type Random, seeded } from './random.ts';
import { tailBeyond } from './tail.ts';

export type UltimateOptions = {
  /** Groups in the order of time; the mean may then drift with it. Default: groups by name, without drift. */
  ordered?: readonly string[];
  /** Months a step. Default 0.5. */
  step?: number;
  seed?: number;
  /** Sweeps kept after 300 that are thrown away. Default 1,000. */
  sweeps?: number;
};

export type UltimateRate = {
  group: string;
  n: number;
  /** Starts known. */
  started: number;
  /** started ÷ n: what a table without correction would show. */
  naive: number;
  /** Share of the group's starts that should be known by now. */
  maturity: number;
  /** Posterior mean of the underlying rate, and its 90 % interval. */
  ultimate: number;
  low: number;
  high: number;
  /** 90 % interval of the share of these very projects that will have started. */
  final_low: number;
  final_high: number;
  /** Draws of the underlying rate, for comparisons between groups. */
  draws: Float64Array;
};

export type UltimateResult = {
  rates: UltimateRate[];
  overall: Omit<UltimateRate, 'group'> /** Months watched at most. */;
  horizon: number /** Starts beyond it, as a share of all. */;
  tail: number;
};

const BURN_IN = 300;

type State = {
  share: Float64Array;
  starts: Float64Array;
  ends: Float64Array;
  mean: number;
  drift: number;
  strength: number;
};
type Drawn = {
  share: Float64Array /** Open lives that will start, beyond the horizon too. */;
  willStart: Float64Array;
  tail: number;
  startsBy: Float64Array;
};

/** Ultimate start rates by group. Empty input gives an empty result. */
export function ultimateRates(lives: readonly Life[], options: UltimateOptions = {}): UltimateResult {
  const step = options.step ?? 0.5;
  const groups = options.ordered ?? [...new Set(lives.map((life) => life.group))].sort();
  const horizon = longestUsefulAge(lives);
  const table = lifeTable(lives, groups, step, horizon);
  const next = seeded(options.seed ?? 1);
  const sweeps = options.sweeps ?? 1000;
  const state = begin(table);
  const drawn: Drawn[] = [];
  for (let sweep = -BURN_IN; sweep < sweeps && lives.length; sweep++) {
    const latent = drawKinds(table, state, next);
    drawTimes(table, state, latent, next);
    drawShares(table, state, latent, next);
    drawPrior(table, state, options.ordered !== undefined, next);
    if (sweep >= 0) drawn.push(record(table, state, latent, drawn, next));
  }
  return summarise(lives, table, drawn, step, horizon);
}

function begin(table: LifeTable): State {
  const mass = (counts: Float64Array, rest: number) => {
    const total = counts.reduce((sum, count) => sum + count, 0) + table.steps * 0.01 + rest;
    return counts.map((count, s) => (s === 0 ? 0 : (count + 0.01) / total));
  };
  return {
    share: Float64Array.from(table.groups, () => 0.6),
    starts: mass(table.started, 0),
    ends: mass(table.terminated, 1),
    mean: 0,
    drift: 0,
    strength: 20,
  };
}

/** Share of a distribution over steps that lies beyond each step; `never` is added throughout. */
function beyond(mass: Float64Array, never: number): Float64Array {
  const left = new Float64Array(mass.length);
  left[mass.length - 1] = never;
  for (let s = mass.length - 1; s > 0; s--) left[s - 1] = left[s]! + mass[s]!;
  return left;
}

/** Open lives that will start, by group, and by step from which they are still to come; the same for the others. */
type Latent = { willStart: Float64Array; starting: Float64Array; ending: Float64Array };

function drawKinds(table: LifeTable, state: State, next: Random): Latent {
  const startLater = beyond(state.starts, 0);
  const never = Math.max(0, 1 - state.ends.reduce((sum, p) => sum + p, 0));
  const endLater = beyond(state.ends, never);
  const latent = {
    willStart: new Float64Array(table.groups.length),
    starting: new Float64Array(table.steps + 1),
    ending: new Float64Array(table.steps + 1),
  };
  for (const { group, step, count } of table.open) {
    const yes = state.share[group]! * startLater[step]!;
    const no = (1 - state.share[group]!) * endLater[step]!;
    const kind = yes + no > 0 ? binomial(next, count, yes / (yes + no)) : 0;
    latent.willStart[group]! += kind;
    latent.starting[step]! += kind;
    latent.ending[step]! += count - kind;
  }
  return latent;
}

/** Draws when those still to come will come, then the two distributions given all times. */
function drawTimes(table: LifeTable, state: State, latent: Latent, next: Random): void {
  const prior = 0.5 / table.steps;
  const startLater = beyond(state.starts, 0);
  const never = Math.max(0, 1 - state.ends.reduce((sum, p) => sum + p, 0));
  const endLater = beyond(state.ends, never);
  const starts = new Float64Array(table.steps + 1);
  const ends = new Float64Array(table.steps + 1);
  let [toStart, toEnd] = [0, 0];
  for (let s = 1; s <= table.steps; s++) {
    toStart += latent.starting[s - 1]!;
    toEnd += latent.ending[s - 1]!;
    const start =
      startLater[s - 1]! > 0 ? binomial(next, toStart, Math.min(1, state.starts[s]! / startLater[s - 1]!)) : 0;
    const end = endLater[s - 1]! > 0 ? binomial(next, toEnd, Math.min(1, state.ends[s]! / endLater[s - 1]!)) : 0;
    toStart -= start;
    toEnd -= end;
    starts[s] = gamma(next, table.started[s]! + start + prior);
    ends[s] = gamma(next, table.terminated[s]! + end + prior);
  }
  const neverEnds = gamma(next, toEnd + latent.ending[table.steps]! + 0.5);
  scale(starts, 0);
  scale(ends, neverEnds);
  state.starts = starts;
  state.ends = ends;
}

function scale(mass: Float64Array, rest: number): void {
  const total = mass.reduce((sum, value) => sum + value, 0) + rest;
  for (let s = 0; s < mass.length; s++) mass[s]! /= total;
}

function drawShares(table: LifeTable, state: State, latent: Latent, next: Random): void {
  for (let g = 0; g < table.groups.length; g++) {
    const yes = table.startedIn[g]! + latent.willStart[g]!;
    const mean = meanOf(state, g, table.groups.length);
    state.share[g] = Math.min(
      1 - 1e-9,
      Math.max(1e-9, beta(next, mean * state.strength + yes, (1 - mean) * state.strength + table.size[g]! - yes)),
    );
  }
}

const meanOf = (state: Pick<State, 'mean' | 'drift'>, group: number, groups: number): number =>
  1 / (1 + Math.exp(-state.mean - state.drift * place(group, groups)));

/** −1 for the first group, 1 for the last. */
const place = (group: number, groups: number): number => (groups > 1 ? (2 * group) / (groups - 1) - 1 : 0);

/** Prior mean (logit, normal with sd 1.5), drift from the middle to the ends (normal, sd 0.5), log strength (normal around ln 30, sd 1). */
function drawPrior(table: LifeTable, state: State, drifts: boolean, next: Random): void {
  const score = (s: State): number => {
    let sum = -(s.mean ** 2) / 4.5 - s.drift ** 2 / 0.5 - Math.log(s.strength / 30) ** 2 / 2;
    for (let g = 0; g < table.groups.length; g++) {
      const m = meanOf(s, g, table.groups.length);
      const [a, b] = [m * s.strength, (1 - m) * s.strength];
      sum += (a - 1) * Math.log(s.share[g]!) + (b - 1) * Math.log(1 - s.share[g]!) - logBeta(a, b);
    }
    return sum;
  };
  let now = score(state);
  for (let move = 0; move < 6; move++) {
    const tried = { ...state };
    if (move % 3 === 0) tried.mean += 0.15 * normal(next);
    else if (move % 3 === 1)
      tried.strength = Math.min(5000, Math.max(1, tried.strength * Math.exp(0.5 * normal(next))));
    else if (drifts) tried.drift += 0.15 * normal(next);
    else continue;
    const then = score(tried);
    if (Math.log(1 - next()) >= then - now) continue;
    Object.assign(state, { mean: tried.mean, drift: tried.drift, strength: tried.strength });
    now = then;
  }
}

/** The tail is fitted anew at every tenth draw. */
function record(table: LifeTable, state: State, latent: Latent, before: Drawn[], next: Random): Drawn {
  const startsBy = new Float64Array(table.steps + 1);
  for (let s = 1; s <= table.steps; s++) startsBy[s] = startsBy[s - 1]! + state.starts[s]!;
  const known = table.startedIn.reduce((sum, count) => sum + count, 0);
  const tail = before.length % 10 ? before.at(-1)!.tail : tailBeyond(state.starts, known);
  const willStart = latent.willStart.map((will, g) => {
    const left = table.size[g]! - table.startedIn[g]! - table.terminatedIn[g]! - will;
    return will + (left > 0 ? binomial(next, left, Math.min(1, (state.share[g]! * tail * table.size[g]!) / left)) : 0);
  });
  return { share: state.share.slice(), willStart, tail, startsBy };
}

function summarise(
  lives: readonly Life[],
  table: LifeTable,
  drawn: Drawn[],
  step: number,
  horizon: number,
): UltimateResult {
  const groups = table.groups.map((group, g) => ({
    group,
    ...rateOf(
      table,
      drawn,
      [g],
      lives.filter((l) => l.group === group),
      step,
    ),
  }));
  const everyone = rateOf(table, drawn, [...table.groups.keys()], lives, step);
  const tail = drawn.reduce((sum, d) => sum + d.tail / (1 + d.tail), 0) / Math.max(1, drawn.length);
  return { rates: groups, overall: everyone, horizon, tail };
}

function rateOf(
  table: LifeTable,
  drawn: Drawn[],
  members: readonly number[],
  lives: readonly Life[],
  step: number,
): Omit<UltimateRate, 'group'> {
  const n = lives.length;
  const started = lives.filter((life) => life.cause === 1).length;
  const over = (values: (g: number) => number) => members.reduce((sum, g) => sum + values(g), 0) / Math.max(1, n);
  const draws = Float64Array.from(drawn, (d) => Math.min(1, over((g) => d.share[g]! * table.size[g]!) * (1 + d.tail)));
  const finals = Float64Array.from(drawn, (d) =>
    Math.max(
      started / Math.max(1, n),
      over((g) => table.startedIn[g]! + d.willStart[g]!),
    ),
  );
  const watched = lives.map((life) => Math.min(table.steps, Math.floor(life.window / step + 1e-9)));
  const maturity =
    drawn.reduce((sum, d) => sum + watched.reduce((part, w) => part + d.startsBy[w]!, 0) / (1 + d.tail), 0) /
    Math.max(1, drawn.length * n);
  const [low, high] = middle(draws);
  const [final_low, final_high] = middle(finals);
  return {
    n,
    started,
    naive: n ? started / n : Number.NaN,
    maturity,
    ultimate: draws.reduce((sum, x) => sum + x, 0) / Math.max(1, draws.length),
    low,
    high,
    final_low,
    final_high,
    draws,
  };
}

/** The middle 90 % of draws. */
function middle(draws: Float64Array): [number, number] {
  const sorted = draws.toSorted();
  return [
    sorted[Math.floor(0.05 * sorted.length)] ?? Number.NaN,
    sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN,
  ];
}
