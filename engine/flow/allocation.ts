/** City-wide allocation: one lead district and some reserves for every investor, under capacity, 首谈 rights and diversity. */
import { firstCome } from './baselines.ts';
import { solveFlow } from './min-cost-flow.ts';

export type FirstTalk = {
  investor: number;
  district: number;
  /** `fixed`: that district or nowhere, ahead of all others. A number: added to the fit of the pair (同等条件下优先). */
  right: 'fixed' | number;
};

export type AllocationProblem = {
  investors: number;
  districts: number;
  /** investors × districts, row-major, any unit that may be summed; -Infinity where a gate forbids the pair. */
  fit: Float64Array;
  /** Per district: how many investors it can serve. */
  capacity: ArrayLike<number>;
  /** Per investor: its link, 0 … n. Needed for diversity only. */
  link?: Int32Array;
  /** The (k+1)-th investor of one link in one district costs weight · k / (k + half), in units of fit. */
  diversity?: { weight: number; half: number };
  firstTalk?: FirstTalk[];
  /** Worth of staying unplaced. Default: so low that a free place which the gates allow is always taken. */
  unplacedFit?: number;
  /** Reserves for each investor. Default 2. */
  reserves?: number;
};

export type Allocation = {
  /** Per investor: lead district, or −1 for unplaced. */
  lead: Int32Array;
  /** investors × reserves, −1 where no further district is allowed: best fit after prices and crowding, lead excluded. */
  reserves: Int32Array;
  /** The investors without a place. */
  unplaced: number[];
  /** Sum of fit over leads (no bonus, no crowding cost). */
  welfare: number;
  /** The same sum with every investor in its best district, capacity and rights ignored: an upper bound. */
  greedyBound: number;
  /** The same sum when investors choose one after the other, in input order, among districts with places left. */
  sequentialWelfare: number;
  /** Per district: investors led. */
  load: Int32Array;
  /** Per district: what one more place would add to the objective; 0 where places are left. */
  price: Float64Array;
  /** Per investor: how many districts are named to it (lead and reserves). */
  districtsNamed: Int32Array;
  /** What was maximised: fit with bonuses, less crowding, with unplaced investors at their worth. */
  objective: number;
};

type Values = { value: Float64Array; unplaced: number; crowding: (district: number, k: number) => number };

/** Fits with rights applied, plus one column for "unplaced". */
function values(problem: AllocationProblem): Values {
  const { investors, districts, fit, diversity } = problem;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const score of fit) {
    if (!Number.isFinite(score)) continue;
    low = Math.min(low, score);
    high = Math.max(high, score);
  }
  const weight = diversity?.weight ?? 0;
  const unplaced = problem.unplacedFit ?? (low <= high ? low - weight : 0);
  const value = new Float64Array(investors * (districts + 1));
  for (let i = 0; i < investors; i++) {
    value.set(fit.subarray(i * districts, (i + 1) * districts), i * (districts + 1));
    value[i * (districts + 1) + districts] = unplaced;
  }
  const bonuses = (problem.firstTalk ?? []).reduce((sum, talk) => sum + (talk.right === 'fixed' ? 0 : talk.right), 0);
  const precedence = (districts + 2) * (high - Math.min(low, unplaced) + weight + bonuses + 1);
  for (const talk of problem.firstTalk ?? []) applyRight(value, talk, districts, precedence);
  const half = diversity?.half ?? 1;
  return { value, unplaced, crowding: (district, k) => (district === districts ? 0 : (weight * k) / (k + half)) };
}

function applyRight(value: Float64Array, talk: FirstTalk, districts: number, precedence: number): void {
  const row = talk.investor * (districts + 1);
  if (talk.right !== 'fixed') value[row + talk.district]! += talk.right;
  else
    for (let d = 0; d < districts; d++)
      value[row + d] = d === talk.district ? value[row + d]! + precedence : Number.NEGATIVE_INFINITY;
}

/** Sum of fits of a choice; unplaced investors add nothing. */
const sumOver = ({ districts, fit }: AllocationProblem, lead: Int32Array): number =>
  lead.reduce((sum, district, i) => (district < 0 ? sum : sum + fit[i * districts + district]!), 0);

/** The best districts of one investor by worth after prices and crowding, without its lead. */
function rankReserves(worth: Float64Array, lead: number, reserves: Int32Array): number {
  let named = 0;
  for (let r = 0; r < reserves.length; r++) {
    let best = -1;
    for (let d = 0; d < worth.length; d++) {
      if (d === lead || worth[d] === Number.NEGATIVE_INFINITY || reserves.subarray(0, r).includes(d)) continue;
      if (best < 0 || worth[d]! > worth[best]!) best = d;
    }
    reserves[r] = best;
    if (best >= 0) named++;
  }
  return named;
}

/** Investors compete for diversity within their link; without diversity they are one group. */
function groupsOf(problem: AllocationProblem): { group: Int32Array; groups: number; crowded: boolean } {
  const { investors, link, diversity } = problem;
  if (!link || !diversity || diversity.weight === 0)
    return { group: new Int32Array(investors), groups: 1, crowded: false };
  return { group: link, groups: link.reduce((top, id) => Math.max(top, id), 0) + 1, crowded: true };
}

/** The sums that do not depend on the order of anything: welfare, its bound, the worth of the whole plan. */
function account(problem: AllocationProblem, lead: Int32Array, unplacedFit: number) {
  const { districts, fit } = problem;
  let welfare = 0;
  let greedyBound = 0;
  let objective = 0;
  lead.forEach((district, i) => {
    let best = Number.NEGATIVE_INFINITY;
    for (let d = 0; d < districts; d++) best = Math.max(best, fit[i * districts + d]!);
    if (best > Number.NEGATIVE_INFINITY) greedyBound += best;
    if (district >= 0) welfare += fit[i * districts + district]!;
    else objective += unplacedFit;
  });
  for (const { investor, district, right } of problem.firstTalk ?? [])
    if (right !== 'fixed' && lead[investor] === district) objective += right;
  return { welfare, greedyBound, objective: objective + welfare };
}

/**
 * The allocation of greatest total worth: exact (min-cost flow), deterministic, equal fits decided by input order.
 * Someone is unplaced only when capacity is short, when gates leave no district, or when `unplacedFit` says so.
 */
export function allocate(problem: AllocationProblem): Allocation {
  const { investors, districts } = problem;
  const { value, unplaced, crowding } = values(problem);
  const { group, groups, crowded } = groupsOf(problem);
  const capacity = new Float64Array(districts + 1).fill(Number.POSITIVE_INFINITY);
  capacity.set(problem.capacity);
  const cost = crowded ? crowding : () => 0;
  const flow = solveFlow({ units: investors, sinks: districts + 1, value, capacity, group, groups, crowding: cost });
  const lead = flow.sink.map((sink) => (sink === districts ? -1 : sink));

  const held = new Int32Array(groups * districts);
  lead.forEach((d, i) => {
    if (d >= 0) held[group[i]! * districts + d]!++;
  });
  const wanted = problem.reserves ?? 2;
  const reserves = new Int32Array(investors * wanted);
  const worth = new Float64Array(districts);
  const districtsNamed = lead.map((district, i) => {
    for (let d = 0; d < districts; d++)
      worth[d] = value[i * (districts + 1) + d]! - flow.price[d]! - cost(d, held[group[i]! * districts + d]!);
    const named = rankReserves(worth, district, reserves.subarray(i * wanted, (i + 1) * wanted));
    return named + (district >= 0 ? 1 : 0);
  });

  const sums = account(problem, lead, unplaced);
  for (let cell = 0; cell < held.length; cell++)
    for (let k = 0; k < held[cell]!; k++) sums.objective -= cost(cell % districts, k);
  return {
    lead,
    reserves,
    unplaced: [...lead.keys()].filter((i) => lead[i] === -1),
    ...sums,
    sequentialWelfare: sumOver(problem, firstCome(problem)),
    load: flow.load.slice(0, districts),
    price: flow.price.slice(0, districts),
    districtsNamed,
  };
}
