/**
 * Chance in a unit's figures: the Bayesian bootstrap (Rubin 1981). Each project gets a random weight with mean 1, the same in
 * every figure that it enters, so that items of one unit move together. A share also gets half a project that kept everything
 * and half a project that kept nothing: for counts this is exactly Jeffreys' Beta(h + ½, n − h + ½), and 2 of 2 is not certainty.
 * Seeds follow from the names of projects alone: the same input gives the same draws, whoever else is assessed.
 */
import { gamma, type Random, seeded } from '../maturity/random.ts';
import type { Measured } from './measure.ts';

export const ROUNDS = 400;

/** By measure of one unit: `ROUNDS` values, or null where the figure has no chance in it or no value. Order as given. */
export function drawUnit(unitId: string, measured: readonly Measured[]): (Float64Array | null)[] {
  const sums = measured.map((m) =>
    m.value === null || m.form === 'reported' ? null : { num: new Float64Array(ROUNDS), den: new Float64Array(ROUNDS) },
  );
  const weights = new Float64Array(ROUNDS);
  for (const [project, entries] of byProject(measured)) {
    const next = seeded(hash(project));
    for (let r = 0; r < ROUNDS; r++) weights[r] = project === '' ? 1 : exponential(next);
    for (const { at, num, den } of entries) {
      const sum = sums[at];
      if (!sum) continue;
      for (let r = 0; r < ROUNDS; r++) {
        sum.num[r]! += weights[r]! * num;
        sum.den[r]! += weights[r]! * den;
      }
    }
  }
  return sums.map((sum, at) => {
    const m = measured[at]!;
    if (!sum) return null;
    if (m.form === 'tally') return sum.num;
    const next = seeded(hash(`${unitId}/${at}`));
    const half = halfProject(m);
    return sum.num.map((num, r) => {
      const kept = gamma(next, 0.5) * half;
      const lost = gamma(next, 0.5) * half;
      return (num + kept) / (sum.den[r]! + kept + lost);
    });
  });
}

/** The mean denominator of a unit's projects; 0 where the denominator is a task, in which there is no chance. */
function halfProject({ pieces }: Measured): number {
  const own = pieces.filter((p) => p.project_id !== null && p.den > 0);
  return own.length ? own.reduce((sum, p) => sum + p.den, 0) / own.length : 0;
}

/** Pieces by project ('' = those without one, which carry no chance). */
function byProject(measured: readonly Measured[]): Map<string, { at: number; num: number; den: number }[]> {
  const projects = new Map<string, { at: number; num: number; den: number }[]>();
  measured.forEach(({ pieces }, at) => {
    for (const { project_id, num, den } of pieces) {
      const entry = { at, num, den };
      const known = projects.get(project_id ?? '');
      if (known) known.push(entry);
      else projects.set(project_id ?? '', [entry]);
    }
  });
  return projects;
}

const exponential = (next: Random): number => -Math.log(1 - next());

/** FNV-1a over UTF-16 code units. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
