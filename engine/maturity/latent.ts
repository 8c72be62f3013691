/** The Gibbs sampler behind ultimate.ts: what open projects will become, when, at which shares, under which prior. */
import { logBeta } from './beta.ts';
import type { LifeTable } from './life.ts';
import { beta, binomial, gamma, normal, type Random } from './random.ts';
import { tailBeyond } from './tail.ts';

/** Where the sampler stands: group shares, the two distributions over steps, and the prior of the shares. */
export type State = {
  share: Float64Array;
  starts: Float64Array;
  ends: Float64Array;
  mean: number;
  drift: number;
  strength: number;
};
/** What is kept of a sweep. */
export type Drawn = {
  share: Float64Array /** Open lives that will start, beyond the horizon too. */;
  willStart: Float64Array;
  tail: number;
  startsBy: Float64Array;
};

/** One sweep: everything that is unknown, drawn in turn given the rest. */
export function sweepOnce(table: LifeTable, state: State, drifts: boolean, next: Random): Latent {
  const latent = drawKinds(table, state, next);
  drawTimes(table, state, latent, next);
  drawShares(table, state, latent, next);
  drawPrior(table, state, drifts, next);
  return latent;
}

/** Where sampling starts. */
export function begin(table: LifeTable): State {
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
export type Latent = { willStart: Float64Array; starting: Float64Array; ending: Float64Array };

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
export function record(table: LifeTable, state: State, latent: Latent, before: Drawn[], next: Random): Drawn {
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
