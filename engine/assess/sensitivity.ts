/** How much of the order is the weights' doing: every item's points move by up to a fifth, the sum stays, the order is taken again. */
import type { Formula } from '../../data/schema/assessment.ts';
import { middle } from '../maturity/draws.ts';
import { seeded } from '../maturity/random.ts';
import type { Points } from './score.ts';

export const PERTURBED_BY = 0.2;
const ROUNDS = 500;

export type Steady = { keeps_place: number; place_low: number; place_high: number };
type Member = { unit_id: string; class: string; points: Points };

/** `tau`: mean Kendall tau-b against the order as it is, over classes of two or more; null where there is none. */
export function stability(
  formula: Formula,
  units: readonly Member[],
): { tau: number | null; units: Map<string, Steady> } {
  const weights = perturbedWeights(formula.items.map((item) => item.points));
  const steady = new Map<string, Steady>();
  const taus: number[] = [];
  for (const name of new Set(units.map((unit) => unit.class))) {
    const members = units.filter((unit) => unit.class === name && unit.points.total !== null);
    if (members.length === 0) continue;
    const now = members.map((m) => m.points.total!);
    const places = members.map(() => new Float64Array(ROUNDS));
    weights.forEach((factors, round) => {
      const moved = members.map((m) => reweighted(formula, m.points, factors));
      moved.forEach((score, i) => {
        places[i]![round] = 1 + moved.filter((other) => other > score + 1e-12).length;
      });
      if (members.length > 1) taus.push(kendall(now, moved));
    });
    members.forEach((m, i) => {
      const place = 1 + now.filter((other) => other > now[i]! + 1e-12).length;
      const [place_low, place_high] = middle(places[i]!);
      steady.set(m.unit_id, {
        keeps_place: places[i]!.filter((p) => p === place).length / ROUNDS,
        place_low,
        place_high,
      });
    });
  }
  return { tau: taus.length ? taus.reduce((a, b) => a + b, 0) / taus.length : null, units: steady };
}

/** Factors of the items' points: uniform in 1 ± PERTURBED_BY, scaled so that the points keep their sum. Same every time. */
function perturbedWeights(points: readonly number[]): number[][] {
  const next = seeded(20190006);
  const sum = points.reduce((a, b) => a + b, 0);
  return Array.from({ length: ROUNDS }, () => {
    const raw = points.map(() => 1 + PERTURBED_BY * (2 * next() - 1));
    const scale = sum / raw.reduce((total, factor, i) => total + factor * points[i]!, 0);
    return raw.map((factor) => factor * scale);
  });
}

function reweighted(formula: Formula, points: Points, factors: readonly number[]): number {
  const sum = (of: (i: number) => number) => formula.items.reduce((total, _, i) => total + of(i), 0);
  const earned = sum((i) => (points.items[i]!.got ?? 0) * factors[i]!);
  const known = sum((i) => (points.items[i]!.got === null ? 0 : formula.items[i]!.points * factors[i]!));
  const full = formula.missing === 'left_out' ? sum((i) => formula.items[i]!.points * factors[i]!) / (known || 1) : 1;
  const total = earned * full - points.deductions.reduce((all, d) => all + d.taken, 0);
  return formula.floor === undefined ? total : Math.max(formula.floor, total);
}

/** Kendall's tau-b; 1 where one of the orders is all ties. */
export function kendall(a: readonly number[], b: readonly number[]): number {
  let [agree, tiesA, tiesB, pairs] = [0, 0, 0, 0];
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < i; j++) {
      const [x, y] = [Math.sign(a[i]! - a[j]!), Math.sign(b[i]! - b[j]!)];
      pairs++;
      agree += x * y;
      if (x === 0) tiesA++;
      if (y === 0) tiesB++;
    }
  const scale = Math.sqrt((pairs - tiesA) * (pairs - tiesB));
  return scale > 0 ? agree / scale : 1;
}
