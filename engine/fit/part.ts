/** The part of a score as the profile defines it, and its inverse. `match.ranked` computes the same in SQL; a test holds them equal. */
import type { FactorRule } from '../../data/schema/profile.ts';

export type Rule = Pick<import('typebox').Static<typeof FactorRule>, 'low' | 'high' | 'weight'>;

/** weight × clamp((value − low) / (high − low), 0, 1) */
export const partOf = (value: number, { weight, low, high }: Rule): number =>
  weight * Math.max(0, Math.min(1, (value - low) / (high - low)));

/** The least value whose part is `part`; NaN when no value reaches it. */
export const valueFor = (part: number, { weight, low, high }: Rule): number =>
  part > weight || weight === 0 ? Number.NaN : low + (part / weight) * (high - low);
