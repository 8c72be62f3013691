/**
 * E1: how much of what each investor could have alone does the city keep when capacity binds?
 *
 * Instances: fit = 1 / (1 + e^−z), z = strength of the district (normal, sd 0.7) + affinity of the investor's link for
 * the district (sd 1, 60 links) + the pair's own part (sd 1). Capacities are uneven (log-normal, sd 0.5) and add up to
 * investors ÷ load. The allocation is exact, so the share depends on the instance alone; the sequential baseline shows
 * how hard it is.
 */
import { allocate } from '../../engine/flow/allocation.ts';
import { bootstrap, mean, normal, stream } from './district-interval.ts';
import type { QualityRow, QualityTask } from './scoreboard.ts';

const INVESTORS = 2000;
const DISTRICTS = 42;
const LINKS = 60;
const INSTANCES = 20;
const PASS = 0.965;

function instance(seed: number, load: number) {
  const next = stream(seed);
  const strength = Float64Array.from({ length: DISTRICTS }, () => 0.7 * normal(next));
  const affinity = Float64Array.from({ length: LINKS * DISTRICTS }, () => normal(next));
  const fit = new Float64Array(INVESTORS * DISTRICTS);
  for (let i = 0; i < INVESTORS; i++) {
    const link = Math.floor(LINKS * next());
    for (let d = 0; d < DISTRICTS; d++) {
      const z = strength[d]! + affinity[link * DISTRICTS + d]! + normal(next);
      fit[i * DISTRICTS + d] = 1 / (1 + Math.exp(-z));
    }
  }
  const size = Float64Array.from({ length: DISTRICTS }, () => Math.exp(0.5 * normal(next)));
  const unit = INVESTORS / load / size.reduce((sum, part) => sum + part, 0);
  return { investors: INVESTORS, districts: DISTRICTS, fit, capacity: size.map((part) => Math.ceil(part * unit)) };
}

function measure(load: number, seed: number): QualityRow {
  const plans = Array.from({ length: INSTANCES }, (_, i) => allocate(instance(seed * 1000 + i, load)));
  const share = plans.map((plan) => plan.welfare / plan.greedyBound);
  const value = mean(share);
  return {
    id: `E1@${load}`,
    what: `allocation at load ${load}: welfare against every investor's best district without capacity`,
    metric: 'share',
    value,
    n: INSTANCES,
    interval: bootstrap(share, seed),
    pass: PASS,
    baselines: { sequential: mean(plans.map((plan) => plan.sequentialWelfare / plan.greedyBound)) },
    ok: value >= PASS && plans.every((plan) => plan.unplaced.length === 0),
  };
}

export const allocationTask: QualityTask = {
  id: 'E1',
  what: 'allocation under capacity',
  run: async ({ seed, progress }) =>
    [0.8, 0.9, 1].map((load) => {
      progress(`load ${load}`);
      return measure(load, seed);
    }),
};
