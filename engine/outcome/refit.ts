/** The weights of the profile, fitted to what became of approaches: the profile is the belief, no sign can turn. */
import { type Factor, factors, type Profile } from '../../data/schema/profile.ts';
import type { RefitRules } from '../../data/schema/refit-rules.ts';
import { logistic } from '../linear/logistic.ts';
import { type Belief, fitPenalised } from '../linear/penalised-logistic.ts';

/** A decided approach. `values`: per factor, 0 to 1, in the order of `factors`. */
export type OutcomeCase = { enterprise_id: string; values: Float64Array; landed: boolean };

/** Nothing is fitted on fewer outcomes than the rules ask for; there is no way from here to a probability. */
export type TooFew = { kind: 'too_few'; n: number; landed: number; needed: number; needed_of_each: number };

export type Fitted = {
  kind: 'fitted';
  n: number;
  landed: number;
  /** Log-odds that one point of the profile's score proved to be worth. */
  slope: number;
  intercept: number;
  /** Log-odds that a factor adds at its upper end. */
  weights: Record<Factor, number>;
};
export type Refit = TooFew | Fitted;

declare const calibrated: unique symbol;
/** A chance that was fitted to outcomes. A number is none: only `probabilityOf` makes one, and only from a fit. */
export type Probability = number & { readonly [calibrated]: true };

/** Chance that the approach ends in 落地, from what is measured now (0 to 1 per factor). */
export function probabilityOf(fit: Fitted, values: Readonly<Record<Factor, number>>): Probability {
  return logistic(factors.reduce((sum, f) => sum + fit.weights[f] * values[f], fit.intercept)) as Probability;
}

/** Fits when the rules allow it. Same cases in any order, same fit up to rounding. */
export function refit(cases: readonly OutcomeCase[], profile: Profile['factors'], rules: RefitRules): Refit {
  const n = cases.length;
  const landed = cases.filter((c) => c.landed).length;
  const { needed, needed_of_each } = rules;
  if (n < needed || Math.min(landed, n - landed) < needed_of_each)
    return { kind: 'too_few', n, landed, needed, needed_of_each };
  return fitWeights(cases, profile, rules);
}

/** The fit itself, for `refit` and for the parts of a held-out measurement. */
export function fitWeights(cases: readonly OutcomeCase[], profile: Profile['factors'], rules: RefitRules): Fitted {
  const outcome = Uint8Array.from(cases, (c) => Number(c.landed));
  const { slope } = fitScale(cases, profile, rules);
  const columns = factors.map((_, f) => Float64Array.from(cases, (c) => c.values[f]!));
  const beliefs = factors.map((f): Belief => {
    const mean = slope * profile[f].weight;
    return { mean, deviation: Math.max(rules.floor, rules.firmness * mean), least: 0 };
  });
  const fit = fitPenalised(columns, outcome, beliefs);
  return {
    kind: 'fitted',
    n: cases.length,
    landed: outcome.reduce((sum, y) => sum + y, 0),
    slope,
    intercept: fit.intercept,
    weights: Object.fromEntries(factors.map((f, i) => [f, fit.coefficients[i]!])) as Record<Factor, number>,
  };
}

/** The profile as it is, only brought to the scale of log-odds: the first step of the fit, and what it is measured against. */
export function fitScale(
  cases: readonly OutcomeCase[],
  profile: Profile['factors'],
  rules: RefitRules,
): { slope: number; intercept: number } {
  const scores = Float64Array.from(cases, (c) => profileScore(c.values, profile));
  const outcome = Uint8Array.from(cases, (c) => Number(c.landed));
  const { intercept, coefficients } = fitPenalised([scores], outcome, [{ ...rules.slope, least: 0 }]);
  return { intercept, slope: coefficients[0]! };
}

export const profileScore = (values: Float64Array, profile: Profile['factors']): number =>
  factors.reduce((sum, f, i) => sum + profile[f].weight * values[i]!, 0);
