/** 履约 ≥ 落地 ≥ 开工 ≥ 投产: each step of a project's way holds no more projects than the one before. */
import type { Figure } from '../figure.ts';
import { WORDING } from './run.ts';

export type FunnelBreak = {
  wider: string;
  narrower: string;
  wider_value: number;
  narrower_value: number;
  by: Record<string, string>;
  suspicion: string;
};

/**
 * Neighbouring figures out of order. `figures`: one group's, from the widest step to the narrowest, over the same
 * contracts. A break means that the steps are counted over different contracts or by different proofs.
 */
export function funnelOrder(figures: readonly Figure[]): FunnelBreak[] {
  const known = figures.filter((f) => f.value !== null);
  return known.slice(1).flatMap((narrower, i) => {
    const wider = known[i]!;
    if (narrower.value! <= wider.value!) return [];
    const said = `${percent(narrower.value!)} ${narrower.caliber.title} > ${percent(wider.value!)} ${wider.caliber.title}`;
    return [
      {
        wider: wider.metric,
        narrower: narrower.metric,
        wider_value: wider.value!,
        narrower_value: narrower.value!,
        by: narrower.by,
        suspicion: `${WORDING}: ${said}`,
      },
    ];
  });
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
