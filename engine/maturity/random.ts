/** Seeded random numbers: the same seed gives the same draws on every machine. */

export type Random = () => number;

/** Uniform numbers in [0, 1) from a 32-bit seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Standard normal (Box–Muller). */
export const normal = (next: Random): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

/** Gamma with the given shape and scale 1 (Marsaglia and Tsang 2000; shapes under 1 by boosting). */
export function gamma(next: Random, shape: number): number {
  if (shape < 1) return gamma(next, shape + 1) * (1 - next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(next);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Beta(a, b), both positive. */
export function beta(next: Random, a: number, b: number): number {
  const x = gamma(next, a);
  return x / (x + gamma(next, b));
}

/** Binomial(n, p): by inversion where few are expected, else split at a beta order statistic (Relles 1972). */
export function binomial(next: Random, n: number, p: number): number {
  let trials = n;
  let chance = p;
  let hits = 0;
  while (trials > 0 && chance > 0) {
    if (chance >= 1) return hits + trials;
    if (trials * Math.min(chance, 1 - chance) < 20) return hits + byInversion(next, trials, chance);
    const rank = 1 + Math.floor(trials / 2);
    const cut = beta(next, rank, trials + 1 - rank);
    if (cut <= chance) {
      hits += rank;
      trials -= rank;
      chance = (chance - cut) / (1 - cut);
    } else {
      trials = rank - 1;
      chance /= cut;
    }
  }
  return hits;
}

function byInversion(next: Random, n: number, p: number): number {
  if (p > 0.5) return n - byInversion(next, n, 1 - p);
  const odds = p / (1 - p);
  let term = (1 - p) ** n;
  let left = next();
  let hits = 0;
  while (left > term && hits < n) {
    left -= term;
    hits++;
    term *= (odds * (n - hits + 1)) / hits;
  }
  return hits;
}
