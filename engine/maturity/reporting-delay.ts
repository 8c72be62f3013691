/** Reporting delay: how long news takes, from news that has arrived (right-truncated), and how much of the recent past is still to come. */

/** An event as we know it: `lag` from happening to being known, `elapsed` from happening to now; lag ≤ elapsed, same unit. */
export type Reported = { lag: number; elapsed: number };

/** known[d] = share of events known within d whole units, among those known within the longest lag seen; non-decreasing to 1. */
export type DelayDistribution = { known: Float64Array };

/**
 * The distribution of whole lags by reverse-time hazards (Lagakos, Barraj and De Gruttola 1988; the chain ladder of
 * insurers): from the longest lag down, the share of those known within d that took exactly d, among events that happened
 * at least d ago. Recent events would otherwise make the delay look short. Empty input: no delay.
 */
export function delayDistribution(events: readonly Reported[]): DelayDistribution {
  const longest = events.reduce((most, e) => Math.max(most, Math.floor(e.lag)), 0);
  const exactly = new Float64Array(longest + 2);
  const inView = new Float64Array(longest + 2);
  for (const { lag, elapsed } of events) {
    const took = Math.floor(lag);
    const seen = Math.min(longest, Math.floor(elapsed));
    exactly[took]!++;
    // counts for every d with lag ≤ d ≤ elapsed
    inView[took]!++;
    inView[seen + 1]!--;
  }
  for (let d = 1; d <= longest; d++) inView[d]! += inView[d - 1]!;
  const known = new Float64Array(longest + 1);
  known[longest] = 1;
  for (let d = longest; d > 0; d--) known[d - 1] = known[d]! * (inView[d]! > 0 ? 1 - exactly[d]! / inView[d]! : 1);
  return { known };
}

/** Share of events known `elapsed` after they happened. */
export const knownWithin = ({ known }: DelayDistribution, elapsed: number): number =>
  elapsed < 0 ? 0 : known[Math.min(known.length - 1, Math.floor(elapsed))]!;

/** Events that happened in each past unit, known and still to come: counts[k] happened k units ago; null where too few are known to tell. */
export const nowcast = (counts: readonly number[], delay: DelayDistribution): (number | null)[] =>
  counts.map((count, ago) => (knownWithin(delay, ago) >= 0.05 ? count / knownWithin(delay, ago) : null));
