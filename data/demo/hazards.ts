/** How a signed project ends up: it starts or it dies, each with its own monthly hazard. The truth behind the fulfilment rates. */
import type { Rng } from './rng.ts';

/** Months after signing in which a start or an end can happen; what has done neither by then never does. */
export const horizon = 60;

/** Multipliers of the two hazards for one project. */
export type Risk = { start: number; end: number };

/** `month`: time from signing; null = neither within the horizon. */
export type Outcome = { kind: 'start' | 'end'; month: number } | null;

/** [last month of the interval, hazard of a start, hazard of an end], per month. */
const baseline: readonly [number, number, number][] = [
  [3, 0.028, 0.002],
  [6, 0.05, 0.004],
  [12, 0.056, 0.007],
  [24, 0.046, 0.011],
  [36, 0.03, 0.015],
  [60, 0.012, 0.018],
];

const monthly = Array.from({ length: horizon }, (_, i) => {
  const [, start, end] = baseline.find(([last]) => i < last)!;
  return { start, end };
});

/** Draws the outcome month by month. */
export function drawOutcome(rng: Rng, risk: Risk): Outcome {
  for (let m = 0; m < horizon; m++) {
    const { start, end } = step(m, risk);
    const draw = rng.next();
    if (draw < start) return { kind: 'start', month: m + rng.next() };
    if (draw < start + end) return { kind: 'end', month: m + rng.next() };
  }
  return null;
}

/** Exact probability that a project with this risk has started by `month` (whole months). */
export function startProbability(risk: Risk, month: number = horizon): number {
  let alive = 1;
  let started = 0;
  for (let m = 0; m < Math.min(month, horizon); m++) {
    const { start, end } = step(m, risk);
    started += alive * start;
    alive *= 1 - start - end;
  }
  return started;
}

function step(month: number, risk: Risk): { start: number; end: number } {
  const base = monthly[month]!;
  return { start: Math.min(0.6, base.start * risk.start), end: Math.min(0.3, base.end * risk.end) };
}
