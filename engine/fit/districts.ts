/** Where should a link, or one company of it, land: all districts in order, what each is made of, and what would change the order. */
import { districtFactors, type Factor, type Profile } from '../../data/schema/profile.ts';
import type { Database } from '../../data/store/index.ts';
import { findLink, type LinkRef } from '../lookup.ts';
import { type Gate, type GateRow, gateOf } from '../match.ts';
import { checkWeights } from '../ranked.ts';
import { type Held, type Lever, levers, type Neighbour } from './levers.ts';
import { partOf } from './part.ts';

export type DistrictStand = {
  district_id: string;
  name: string;
  /** From 1 among the open districts; null = closed. */
  rank: number | null;
  /** Sum of the parts; of a link without company: of the parts that are the same for every company. */
  score: number;
  parts: Partial<Record<Factor, number>>;
  closed_by: Gate[];
  notes: Gate[];
  /** Least changes, each alone, that would bring it to the first place; none for the first. */
  first_if: Lever[];
};

export type FitAnswer = { snapshot: string; link: LinkRef; profile: string; models: string; rows: DistrictStand[] };
export type FitQuestion = { link: string; weights?: Partial<Record<Factor, number>>; unit?: string };

type FitRow = { district_id: string; name: string } & Record<
  'specialisation' | 'neighbours' | 'affinity' | 'focus' | 'zone' | 'slot' | 'policy' | 'park_land_mu',
  number
>;

/** The profile of the snapshot with weights of the user's own. */
export async function rulesOf(db: Database, weights?: Partial<Record<Factor, number>>): Promise<Profile['factors']> {
  checkWeights(weights);
  const { profile } = await db.one<{ profile: string }>('select profile from meta.build');
  const { factors } = JSON.parse(profile) as Profile;
  return Object.fromEntries(
    Object.entries(factors).map(([f, rule]) => [f, { ...rule, weight: weights?.[f as Factor] ?? rule.weight }]),
  ) as Profile['factors'];
}

/** All districts for one link, whatever the company. @throws AppError link_not_found, option_invalid */
export async function fitList(db: Database, question: FitQuestion): Promise<FitAnswer> {
  const link = await findLink(db, question.link);
  const rules = await rulesOf(db, question.weights);
  const build = await db.one<{ snapshot: string; profile_hash: string; models_hash: string }>(
    'select snapshot, profile_hash, models_hash from meta.build',
  );
  const places = await readPlaces(db, link.link_id, question.unit ?? null);
  const stands = places.map(({ fit, ...place }) => {
    const parts = Object.fromEntries(districtFactors.map((f) => [f, partOf(measuredBy(fit, f), rules[f])]));
    return { ...place, parts, score: Object.values(parts).reduce((sum, p) => sum + p, 0) };
  });
  return {
    snapshot: build.snapshot,
    link,
    profile: build.profile_hash,
    models: build.models_hash,
    rows: standings(places, stands, rules),
  };
}

const measuredBy = (fit: FitRow, factor: Factor): number =>
  factor === 'park' ? Math.log1p(fit.park_land_mu) : Number(fit[factor as keyof FitRow]);

export type Place = {
  district_id: string;
  name: string;
  fit: FitRow;
  neighbours: Neighbour[];
  gates: GateRow[];
};
export type Scored = { district_id: string; score: number; parts: Partial<Record<Factor, number>> };

/** What every district has for the link, in order of adcode. */
export async function readPlaces(db: Database, link_id: string, unit: string | null): Promise<Place[]> {
  const fits = await db.rows<FitRow>(
    `select f.district_id, d.name, f.specialisation, f.neighbours, f.affinity, f.focus, f.zone, f.slot, f.policy, f.park_land_mu
     from district.fit as f join reference.district as d on d.district_id = f.district_id
     where f.link_id = $link_id order by f.district_id`,
    { link_id },
  );
  const neighbours = await db.rows<Neighbour & { district_id: string }>(
    `select d.district_id, l.link_id, l.name, n.criticality, coalesce(c.companies, 0) as companies
     from (select neighbour, sum(criticality) as criticality from (
             select from_link as neighbour, criticality from reference.flow where to_link = $link_id
             union all select to_link, criticality from reference.flow where from_link = $link_id) group by neighbour) as n
     join reference.link as l on l.link_id = n.neighbour
     cross join reference.district as d
     left join chain.local as c on c.link_id = n.neighbour and c.district_id = d.district_id
     order by d.district_id, l.link_id`,
    { link_id },
  );
  const gates = await db.rows<GateRow & { district_id: string }>(
    `select district_id, gate, veto, rule, reason, document, unit_id, source_file, source_sheet, source_line
     from district.gate where link_id = $link_id and (unit_id is null or unit_id = $unit)
     order by district_id, veto desc, gate, rule, source_line`,
    { link_id, unit },
  );
  return fits.map((fit) => ({
    district_id: fit.district_id,
    name: fit.name,
    fit,
    neighbours: neighbours.filter((n) => n.district_id === fit.district_id),
    gates: gates.filter((g) => g.district_id === fit.district_id),
  }));
}

/** Orders the districts: open ones by score, ties by adcode; closed ones last, never ahead whatever their score. */
export function standings(
  places: readonly Place[],
  scored: readonly Scored[],
  rules: Profile['factors'],
): DistrictStand[] {
  const score = new Map(scored.map((s) => [s.district_id, s]));
  const open = places
    .filter((p) => score.has(p.district_id) && !p.gates.some((g) => g.veto))
    .map((place) => ({ place, ...score.get(place.district_id)! }))
    .sort((a, b) => b.score - a.score || (a.district_id < b.district_id ? -1 : 1));
  const best = open[0]?.score ?? 0;
  const stand = (place: Place, rank: number | null, s?: Scored): DistrictStand => ({
    district_id: place.district_id,
    name: place.name,
    rank,
    score: s?.score ?? 0,
    parts: s?.parts ?? {},
    closed_by: place.gates.filter((g) => g.veto).map(gateOf),
    notes: place.gates.filter((g) => !g.veto).map(gateOf),
    first_if: s && rank !== null && rank > 1 ? levers(heldBy(place, s.score), best, rules) : [],
  });
  const opened = new Set(open.map((o) => o.district_id));
  return [
    ...open.map((o, i) => stand(o.place, i + 1, o)),
    ...places.filter((p) => !opened.has(p.district_id)).map((p) => stand(p, null)),
  ];
}

const heldBy = ({ fit, neighbours }: Place, score: number): Held => ({
  score,
  values: { neighbours: fit.neighbours, slot: fit.slot, policy: fit.policy, park_land_mu: fit.park_land_mu },
  neighbours,
});
