/**
 * What would have to change for a district to come first: for every factor that a district or the city can act on, the
 * least change that does it alone, all other parts held. Exact, because a score is the sum of its parts.
 */
import type { Profile } from '../../data/schema/profile.ts';
import { partOf, valueFor } from './part.ts';

/** A supplier or customer link of the link in question, as it stands in the district. */
export type Neighbour = { link_id: string; name: string; criticality: number; companies: number };

/** What the district has of the factors that can be moved. */
export type Held = {
  score: number;
  values: { neighbours: number; slot: number; policy: number; park_land_mu: number };
  neighbours: readonly Neighbour[];
};

export type Lever = {
  factor: 'park' | 'slot' | 'policy' | 'neighbours';
  /** Who can do it. */
  by: 'district' | 'city';
  /** In the unit: mu of land, role in the 产业地图 (0.6 特色, 1 主导), a policy in force (1), companies of `link`. */
  from: number;
  to: number;
  unit: 'mu' | 'role' | 'policy' | 'companies';
  /** For companies: of which link. */
  link?: string;
  /** The score of the district then; above `needed`, all other parts held. */
  score: number;
};

type Rules = Profile['factors'];

/** Above by more than rounding. */
const STEP = 1e-9;

/**
 * @param needed score that must be exceeded
 * @returns nothing for a factor that cannot do it alone within its range
 */
export function levers(held: Held, needed: number, rules: Rules): Lever[] {
  return [park, slot, policy, neighbours]
    .map((lever) => lever(held, needed, rules))
    .filter((lever): lever is Lever => lever !== null);
}

const scoreWith = (held: Held, before: number, after: number): number => held.score - before + after;

function park(held: Held, needed: number, rules: Rules): Lever | null {
  const rule = rules.park;
  if (!rule.lever) return null;
  const from = held.values.park_land_mu;
  const before = partOf(Math.log1p(from), rule);
  const value = valueFor(before + needed - held.score, rule);
  if (Number.isNaN(value)) return null;
  const score = (mu: number): number => scoreWith(held, before, partOf(Math.log1p(mu), rule));
  let to = Math.max(Math.ceil(from), Math.floor(Math.expm1(value)));
  // rounding: a mu or two until it is truly above
  while (score(to) <= needed + STEP && Math.log1p(to) < rule.high) to++;
  return score(to) > needed + STEP ? { factor: 'park', by: rule.lever, from, to, unit: 'mu', score: score(to) } : null;
}

/** Roles that a district can have: 特色, 主导. */
const slot = (held: Held, needed: number, rules: Rules): Lever | null =>
  step(held, needed, rules, 'slot', 'role', [0.6, 1]);
/** A policy that passed its review and is in force. */
const policy = (held: Held, needed: number, rules: Rules): Lever | null =>
  step(held, needed, rules, 'policy', 'policy', [1]);

function step(
  held: Held,
  needed: number,
  rules: Rules,
  factor: 'slot' | 'policy',
  unit: 'role' | 'policy',
  stages: readonly number[],
): Lever | null {
  const rule = rules[factor];
  if (!rule.lever) return null;
  const from = held.values[factor];
  const before = partOf(from, rule);
  for (const to of stages) {
    const score = scoreWith(held, before, partOf(to, rule));
    if (to > from && score > needed + STEP) return { factor, by: rule.lever, from, to, unit, score };
  }
  return null;
}

/** More companies than these are no lever: nobody brings them within a plan's time. */
const MOST_COMPANIES = 20;

/** Companies of the one neighbouring link of which fewest would have to come. */
function neighbours(held: Held, needed: number, rules: Rules): Lever | null {
  const rule = rules.neighbours;
  if (!rule.lever) return null;
  const { neighbours: now } = held.values;
  const before = partOf(now, rule);
  const score = (n: Neighbour, companies: number): number =>
    scoreWith(held, before, partOf(now + n.criticality * (Math.log1p(companies) - Math.log1p(n.companies)), rule));
  const value = valueFor(before + needed - held.score, rule);
  if (Number.isNaN(value)) return null;
  const options = held.neighbours.flatMap((n): Lever[] => {
    let to = Math.max(n.companies, Math.floor(Math.expm1(Math.log1p(n.companies) + (value - now) / n.criticality)));
    if (!(to - n.companies <= MOST_COMPANIES)) return [];
    for (let step = 0; step < 2 && score(n, to) <= needed + STEP; step++) to++;
    if (score(n, to) <= needed + STEP || to - n.companies > MOST_COMPANIES) return [];
    return [
      {
        factor: 'neighbours',
        by: rule.lever!,
        from: n.companies,
        to,
        unit: 'companies',
        link: n.name,
        score: score(n, to),
      },
    ];
  });
  return options.sort((a, b) => a.to - a.from - (b.to - b.from) || (a.link! < b.link! ? -1 : 1))[0] ?? null;
}
