/** One lead district and reserves for every investor of a link or a chain, under capacity, 首谈 rights and diversity: exact, and measured against what offices do without a plan. */
import { readAllocationRules } from '../data/schema/allocation-rules.ts';
import { type Factor, placeFactors } from '../data/schema/profile.ts';
import type { Database } from '../data/store/index.ts';
import { type CapacityRow, capacities } from './allocate/capacity.ts';
import { firstTalks } from './allocate/first-talk.ts';
import { type Investor, type InvestorChoice, investorsOf } from './allocate/investors.ts';
import { planOf } from './allocate/plan.ts';
import { type Welfare, worthOf } from './allocate/worth.ts';
import type { Allocation } from './flow/allocation.ts';

export type AllocateQuestion = InvestorChoice & {
  /** District name or adcode → places; `default` for all others. Without it, from the parks and the rules. */
  capacity?: Record<string, number>;
};

export type Named = { district_id: string; name: string; score: number };
export type AllocatedRow = {
  enterprise_id: string;
  name: string;
  link_id: string;
  link: string;
  lead: Named | null;
  reserves: Named[];
  /** Its best district if there were room everywhere. */
  best: Named | null;
  /** What the lead has more (+) or less (−) than the next district named, by part. */
  why: { factor: Factor; by: number }[];
  /** Why the lead is not the best, or why there is none. */
  note: 'best' | 'best_is_full' | 'first_talk' | 'diversity' | 'capacity_short' | 'no_open_district';
  /** Score given up against the best district. */
  lost: number;
  first_talk: string | null;
};
export type AllocatedDistrict = CapacityRow & { load: number; reserve_for: number; price: number };

export type AllocationAnswer = {
  snapshot: string;
  profile: string;
  models: string;
  links: { link_id: string; name: string }[];
  investors: number;
  placed: number;
  unplaced: number;
  capacity: number;
  /** Investors ÷ places. */
  load: number;
  /** Sums of the parts that differ between districts. Shares are of `unbounded`: everybody's best, capacity ignored. */
  welfare: Welfare;
  share: { exact: number; first_come: number; best_pair_first: number };
  rows: AllocatedRow[];
  districts: AllocatedDistrict[];
};

/** @throws AppError link_not_found, option_invalid, district_not_found */
export async function allocateInvestors(db: Database, question: AllocateQuestion): Promise<AllocationAnswer> {
  const rules = readAllocationRules();
  const build = await db.one<{ snapshot: string; profile_hash: string; models_hash: string }>(
    'select snapshot, profile_hash, models_hash from meta.build',
  );
  const places = await capacities(db, rules, question.capacity);
  const { links, investors } = await investorsOf(db, question);
  const districts = places.map((p) => p.district_id);
  const talks = await firstTalks(db, investors, districts);
  const worth = await worthOf(
    investors,
    districts,
    places.map((p) => p.capacity),
  );
  const numbers = new Map(links.map((l, n) => [l.link_id, n]));
  const { plan, welfare } = await planOf({
    worth,
    problem: {
      ...worth,
      link: Int32Array.from(investors, (i) => numbers.get(i.link_id)!),
      diversity: rules.diversity,
      firstTalk: talks.map((t) => ({ ...t, right: rules.first_talk_bonus })),
      reserves: rules.reserves,
    },
  });
  const capacity = worth.capacity.reduce((a, b) => a + b, 0);
  const talkOf = new Map(talks.map((t) => [t.investor, t.source]));
  return {
    snapshot: build.snapshot,
    profile: build.profile_hash,
    models: build.models_hash,
    links,
    investors: investors.length,
    placed: investors.length - plan.unplaced.length,
    unplaced: plan.unplaced.length,
    capacity,
    load: capacity > 0 ? investors.length / capacity : 0,
    welfare,
    share: sharesOf(welfare),
    rows: investors.map((investor, i) =>
      rowOf({ investor, i, plan, places, place: worth.place, talk: talkOf.get(i) ?? null }),
    ),
    districts: places.map((p, d) => ({
      ...p,
      load: plan.load[d]!,
      reserve_for: plan.reserves.filter((r) => r === d).length,
      price: Math.max(0, plan.price[d]!),
    })),
  };
}

function sharesOf({ exact, unbounded, first_come, best_pair_first }: Welfare): AllocationAnswer['share'] {
  const share = (of: number): number => (unbounded > 0 ? of / unbounded : 1);
  return { exact: share(exact), first_come: share(first_come), best_pair_first: share(best_pair_first) };
}

type RowOf = {
  investor: Investor;
  i: number;
  plan: Allocation;
  places: readonly CapacityRow[];
  place: Float64Array;
  talk: string | null;
};

function rowOf({ investor, i, plan, places, place, talk }: RowOf): AllocatedRow {
  const width = places.length;
  const named = (d: number): Named | null =>
    d < 0 ? null : { district_id: places[d]!.district_id, name: places[d]!.name, score: place[i * width + d]! };
  const best = places.reduce((top, _, d) => (place[i * width + d]! > (place[i * width + top]! ?? 0) ? d : top), 0);
  const open = place[i * width + best]! > Number.NEGATIVE_INFINITY;
  const lead = plan.lead[i]!;
  const reserves = [
    ...plan.reserves.subarray(
      (i * plan.reserves.length) / plan.lead.length,
      ((i + 1) * plan.reserves.length) / plan.lead.length,
    ),
  ];
  const lost = open && lead >= 0 ? place[i * width + best]! - place[i * width + lead]! : 0;
  return {
    enterprise_id: investor.enterprise_id,
    name: investor.name,
    link_id: investor.link_id,
    link: investor.link,
    lead: named(lead),
    reserves: reserves.filter((d) => d >= 0).map((d) => named(d)!),
    best: open ? named(best) : null,
    why: lead >= 0 && reserves[0]! >= 0 ? differences(investor, places[lead]!, places[reserves[0]!]!) : [],
    note: noteOf(plan, { open, lead, lost, best, talk }),
    lost,
    first_talk: talk,
  };
}

function noteOf(
  plan: Allocation,
  { open, lead, lost, best, talk }: { open: boolean; lead: number; lost: number; best: number; talk: string | null },
): AllocatedRow['note'] {
  if (!open) return 'no_open_district';
  if (lead < 0) return 'capacity_short';
  if (lost <= 1e-9) return 'best';
  if (talk !== null) return 'first_talk';
  return plan.price[best]! > 1e-9 ? 'best_is_full' : 'diversity';
}

const differences = (investor: Investor, lead: CapacityRow, other: CapacityRow): { factor: Factor; by: number }[] => {
  const [a, b] = [investor.scores.get(lead.district_id), investor.scores.get(other.district_id)];
  if (!a || !b) return [];
  return placeFactors
    .map((factor) => ({ factor, by: a[factor] - b[factor] }))
    .filter(({ by }) => Math.abs(by) > 1e-9)
    .sort((x, y) => Math.abs(y.by) - Math.abs(x.by));
};
