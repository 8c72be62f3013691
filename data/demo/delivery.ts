/** What comes of a contract beside its arrivals: the company is registered, instalments fall due, money is built in, taxes are paid. */
import type { Milestones, Planned, Project } from './project.ts';
import type { Rng } from './rng.ts';

/** `arrived`: the arrivals that were planned already. */
export function deliveries(rng: Rng, project: Project, milestones: Milestones, arrived: readonly Planned[]): Planned[] {
  if (project.repeats || project.twin) return instalments(project);
  return [
    ...registration(rng, milestones),
    ...instalments(project),
    ...fixedInvestment(rng, milestones, arrived),
    ...taxes(rng, project, milestones),
  ];
}

/** Nearly all that start are registered before; of the others, half. */
function registration(rng: Rng, { start, end }: Milestones): Planned[] {
  const at = start === null ? rng.between(0.3, 6) : rng.between(0.1, Math.min(3, start * 0.9));
  const registered = rng.chance(start === null ? 0.5 : 0.97) && (end === null || at < end);
  return registered ? [{ kind: '注册登记', month: at, grade: 'A' }] : [];
}

/** Of the amount as the office writes it down. */
const instalments = ({ promises, stated }: Project): Planned[] =>
  promises.instalments.map(({ month, share }) => ({
    kind: '约定到资',
    month,
    grade: 'A',
    amount: { ...stated, value: Math.max(1, Math.round(stated.value * share)) },
  }));

/** Works take up what arrives, with the deposit at the first tranche; a few offices report too little. */
function fixedInvestment(rng: Rng, { start }: Milestones, arrived: readonly Planned[]): Planned[] {
  if (start === null) return [];
  const kept = rng.chance(0.04) ? 0.6 : rng.between(1, 1.2);
  const before = arrived.filter((p) => p.month < start).reduce((sum, p) => sum + (p.amount?.value ?? 0), 0);
  return arrived
    .filter((p) => p.month >= start && p.amount)
    .map((p, i) => ({
      kind: '固定资产投资',
      month: Math.max(start, p.month - rng.between(0, 1)),
      grade: rng.pick(['A', 'B', 'B'] as const),
      amount: { ...p.amount!, value: Math.max(1, Math.round((p.amount!.value + (i === 0 ? before : 0)) * kept)) },
    }));
}

const yearsPaid = 5;

/** At the end of each year of production. What was promised is kept in part; one in eight pays nothing. */
function taxes(rng: Rng, { promises, agreed, words }: Project, { produced }: Milestones): Planned[] {
  if (produced === null || rng.chance(0.12)) return [];
  const kept = Math.min(1.6, rng.lognormal(words.link.core_activity === 'make' ? 0.62 : 0.75, 0.45));
  const usual = agreed.value * (agreed.currency === 'USD' ? 6.9 : 1) * 0.03;
  return Array.from({ length: yearsPaid }, (_, i) => ({
    kind: '纳税',
    month: produced + 12 * (i + 1) - rng.between(0.5, 3),
    grade: rng.chance(0.85) ? ('A' as const) : ('C' as const),
    amount: {
      value: Math.max(1, Math.round((promises.tax?.[Math.min(i, 2)] ?? usual) * kept * rng.between(0.8, 1.2))),
      currency: 'CNY' as const,
    },
  }));
}
