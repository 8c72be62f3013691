/** How good fitted chances are on companies that the fit did not see. */
import { createHash } from 'node:crypto';
import { factors, type Profile } from '../../data/schema/profile.ts';
import type { RefitRules } from '../../data/schema/refit-rules.ts';
import { bootstrap, wilson } from '../caliber/interval.ts';
import { logistic } from '../linear/logistic.ts';
import { fitScale, fitWeights, type OutcomeCase, probabilityOf, profileScore } from './refit.ts';

/** Equal numbers of outcomes in each, from the least likely up. `came`: share that landed, with its 90 % interval. */
export type ReliabilityBin = {
  n: number;
  foretold_low: number;
  foretold_high: number;
  foretold: number;
  came: number;
  low: number;
  high: number;
};

/** Brier: mean squared error of the chance; smaller is better. Intervals are 90 %, resampling companies. */
export type HeldOut = {
  n: number;
  companies: number;
  brier: number;
  brier_low: number;
  brier_high: number;
  /** Of the share of all others that landed, the same for everybody. */
  brier_base: number;
  /** Of the profile's score brought to scale, weights unchanged. */
  brier_profile: number;
  /** Less wrong than the base share by more than chance: the interval of the difference is below 0. */
  better: boolean;
  bins: ReliabilityBin[];
};

const foldOf = (enterprise: string, folds: number): number =>
  createHash('sha256').update(enterprise).digest().readUInt32BE(0) % folds;

/** Cross-fitted by company: each is foretold by a fit on the others. */
export function measureHeldOut(
  cases: readonly OutcomeCase[],
  profile: Profile['factors'],
  rules: RefitRules,
): HeldOut & { foretold: Float64Array } {
  const fold = cases.map((c) => foldOf(c.enterprise_id, rules.folds));
  const foretold = new Float64Array(cases.length);
  const byProfile = new Float64Array(cases.length);
  const base = new Float64Array(cases.length);
  for (let f = 0; f < rules.folds; f++) {
    const seen = cases.filter((_, i) => fold[i] !== f);
    const fit = fitWeights(seen, profile, rules);
    const scale = fitScale(seen, profile, rules);
    const share = (fit.landed + 0.5) / (fit.n + 1);
    cases.forEach(({ values }, i) => {
      if (fold[i] !== f) return;
      foretold[i] = probabilityOf(fit, named(values));
      byProfile[i] = logistic(scale.intercept + scale.slope * profileScore(values, profile));
      base[i] = share;
    });
  }
  const error = (of: Float64Array) => cases.map((c, i) => (of[i]! - Number(c.landed)) ** 2);
  const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
  const [ours, baseErrors] = [error(foretold), error(base)];
  const interval = byCompany(cases, ours);
  const difference = byCompany(
    cases,
    ours.map((e, i) => e - baseErrors[i]!),
  );
  return {
    n: cases.length,
    companies: new Set(cases.map((c) => c.enterprise_id)).size,
    brier: mean(ours),
    brier_low: interval.low,
    brier_high: interval.high,
    brier_base: mean(baseErrors),
    brier_profile: mean(error(byProfile)),
    better: difference.high < 0,
    bins: reliability(cases, foretold, rules.bins),
    foretold,
  };
}

const named = (values: Float64Array) =>
  Object.fromEntries(factors.map((f, i) => [f, values[i]!])) as Parameters<typeof probabilityOf>[1];

function byCompany(cases: readonly OutcomeCase[], errors: readonly number[]) {
  const sums = new Map<string, { sum: number; n: number }>();
  cases.forEach(({ enterprise_id }, i) => {
    const own = sums.get(enterprise_id) ?? { sum: 0, n: 0 };
    sums.set(enterprise_id, { sum: own.sum + errors[i]!, n: own.n + 1 });
  });
  const all = [...sums.values()];
  return bootstrap(
    all.map((s) => s.sum),
    all.map((s) => s.n),
    all.map(() => false),
  );
}

function reliability(cases: readonly OutcomeCase[], foretold: Float64Array, bins: number): ReliabilityBin[] {
  const order = cases.map((_, i) => i).sort((a, b) => foretold[a]! - foretold[b]! || a - b);
  return Array.from({ length: bins }, (_, b) => {
    const own = order.slice(Math.round((b * order.length) / bins), Math.round(((b + 1) * order.length) / bins));
    const hits = own.filter((i) => cases[i]!.landed).length;
    const { low, high } = wilson(hits, own.length);
    return {
      n: own.length,
      foretold_low: foretold[own[0]!]!,
      foretold_high: foretold[own.at(-1)!]!,
      foretold: own.reduce((sum, i) => sum + foretold[i]!, 0) / own.length,
      came: hits / own.length,
      low,
      high,
    };
  });
}
