/** The target list of one link and one district: the statement of match.ranked, bound to the pair. */
import { type Factor, factors } from '../data/schema/profile.ts';
import type { Database } from '../data/store/index.ts';
import { type DistrictRef, findDistrict, findLink, type LinkRef } from './lookup.ts';
import { type Calibration, probabilities, readCalibration } from './outcome/calibration.ts';
import type { Probability } from './outcome/refit.ts';
import { checkWeights, rankedStatement } from './ranked.ts';
import { parametersFor } from './runner/contract.ts';

export type Evidence = { word: string; where: string; activity: string; weight: number };

export type MatchRow = {
  rank: number;
  enterprise_id: string;
  name: string;
  province: string | null;
  prefecture: string | null;
  registered_on: string | null;
  capital_cny: number | null;
  score: number;
  /** Chance of landing in the district; null unless it is calibrated on outcomes. */
  probability: Probability | null;
  parts: Record<Factor, number>;
  evidence: Evidence[];
  /** Where the row stands in the file as sent. */
  source: { file: string; sheet: string; line: number };
};

/** A row as the statement gives it. */
type Ranked = Pick<MatchRow, 'rank' | 'enterprise_id' | 'name' | 'province' | 'score'> & Record<Factor, number>;

/** What a candidate is beside its score. */
type Details = Pick<MatchRow, 'prefecture' | 'registered_on' | 'capital_cny'> & {
  evidence: string;
  source_file: string;
  source_sheet: string;
  source_line: number;
};

export type MatchAnswer = {
  snapshot: string;
  link: LinkRef;
  district: DistrictRef;
  profile: string;
  models: string;
  /** Companies of the link that passed all gates. */
  candidates: number;
  /** gate → companies that it kept out. */
  gated: Record<string, number>;
  /** Rules that close the district to the link (then there are no rows), and rules that are only to be known. */
  closed_by: Gate[];
  notes: Gate[];
  fit: Record<string, number>;
  /** What outcomes prove of the score; null = too few of them, and then no row has a chance. */
  calibration: Calibration | null;
  /** What `fit.affinity` is the sum of. */
  fit_parts: FitPart[];
  rows: MatchRow[];
};

export type Gate = {
  gate: string;
  rule: string;
  reason: string;
  document: string;
  unit_id: string | null;
  source: { file: string; sheet: string; line: number };
};
export type FitPart = { part: string; value: number; adds: number; basis: unknown };

export type MatchQuestion = {
  link: string;
  district: string;
  top: number;
  weights?: Partial<Record<Factor, number>>;
  /** 三线一单 unit of the project: its rules hold too. */
  unit?: string;
};

/** @throws AppError link_not_found, district_not_found, option_invalid */
export async function matchList(db: Database, question: MatchQuestion): Promise<MatchAnswer> {
  const link = await findLink(db, question.link);
  const district = await findDistrict(db, question.district);
  const weights = checkWeights(question.weights);
  const build = await db.one<Build>('select snapshot, profile_hash, models_hash from meta.build');
  const pair = { link_id: link.link_id, district_id: district.district_id };
  const gates = await gateCounts(db, pair);
  const candidates = gates.find((g) => g.gate === null)?.n ?? 0;
  const areaGates = await districtGates(db, pair, question.unit ?? null);
  const closed = areaGates.some((g) => g.veto);
  const ranked = closed ? [] : await rankedRows(db, pair, { ...question, weights, build, candidates });
  const known = await details(db, pair, ranked);
  const calibration = await readCalibration(db);
  const chances = calibration?.shown
    ? await probabilities(
        db,
        { ...pair, unit: question.unit },
        ranked.map((r) => r.enterprise_id),
      )
    : null;
  const [fit] = await db.rows<Record<string, number>>(
    'select * exclude (link_id, district_id) from district.fit where link_id = $link_id and district_id = $district_id',
    pair,
  );
  return {
    snapshot: build.snapshot,
    link,
    district,
    profile: build.profile_hash,
    models: build.models_hash,
    candidates,
    gated: Object.fromEntries(gates.filter((g) => g.gate !== null).map((g) => [g.gate, g.n])),
    closed_by: areaGates.filter((g) => g.veto).map(gateOf),
    notes: areaGates.filter((g) => !g.veto).map(gateOf),
    fit: fit ?? {},
    fit_parts: await fitParts(db, pair),
    calibration,
    rows: ranked.map((row) => matchRow(row, known.get(row.enterprise_id)!, chances?.get(row.enterprise_id) ?? null)),
  };
}

type Build = { snapshot: string; profile_hash: string; models_hash: string };

/** Companies of the link by what keeps them out of the district's list; null = on it. */
const gateCounts = (db: Database, pair: Pair): Promise<{ gate: string | null; n: number }[]> =>
  db.rows(
    `select coalesce(c.gate, case when g.enterprise_id is not null then 'restricted' end) as gate, count(*) as n
     from match.candidate as c
     left join (select distinct enterprise_id from match.gate where link_id = $link_id and district_id = $district_id and veto) as g
       on g.enterprise_id = c.enterprise_id
     where c.link_id = $link_id group by all order by n desc, gate`,
    pair,
  );

type Asked = { top: number; weights: string | null; unit?: string; build: Build; candidates: number };

/** From the published list where it holds all that is asked; else by the statement that made it. */
async function rankedRows(db: Database, pair: Pair, asked: Asked): Promise<Ranked[]> {
  const { top, weights, unit, build, candidates } = asked;
  if (weights === null && unit === undefined) {
    const published = await db.rows<Ranked>(
      'select * from match.ranked where link_id = $link_id and district_id = $district_id and "rank" <= $top order by "rank"',
      { ...pair, top },
    );
    if (published.length === Math.min(top, candidates)) return published;
  }
  const { profile_hash, models_hash } = build;
  const given = { ...pair, unit_id: unit ?? null, top, weights, profile_hash, models_hash };
  return db.rows<Ranked>(rankedStatement, parametersFor(rankedStatement, given));
}

/** What the list tells of its companies beside score and parts, by company. */
async function details(db: Database, { link_id }: Pair, ranked: readonly Ranked[]): Promise<Map<string, Details>> {
  if (ranked.length === 0) return new Map();
  const rows = await db.rows<Details & { enterprise_id: string }>(
    `select enterprise_id, prefecture, registered_on, capital_cny, evidence, source_file, source_sheet, source_line
     from match.candidate
     where link_id = $link_id and enterprise_id in (select unnest(from_json($ids, '["varchar"]')))`,
    { link_id, ids: JSON.stringify(ranked.map((r) => r.enterprise_id)) },
  );
  return new Map(rows.map((row) => [row.enterprise_id, row]));
}

type Pair = { link_id: string; district_id: string };
export type GateRow = Omit<Gate, 'source'> & {
  veto: boolean;
  source_file: string;
  source_sheet: string;
  source_line: number;
};

/** Rules of the 负面清单 and of the parks that speak of the pair; those of a unit only when the project names it. */
export const districtGates = (db: Database, pair: Pair, unit: string | null): Promise<GateRow[]> =>
  db.rows<GateRow>(
    `select gate, veto, rule, reason, document, unit_id, source_file, source_sheet, source_line
     from district.gate
     where link_id = $link_id and district_id = $district_id and (unit_id is null or unit_id = $unit)
     order by veto desc, gate, rule, source_line`,
    { ...pair, unit },
  );

export const gateOf = ({ gate, rule, reason, document, unit_id, ...g }: GateRow): Gate => ({
  gate,
  rule,
  reason,
  document,
  unit_id,
  source: { file: g.source_file, sheet: g.source_sheet, line: g.source_line },
});

/** The parts of the fitted fit of one pair, the strongest first. */
export const fitParts = async (db: Database, pair: Pair): Promise<FitPart[]> =>
  (
    await db.rows<Omit<FitPart, 'basis'> & { basis: string }>(
      `select part, value, adds, basis from district.part
       where link_id = $link_id and district_id = $district_id order by abs(adds) desc, part`,
      pair,
    )
  ).map((p) => ({ ...p, basis: JSON.parse(p.basis) }));

function matchRow(r: Ranked, known: Details, probability: Probability | null): MatchRow {
  return {
    rank: r.rank,
    enterprise_id: r.enterprise_id,
    name: r.name,
    province: r.province,
    prefecture: known.prefecture,
    registered_on: known.registered_on,
    capital_cny: known.capital_cny,
    score: r.score,
    probability,
    parts: Object.fromEntries(factors.map((f) => [f, r[f]])) as Record<Factor, number>,
    evidence: parseEvidence(known.evidence),
    source: { file: known.source_file, sheet: known.source_sheet, line: known.source_line },
  };
}

/** Reads `word @where/activity +1.20; …` back. */
export const parseEvidence = (text: string): Evidence[] =>
  text.split('; ').flatMap((part) => {
    const found = /^(.*) @(\w+)\/(\w+) ([+-][\d.]+)$/.exec(part);
    return found ? [{ word: found[1]!, where: found[2]!, activity: found[3]!, weight: Number(found[4]) }] : [];
  });
