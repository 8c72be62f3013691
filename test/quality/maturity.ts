/**
 * H1: how near maturity-corrected rates come to the truth of made-up cities (maturity-truth.ts), over many seeds.
 *
 * Bias: mean over seeds of estimate − truth, in each cohort; the row shows 1 − |bias| of the worst cohort. Coverage: share
 * of 90 % intervals that hold the group's underlying rate.
 */
import { ultimateRates } from '../../engine/maturity/index.ts';
import { bootstrap, mean } from './district-interval.ts';
import { madeUpCity, type Scenario } from './maturity-truth.ts';
import type { QualityRow, QualityTask } from './scoreboard.ts';

const SEEDS = 60;
/** Uncorrected, its last cohort shows some 38 points too few; the baselines of each row say how many. */
const city: Scenario = {
  id: 'city',
  cohorts: 4,
  size: 400,
  growth: 1.3,
  base: 0.72,
  drift: 0,
  spread: 0.04,
  start: { law: 'lognormal', scale: 2.2, shape: 1.4 },
  delay: 0.8,
};

/** The city, and what may go otherwise. */
export const scenarios: Scenario[] = [
  city,
  { ...city, id: 'falling', drift: -0.03 },
  { ...city, id: 'small', size: 60 },
  { ...city, id: 'slow-news', delay: 4 },
  { ...city, id: 'slow-starts', cohorts: 5, start: { law: 'lognormal', scale: 4.5, shape: 1.15 }, delay: 1.5 },
  { ...city, id: 'weibull', cohorts: 5, start: { law: 'weibull', scale: 9, shape: 0.8 } },
  { ...city, id: 'three-years', cohorts: 3 },
  { ...city, id: 'districts', districts: 40, spread: 0.08, size: 700 },
];

type Case = {
  seed: number;
  last: boolean;
  n: number;
  truth: number;
  final: number;
  estimate: number;
  low: number;
  high: number;
  inFinal: boolean;
  naive: number;
};

export function casesOf(scenario: Scenario, seed: number): Case[] {
  const { lives, truth, final } = madeUpCity(scenario, seed);
  const groups = [...truth.keys()].sort();
  const { rates } = ultimateRates(lives, { seed, ...(scenario.districts ? {} : { ordered: groups }) });
  return rates.map((rate) => ({
    seed,
    last: rate.group === groups.at(-1),
    n: rate.n,
    truth: truth.get(rate.group)!,
    final: final.get(rate.group)!,
    estimate: rate.ultimate,
    low: rate.low,
    high: rate.high,
    inFinal: final.get(rate.group)! >= rate.final_low - 1e-9 && final.get(rate.group)! <= rate.final_high + 1e-9,
    naive: rate.naive,
  }));
}

function rowsOf(scenario: Scenario, cases: readonly Case[], seed: number): QualityRow[] {
  const last = cases.filter((c) => c.last);
  const judged = scenario.districts ? cases : last;
  const bias = (of: readonly Case[], value: (c: Case) => number) => mean(of.map((c) => value(c) - c.truth));
  const errors = judged.map((c) => c.estimate - c.truth);
  const within = 1 - Math.abs(mean(errors));
  const [low, high] = bootstrap(errors, seed);
  const held = cases.map((c) => (c.low <= c.truth && c.truth <= c.high ? 1 : 0));
  const coverage = mean(held);
  const common = { n: cases.length };
  return [
    {
      ...common,
      id: `H1@${scenario.id}`,
      what: `ultimate start rate of ${scenario.districts ? 'districts' : 'the last cohort'}: 1 − |bias|`,
      metric: 'closeness',
      value: within,
      n: judged.length,
      interval: [
        1 - Math.max(Math.abs(low), Math.abs(high)),
        1 - (low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high))),
      ],
      pass: 0.97,
      aim: 0.985,
      baselines: {
        'all cohorts, corrected': bias(cases, (c) => c.estimate),
        'all cohorts, naive': bias(cases, (c) => c.naive),
        'last cohort, naive': scenario.districts ? Number.NaN : bias(last, (c) => c.naive),
        'mean absolute error': mean(judged.map((c) => Math.abs(c.estimate - c.truth))),
      },
      ok: within >= 0.97 && Math.abs(bias(cases, (c) => c.estimate)) <= 0.03,
    },
    {
      ...common,
      id: `H1@${scenario.id}`,
      what: 'nominal 90 % intervals that hold the underlying rate (pass: 0.85 to 0.95)',
      metric: 'coverage',
      value: coverage,
      interval: bootstrap(held, seed),
      pass: 0.85,
      baselines: {
        'last cohort': scenario.districts
          ? Number.NaN
          : mean(last.map((c) => (c.low <= c.truth && c.truth <= c.high ? 1 : 0))),
        'of the final share': mean(cases.map((c) => (c.inFinal ? 1 : 0))),
      },
      ok: coverage >= 0.85 && coverage <= 0.95,
    },
  ];
}

export const maturityTask: QualityTask = {
  id: 'H1',
  what: 'maturity-corrected rates on made-up cities',
  run: async ({ seed, progress }) =>
    scenarios.flatMap((scenario) => {
      progress(scenario.id);
      const cases = Array.from({ length: SEEDS }, (_, i) => casesOf(scenario, seed * 1000 + i)).flat();
      return rowsOf(scenario, cases, seed);
    }),
};
