/** Kaplan–Meier: the share that has not yet had the event, from right-censored times. */

/** `event` false = still waiting at `time` when we last looked. */
export type Observed = { time: number; event: boolean };

/** At an event time: how many were at risk just before, how many had it, the share left, its standard error and 90 % interval. */
export type SurvivalStep = {
  time: number;
  at_risk: number;
  events: number;
  survival: number;
  error: number;
  low: number;
  high: number;
};

const Z = 1.6448536269514722;

/**
 * One step an event time, in order of time. Ties: events come before censorings. Standard error by Greenwood (1926);
 * interval on the log(−log) scale, which stays within 0 and 1.
 */
export function kaplanMeier(observed: readonly Observed[]): SurvivalStep[] {
  const sorted = observed.toSorted((a, b) => a.time - b.time);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let greenwood = 0;
  for (let at = 0; at < sorted.length; ) {
    const time = sorted[at]!.time;
    let next = at;
    let events = 0;
    while (next < sorted.length && sorted[next]!.time === time) if (sorted[next++]!.event) events++;
    const at_risk = sorted.length - at;
    if (events) {
      survival *= 1 - events / at_risk;
      greenwood += events / (at_risk * (at_risk - events));
      steps.push({
        time,
        at_risk,
        events,
        survival,
        error: survival > 0 ? survival * Math.sqrt(greenwood) : 0,
        ...band(survival, greenwood),
      });
    }
    at = next;
  }
  return steps;
}

function band(survival: number, greenwood: number): { low: number; high: number } {
  if (survival <= 0) return { low: 0, high: 0 };
  const spread = (Z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival));
  return { low: survival ** Math.exp(spread), high: survival ** Math.exp(-spread) };
}
