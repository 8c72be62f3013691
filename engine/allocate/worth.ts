/** What every investor is worth in every district, and what a choice of districts keeps of it. */
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

export function worthOf(investors: readonly Investor[], districts: readonly string[], capacity: number[]): Worth {
  const table = (chosen: readonly Factor[]): Float64Array => {
    const values = new Float64Array(investors.length * districts.length).fill(Number.NEGATIVE_INFINITY);
    investors.forEach(({ scores }, i) => {
      for (const [d, id] of districts.entries()) {
        const parts = scores.get(id);
        if (parts) values[i * districts.length + d] = chosen.reduce((sum, f) => sum + parts[f], 0);
      }
    });
    return values;
  };
  const shape = { investors: investors.length, districts: districts.length, capacity };
  return { ...shape, fit: table(factors), place: table(placeFactors) };
}

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
