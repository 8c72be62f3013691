/** Aalen–Johansen: the share that has had each of several events of which the first rules the others out (start, terminate). */

/** `cause` 0 = still open at `time`; 1 … causes = the event that ended the wait. */
export type Ended = { time: number; cause: number };

/** At a time with an event: at risk just before, events and cumulative incidence by cause (index 0 = cause 1), share still open, standard errors. */
export type IncidenceStep = {
  time: number;
  at_risk: number;
  events: number[];
  incidence: number[];
  error: number[];
  open: number;
};

/**
 * One step a time at which something happened. Σ incidence + open = 1 at every step. Errors by the delta method
 * (Marubini and Valsecchi 1995, 10.12). Counting a competing event as censored instead would overstate the incidence.
 */
export function cumulativeIncidence(ended: readonly Ended[], causes: number): IncidenceStep[] {
  const sorted = ended.toSorted((a, b) => a.time - b.time);
  const steps: IncidenceStep[] = [];
  const incidence = new Array<number>(causes).fill(0);
  let open = 1;
  for (let at = 0; at < sorted.length; ) {
    const time = sorted[at]!.time;
    const events = new Array<number>(causes).fill(0);
    let next = at;
    for (; next < sorted.length && sorted[next]!.time === time; next++)
      if (sorted[next]!.cause > 0) events[sorted[next]!.cause - 1]!++;
    const at_risk = sorted.length - at;
    const all = events.reduce((sum, count) => sum + count, 0);
    if (all) {
      for (let c = 0; c < causes; c++) incidence[c]! += (open * events[c]!) / at_risk;
      open *= 1 - all / at_risk;
      steps.push({ time, at_risk, events, incidence: [...incidence], error: [], open });
    }
    at = next;
  }
  for (let c = 0; c < causes; c++) setErrors(steps, c);
  return steps;
}

/** Three running sums give every step's variance in one pass: Var = a·I² − 2·b·I + c with I the incidence at the step. */
function setErrors(steps: IncidenceStep[], cause: number): void {
  let [flat, linear, square] = [0, 0, 0];
  let openBefore = 1;
  for (const step of steps) {
    const all = step.events.reduce((sum, count) => sum + count, 0);
    const hit = step.events[cause]!;
    const now = step.incidence[cause]!;
    const risk = step.at_risk;
    const spread = risk > all ? all / (risk * (risk - all)) : 0;
    const touch = (openBefore * hit) / (risk * risk);
    flat += spread;
    linear += spread * now + touch;
    square += spread * now * now + 2 * touch * now + (openBefore ** 2 * (risk - hit) * hit) / risk ** 3;
    step.error.push(Math.sqrt(Math.max(0, flat * now * now - 2 * linear * now + square)));
    openBefore = step.open;
  }
}

/** Cumulative incidence of a cause (from 1) at an age; 0 before the first step. */
export function incidenceAt(steps: readonly IncidenceStep[], cause: number, age: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]!.time <= age) low = middle + 1;
    else high = middle;
  }
  return low ? steps[low - 1]!.incidence[cause - 1]! : 0;
}
