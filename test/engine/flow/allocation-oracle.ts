/** Random allocation instances, and their optimum by HiGHS. */
import type { AllocationProblem } from '../../../engine/flow/allocation.ts';
import { maximise } from '../../support/highs.ts';

/** A small deterministic stream of numbers in [0, 1). */
export function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Fits on a grid of 1/64, so that sums are exact; about one pair in eight forbidden. */
export function randomProblem(seed: number, investors: number, districts: number, load: number): AllocationProblem {
  const next = stream(seed);
  for (let warm = 0; warm < 8; warm++) next();
  const fit = Float64Array.from({ length: investors * districts }, () =>
    next() < 0.125 ? Number.NEGATIVE_INFINITY : Math.floor(next() * 64) / 64,
  );
  const places = investors / load / districts;
  return {
    investors,
    districts,
    fit,
    capacity: Array.from({ length: districts }, () => Math.floor(2 * places * next() + 0.5)),
    link: Int32Array.from({ length: investors }, () => Math.floor(next() * 3)),
    diversity: { weight: 0.25, half: 1 },
    firstTalk: [0, 1].map((investor) => ({ investor, district: Math.floor(next() * districts), right: 0.25 })),
    unplacedFit: -1,
  };
}

/** The optimal objective as a linear program with one variable for each pair and each crowding step. */
export function optimum(problem: AllocationProblem): Promise<number> {
  const { investors, districts, fit, capacity, link, diversity, firstTalk = [], unplacedFit = 0 } = problem;
  const worth = new Map<string, number>();
  const placed: [number, string][][] = Array.from({ length: investors }, (_, i) => [[1, `u${i}`]]);
  const taken: [number, string][][] = Array.from({ length: districts }, () => []);
  const crowd = new Map<string, [number, string][]>();
  for (let i = 0; i < investors; i++) {
    worth.set(`u${i}`, unplacedFit);
    for (let d = 0; d < districts; d++) {
      if (fit[i * districts + d] === Number.NEGATIVE_INFINITY) continue;
      const bonus = firstTalk.filter((talk) => talk.investor === i && talk.district === d);
      const name = `x${i}_${d}`;
      worth.set(name, fit[i * districts + d]! + bonus.reduce((sum, talk) => sum + Number(talk.right), 0));
      placed[i]!.push([1, name]);
      taken[d]!.push([1, name]);
      const cell = `${link?.[i] ?? 0}_${d}`;
      crowd.set(cell, [...(crowd.get(cell) ?? []), [1, name]]);
    }
  }
  for (const [cell, terms] of diversity ? crowd : [])
    for (let k = terms.length - 1; k >= 0; k--) {
      worth.set(`y${cell}_${k}`, -(diversity!.weight * k) / (k + diversity!.half));
      terms.push([-1, `y${cell}_${k}`]);
    }
  return maximise({
    worth,
    rows: [
      ...placed.map((terms) => ({ terms, relation: '=' as const, bound: 1 })),
      ...taken.map((terms, d) => ({ terms, relation: '<=' as const, bound: capacity[d]! })),
      ...(diversity ? [...crowd.values()].map((terms) => ({ terms, relation: '=' as const, bound: 0 })) : []),
    ],
  });
}
