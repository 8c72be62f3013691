/** The computing of an allocation, here or on a thread. A thread reads this file anew: it imports no database. */
import { type Allocation, type AllocationProblem, allocate } from '../flow/allocation.ts';
import { aside } from '../runner/threads.ts';
import { type Welfare, type Worth, welfareOf } from './worth.ts';

export type Plan = { plan: Allocation; welfare: Welfare };
type Given = { problem: AllocationProblem; worth: Worth };

/** From this many pairs on, others would wait noticeably. */
const many = 2_000;

export const prepare =
  ({ problem, worth }: Given) =>
  (): Plan => {
    const plan = allocate(problem);
    return { plan, welfare: welfareOf(worth, plan.lead) };
  };

export const planOf = async (given: Given): Promise<Plan> =>
  given.worth.fit.length < many ? prepare(given)() : aside({ module: new URL(import.meta.url), given });
