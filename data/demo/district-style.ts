/** How each district's office signs and reports. Part of the truth: checks on the data should find these habits. */
import type { District } from '../schema/geo.ts';
import type { Rng } from './rng.ts';

export type Style = {
  /** Multipliers of the hazards of start and end. */
  start: number;
  end: number;
  /** Share of idle projects that are reported as started without a paper. */
  declares: number;
  /** Weight of December among signing months, 1 = ordinary. */
  december: number;
  /** Share of signings that repeat an earlier one. */
  repeats: number;
  /** Share of projects whose amount is written several times too high. */
  inflates: number;
  /** Share of arrivals without good evidence. */
  loose: number;
  /** Median delay of a report, days. */
  delay: number;
};

/** Each habit is strong in a few districts and rare elsewhere. */
export function drawStyles(rng: Rng, districts: readonly District[]): Map<string, Style> {
  const ids = districts.map((d) => d.district_id);
  const strong = (label: string, n: number): Set<string> => new Set(rng.fork(label).sample(ids, n));
  const [declares, december, repeats, inflates] = [
    strong('declares', 6),
    strong('december', 7),
    strong('repeats', 6),
    strong('inflates', 5),
  ];
  return new Map(
    ids.map((id) => [
      id,
      {
        start: rng.lognormal(1, 0.3),
        end: rng.lognormal(1, 0.25),
        declares: declares.has(id) ? rng.between(0.18, 0.32) : 0.02,
        december: december.has(id) ? rng.between(3.5, 6) : 1,
        repeats: repeats.has(id) ? rng.between(0.07, 0.12) : 0.01,
        inflates: inflates.has(id) ? rng.between(0.06, 0.1) : 0.008,
        loose: declares.has(id) ? rng.between(0.4, 0.6) : rng.between(0.08, 0.25),
        delay: rng.between(8, 40),
      },
    ]),
  );
}
