/** Money in tranches: a deposit with the registration, the land price, then with the works. Amounts are what the office writes down. */
import type { Style } from './district-style.ts';
import type { Milestones, Planned, Project } from './project.ts';
import type { Rng } from './rng.ts';

/** Arrivals of the whole life; shares are of the amount truly agreed, so that exaggerated contracts look unpaid. */
export function arrivals(
  rng: Rng,
  project: Project,
  style: Style,
  { start, end, produced, stalled }: Milestones,
): Planned[] {
  const list: Planned[] = [];
  const evidence = (): Planned['grade'] =>
    rng.chance(style.loose) ? rng.pick(['C', 'C', 'D'] as const) : rng.pick(['A', 'A', 'B'] as const);
  const pay = (month: number, share: number, note = ''): void => {
    const value = Math.round(project.agreed.value * share);
    if (value > 0 && (end === null || month < end))
      list.push({ kind: '资金到位', month, grade: evidence(), note, amount: { ...project.agreed, value } });
  };
  if (project.repeats || project.twin)
    return rng.chance(0.2)
      ? [
          {
            kind: '资金到位',
            month: rng.between(1, 8),
            grade: 'C',
            amount: { ...project.agreed, value: Math.round(project.agreed.value * 0.05) },
          },
        ]
      : [];
  if (rng.chance(0.72)) pay(rng.between(0.3, 4), rng.between(0.06, 0.2), rng.chance(0.4) ? '注册资本实缴' : '');
  if (start === null) {
    if (project.declared) pay(rng.between(2, 10), rng.between(0.05, 0.2), '前期费用');
    return list;
  }
  const total = Math.min(1.1, Math.max(0.3, 0.82 + 0.2 * rng.normal()));
  const last = stalled ?? produced ?? start + 18;
  const tranches = rng.int(2, 4);
  const weights = Array.from({ length: tranches }, () => rng.between(0.5, 1.5));
  const sum = weights.reduce((a, b) => a + b, 0);
  weights.forEach((w, i) => {
    pay(
      start + ((last - start) * (i + rng.between(0.05, 0.6))) / tranches,
      (total * (stalled === null ? 1 : 0.5) * w) / sum,
    );
  });
  return list;
}
