/** Names of things that do not exist. Every one carries a reserved sign, so that anybody can tell a synthetic name from a real one. */
import type { Rng } from './rng.ts';

/**
 * Reserved signs: rare in Chinese company names (none of 654,000 registrations at hand uses them more than twice).
 * A synthetic brand is one of them together with a common sign.
 */
export const reservedSigns = [...'愔昃沚玚玠琤璁璩皦禔绡衎峣忞暐溦琎瑀皞翙沄湜荇蕤'];

const commonSigns = [...'安澄远川和恒启晨瑞景岳朗信维泽廷诺越星原佳润腾海科明华兴达荣'];

/** Two signs, one of them reserved. */
export function brand(rng: Rng): string {
  const mark = rng.pick(reservedSigns);
  const common = rng.pick(commonSigns);
  return rng.chance(0.5) ? mark + common : common + mark;
}

/** Whether a text names something synthetic. */
export const isSynthetic = (name: string): boolean => reservedSigns.some((sign) => name.includes(sign));

/** Hands out names once; a name that is taken is tried again with another brand. */
export class NameRegister {
  private readonly taken = new Set<string>();

  /** `compose` builds a name from a brand. */
  unique(rng: Rng, compose: (brand: string) => string): { name: string; brand: string } {
    for (;;) {
      const own = brand(rng);
      const name = compose(own);
      if (this.taken.has(name)) continue;
      this.taken.add(name);
      return { name, brand: own };
    }
  }

  /** Reserves a composed name. @returns false when it is taken */
  claim(name: string): boolean {
    if (this.taken.has(name)) return false;
    this.taken.add(name);
    return true;
  }
}
