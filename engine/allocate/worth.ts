/** What every investor is worth in every district, and what a choice of districts keeps of it. */
import { setImmediate as breathe } from 'node:timers/promises';
import { type Factor, factors, placeFactors } from '../../data/schema/profile.ts';
import { bestPairFirst, firstCome, unbounded } from '../flow/baselines.ts';
import type { Investor } from './investors.ts';

export type Worth = {
  investors: number;
  districts: number;
  capacity: number[];
  /** Whole score, investors × districts; -Infinity where a gate closes the pair. */
  fit: Float64Array;
  /** Of that the parts that differ between districts: what can be won or lost by choosing. */
  place: Float64Array;
};

export type Welfare = { exact: number; unbounded: number; first_come: number; best_pair_first: number };

/** Lets others in between, for there may be thousands of investors. */
export async function worthOf(
  investors: readonly Investor[],
  districts: readonly string[],
  capacity: number[],
): Promise<Worth> {
  const table = () => new Float64Array(investors.length * districts.length).fill(Number.NEGATIVE_INFINITY);
  const [fit, place] = [table(), table()];
  const sum = (parts: Record<Factor, number>, chosen: readonly Factor[]) => {
    let all = 0;
    for (const factor of chosen) all += parts[factor];
    return all;
  };
  for (const [i, { scores }] of investors.entries()) {
    if (i % several === several - 1) await breathe();
    for (const [d, id] of districts.entries()) {
      const parts = scores.get(id);
      if (!parts) continue;
      fit[i * districts.length + d] = sum(parts, factors);
      place[i * districts.length + d] = sum(parts, placeFactors);
    }
  }
  return { investors: investors.length, districts: districts.length, capacity, fit, place };
}

const several = 50;

/** Sums of the place parts: of the plan, of everybody's best, of the two ways without a plan. */
export function welfareOf(worth: Worth, lead: Int32Array): Welfare {
  const { place, districts } = worth;
  const sum = (chosen: Int32Array): number =>
    chosen.reduce((all, d, i) => (d < 0 ? all : all + place[i * districts + d]!), 0);
  return {
    exact: sum(lead),
    unbounded: sum(unbounded({ ...worth, fit: place })),
    first_come: sum(firstCome(worth)),
    best_pair_first: sum(bestPairFirst(worth)),
  };
}
