/** League tables that do not rank noise: places come with intervals, and groups that cannot be told apart share a band. */

import { mean, middle } from './draws.ts';

export type Contender = {
  key: string /** Draws of the rate; all contenders have the same number. */;
  draws: Float64Array;
  /** What the contender is ranked by, where that is not the mean of its draws. */
  value?: number;
};
export type Placed = {
  key: string;
  value: number;
  low: number;
  high: number;
  /** 90 % interval of the place, from 1 = highest. */
  place_low: number;
  place_high: number;
  /** From 1. All members of a band fail to differ from its first member with probability 95 %. */
  band: number;
  /** Probability of lying below the band's first member. */
  below_first: number;
};

/** Highest first. `sure`: how probable a difference must be to open a new band. */
export function league(contenders: readonly Contender[], sure = 0.95): Placed[] {
  const places = placesOf(contenders);
  const sorted = contenders
    .map((contender, at) => ({ ...contender, value: contender.value ?? mean(contender.draws), places: places[at]! }))
    .sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1));
  let first = sorted[0]!;
  let band = 1;
  return sorted.map((contender) => {
    let below_first = contender === first ? 0 : below(contender.draws, first.draws);
    if (below_first >= sure) {
      first = contender;
      band++;
      below_first = 0;
    }
    const [low, high] = middle(contender.draws);
    const [place_low, place_high] = middle(contender.places);
    return { key: contender.key, value: contender.value, low, high, place_low, place_high, band, below_first };
  });
}

function placesOf(contenders: readonly Contender[]): Float64Array[] {
  const rounds = contenders[0]?.draws.length ?? 0;
  const places = contenders.map(() => new Float64Array(rounds));
  const order = contenders.map((_, at) => at);
  for (let round = 0; round < rounds; round++) {
    order.sort((a, b) => contenders[b]!.draws[round]! - contenders[a]!.draws[round]!);
    order.forEach((contender, at) => {
      places[contender]![round] = at + 1;
    });
  }
  return places;
}

function below(draws: Float64Array, others: Float64Array): number {
  let count = 0;
  for (let i = 0; i < draws.length; i++) if (draws[i]! < others[i]!) count++;
  return count / draws.length;
}
