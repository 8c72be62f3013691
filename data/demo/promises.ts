/** What a contract promises beside its amount: when the works produce, in which instalments the money comes, what taxes it will bring. */
import type { LinkWords } from './chain-words.ts';
import { addMonths } from './days.ts';
import type { Amount, Promises } from './project.ts';
import type { Rng } from './rng.ts';

/** `startMonth`: agreed, after signing. Taxes of the third year are 3 to 6 % of the investment. */
export function drawPromises(
  rng: Rng,
  { link }: LinkWords,
  { value, currency }: Amount,
  terms: { framework: boolean; agreedStartOn: string; startMonth: number },
): Promises {
  const building = link.core_activity === 'make' ? rng.pick([12, 18, 18, 24]) : rng.pick([6, 9, 12]);
  const third = value * (currency === 'USD' ? 6.9 : 1) * rng.between(0.03, 0.06);
  const year = (share: number) => Math.max(1, Math.round(third * share));
  const split = rng.pick([[0.3, 0.4, 0.3], [0.2, 0.5, 0.3], [0.4, 0.6]] as const); // biome-ignore format: one thought
  const spaced = (i: number) => (i === 0 ? 3 : terms.startMonth + i * (building / 2));
  return {
    productionOn: addMonths(terms.agreedStartOn, building),
    instalments:
      terms.framework || rng.chance(0.5) ? [] : split.map((share, i) => ({ month: Math.round(spaced(i)), share })),
    tax: terms.framework || rng.chance(0.35) ? null : [year(0.4), year(0.75), year(1)],
  };
}
