/** Places within a class: by score, with the interval of the place and the bands of units that cannot be told apart. */

import { middle } from '../maturity/draws.ts';
import { league } from '../maturity/league.ts';

export type Ranked = { unit_id: string; class: string; score: number | null; draws: Float64Array | null };
export type Place = {
  low: number | null;
  high: number | null;
  place: number | null;
  place_low: number | null;
  place_high: number | null;
  band: number | null;
};

const none: Place = { low: null, high: null, place: null, place_low: null, place_high: null, band: null };

/** Equal scores share a place. An interval always holds the score itself. A unit without a score has no place. */
export function rankClasses(units: readonly Ranked[]): Map<string, Place> {
  const places = new Map<string, Place>(units.map((unit) => [unit.unit_id, none]));
  for (const name of new Set(units.map((unit) => unit.class))) {
    const members = units.filter((unit) => unit.class === name && unit.score !== null && unit.draws);
    if (members.length === 0) continue;
    const scores = new Map(members.map((m) => [m.unit_id, m.score!]));
    const placed = league(members.map((m) => ({ key: m.unit_id, draws: m.draws!, value: m.score! })));
    for (const { key, place_low, place_high, band } of placed) {
      const score = scores.get(key)!;
      const [low, high] = middle(members.find((m) => m.unit_id === key)!.draws!);
      const place = 1 + members.filter((m) => m.score! > score).length;
      places.set(key, {
        low: Math.min(low, score),
        high: Math.max(high, score),
        place,
        place_low: Math.min(place_low, place),
        place_high: Math.max(place_high, place),
        band,
      });
    }
  }
  return places;
}
