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
import { mean, middle } from './draws.ts';
import { begin, type Drawn, record, sweepOnce } from './latent.ts';
import { type Life, type LifeTable, lifeTable, longestUsefulAge } from './life.ts';
import { seeded } from './random.ts';

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
    const latent = sweepOnce(table, state, options.ordered !== undefined, next);
    if (sweep >= 0) drawn.push(record(table, state, latent, drawn, next));
  }
  return summarise(lives, table, drawn, step, horizon);
}

function summarise(
  lives: readonly Life[],
  table: LifeTable,
  drawn: Drawn[],
  step: number,
  horizon: number,
): UltimateResult {
  /** Share of all starts known by each step, on average over draws. */
  const knownBy = Float64Array.from({ length: table.steps + 1 }, (_, s) =>
    mean(drawn.map((d) => d.startsBy[s]! / (1 + d.tail))),
  );
  const rate = (members: number[], of: readonly Life[]) => rateOf(table, drawn, members, of, step, knownBy);
  const groups = table.groups.map((group, g) => ({ group, ...rate([g], lives.filter((l) => l.group === group)) })); // biome-ignore format: one thought
  const everyone = rate([...table.groups.keys()], lives);
  const tail = drawn.length ? mean(drawn.map((d) => d.tail / (1 + d.tail))) : 0;
  return { rates: groups, overall: everyone, horizon, tail };
}

function rateOf(
  table: LifeTable,
  drawn: Drawn[],
  members: readonly number[],
  lives: readonly Life[],
  step: number,
  knownBy: Float64Array,
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
  const known = lives.reduce(
    (sum, life) => sum + knownBy[Math.min(table.steps, Math.floor(life.window / step + 1e-9))]!,
    0,
  );
  const [low, high] = middle(draws);
  const [final_low, final_high] = middle(finals);
  return {
    n,
    started,
    naive: n ? started / n : Number.NaN,
    maturity: known / Math.max(1, n),
    ultimate: mean(draws),
    low,
    high,
    final_low,
    final_high,
    draws,
  };
}
