/** Small groups borrow strength: empirical Bayes for shares (beta-binomial), so that 2 of 2 does not lead a league. */
import { betaQuantile, logBeta } from './beta.ts';

export type Counted = { key: string; hits: number; n: number };
export type Shrunk = Counted & { raw: number; value: number; low: number; high: number; weight_of_own: number };

/** A Beta prior by its mean and its strength in observations. */
export type Prior = { mean: number; strength: number };

const STRENGTHS = Array.from({ length: 41 }, (_, i) => 10 ** (-0.5 + i * 0.1125));
const MEANS = Array.from({ length: 199 }, (_, i) => (i + 1) / 200);

/** The prior under which the counts are most likely, over strengths of 0.3 to 10,000 observations. */
export function fitPrior(groups: readonly Counted[]): Prior {
  let best: Prior = { mean: 0.5, strength: 1 };
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const strength of STRENGTHS)
    for (const mean of MEANS) {
      const score = logLikelihood(groups, mean, strength);
      if (score > bestScore) {
        bestScore = score;
        best = { mean, strength };
      }
    }
  return best;
}

function logLikelihood(groups: readonly Counted[], mean: number, strength: number): number {
  const [a, b] = [mean * strength, (1 - mean) * strength];
  const base = logBeta(a, b);
  return groups.reduce((sum, { hits, n }) => sum + logBeta(a + hits, b + n - hits) - base, 0);
}

/** Each group's share drawn towards the prior mean, with a 90 % interval; `weight_of_own` = n ÷ (n + strength). In order of `groups`. */
export function shrink(groups: readonly Counted[], prior: Prior = fitPrior(groups)): Shrunk[] {
  return groups.map((group) => {
    const a = prior.mean * prior.strength + group.hits;
    const b = (1 - prior.mean) * prior.strength + group.n - group.hits;
    return {
      ...group,
      raw: group.n ? group.hits / group.n : Number.NaN,
      value: a / (a + b),
      low: betaQuantile(0.05, a, b),
      high: betaQuantile(0.95, a, b),
      weight_of_own: group.n / (group.n + prior.strength),
    };
  });
}
