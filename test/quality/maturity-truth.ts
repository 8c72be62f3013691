/**
 * A made-up city whose end is known, to judge maturity correction by (H1).
 *
 * Each yearly signing cohort c has an ultimate start rate π_c = base + drift·(years from the middle) + normal noise; a
 * district d adds its own deviation. Contracts are signed through the year, a quarter of them in December, and cohorts
 * grow from year to year. A project starts with probability π; its time to start is log-normal (or Weibull). Of the
 * others, three quarters are terminated after a Weibull time, the rest stay open for ever. News of a start takes an
 * exponential delay, of a termination twice as long. The observer stands at the end of the last year and sees only what
 * is known by then. None of these curves is a shape that the estimator assumes.
 */
import type { Life } from '../../engine/maturity/index.ts';
import { normal, stream } from './district-interval.ts';

export type Scenario = {
  id: string;
  cohorts: number;
  /** Contracts in the last cohort. */
  size: number;
  /** Each cohort's size as a multiple of the one before. */
  growth: number;
  base: number;
  /** Change of the ultimate rate a year. */
  drift: number;
  /** Standard deviation of cohorts (or districts) around it. */
  spread: number;
  /** Time to start in months: log-normal median and sd of the logarithm, or Weibull scale and shape. */
  start: { law: 'lognormal' | 'weibull'; scale: number; shape: number };
  /** Mean months until a start is known. */
  delay: number;
  /** The last cohort's time to start as a multiple of the others'. */
  pace?: number;
  /** Group by district instead of by cohort: so many districts of very unequal size. */
  districts?: number;
};

/** `truth`: underlying rate by group; `final`: share of the group's projects that will ever start. */
export type Truth = { lives: Life[]; truth: Map<string, number>; final: Map<string, number> };

export function madeUpCity(scenario: Scenario, seed: number): Truth {
  const next = stream(seed);
  const cohortRate = Array.from({ length: scenario.cohorts }, (_, c) => {
    const noise = scenario.districts ? 0 : scenario.spread * normal(next);
    return scenario.base + scenario.drift * (c - (scenario.cohorts - 1) / 2) + noise;
  });
  const districts = Array.from({ length: scenario.districts ?? 1 }, () => ({
    weight: Math.exp(0.9 * normal(next)),
    shift: scenario.districts ? scenario.spread * normal(next) : 0,
  }));
  const weights = districts.reduce((sum, d) => sum + d.weight, 0);
  const rates = new Map<string, { sum: number; n: number; starts: number }>();
  const lives: Life[] = [];
  for (let c = 0; c < scenario.cohorts; c++) {
    const size = Math.round(scenario.size * scenario.growth ** (c - scenario.cohorts + 1));
    for (let i = 0; i < size; i++) {
      const d = pick(next() * weights, districts);
      const rate = Math.min(0.98, Math.max(0.02, cohortRate[c]! + districts[d]!.shift));
      const group = scenario.districts ? `D${String(d).padStart(2, '0')}` : `Y${c}`;
      const window = 12 * (scenario.cohorts - c - signedAt(next));
      const starts = next() < rate;
      lives.push(liveOn(scenario, group, window, starts, c === scenario.cohorts - 1 ? (scenario.pace ?? 1) : 1, next));
      const seen = rates.get(group) ?? { sum: 0, n: 0, starts: 0 };
      rates.set(group, { sum: seen.sum + rate, n: seen.n + 1, starts: seen.starts + (starts ? 1 : 0) });
    }
  }
  const by = (of: (r: { sum: number; n: number; starts: number }) => number) =>
    new Map([...rates].map(([group, r]) => [group, of(r)]));
  return { lives, truth: by((r) => r.sum / r.n), final: by((r) => r.starts / r.n) };
}

/** Part of the year: a quarter of contracts in December. */
const signedAt = (next: () => number): number => (next() < 0.25 ? 11 + next() : 12 * next()) / 12;

function pick(at: number, districts: readonly { weight: number }[]): number {
  let left = at;
  for (let d = 0; d < districts.length; d++) {
    left -= districts[d]!.weight;
    if (left <= 0) return d;
  }
  return districts.length - 1;
}

function liveOn(
  scenario: Scenario,
  group: string,
  window: number,
  starts: boolean,
  pace: number,
  next: () => number,
): Life {
  const { law, scale, shape } = scenario.start;
  const lag = (mean: number) => -mean * Math.log(1 - next());
  const weibull = (by: number, k: number) => by * (-Math.log(1 - next())) ** (1 / k);
  let age = Number.POSITIVE_INFINITY;
  if (starts)
    age =
      pace * (law === 'lognormal' ? scale * Math.exp(shape * normal(next)) : weibull(scale, shape)) +
      lag(scenario.delay);
  else if (next() < 0.75) age = weibull(26, 1.3) + lag(2 * scenario.delay);
  if (age > window) return { group, window, age: window, cause: 0 };
  return { group, window, age, cause: starts ? 1 : 2 };
}
