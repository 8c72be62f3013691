/** The target list of one link and one district: as published, or under other weights and narrowed. */
import { type Factor, factors } from '../data/schema/profile.ts';
import type { Database } from '../data/store/index.ts';
import { candidatesOf, noCandidates, type Pair } from './list/candidates.ts';
import { type Narrowing, type Spread, spreadOf } from './list/narrowing.ts';
import { type Listed, publishedRows, type Ranked, rankedRows, weightsOf } from './list/rows.ts';
import { scoredBy } from './list/scored.ts';
import { type DistrictRef, findDistrict, findLink, type LinkRef } from './lookup.ts';
import { type Calibration, probabilities, readCalibration } from './outcome/calibration.ts';
import type { Probability } from './outcome/refit.ts';
import { checkWeights } from './ranked.ts';

export type Evidence = { word: string; where: string; activity: string; weight: number };

export type MatchRow = Listed & {
  rank: number;
  score: number;
  /** Chance of landing in the district; null unless it is calibrated on outcomes. */
  probability: Probability | null;
  parts: Record<Factor, number>;
  evidence: Evidence[];
  /** Where the row stands in the file as sent. */
  source: { file: string; sheet: string; line: number };
};

export type MatchAnswer = {
  snapshot: string;
  link: LinkRef;
  district: DistrictRef;
  profile: string;
  models: string;
  /** Companies of the link that passed all gates. */
  candidates: number;
  /** Those of them that the narrowing leaves: the rows are the best of these. */
  left: number;
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
  /** Limits within which the companies lie; their ranks stay those of the whole list. */
  narrowing?: Narrowing;
};

/** @throws AppError link_not_found, district_not_found, option_invalid */
export async function matchList(db: Database, question: MatchQuestion): Promise<MatchAnswer> {
  const { link, district, pair, weights, narrowing } = await understood(db, question);
  const asPublished = !weights && question.unit === undefined && narrowing === null;
  const ranked = () => rankedRows(db, pair, { top: question.top, weights, narrowing: narrowing ?? {} });
  const head = (other: Database) => readHead(other, pair, question.unit ?? null);
  // Who moves weights or brushes asks for the same head again.
  const [first, { candidates, build, closed_by, ...rest }] = await Promise.all([
    asPublished ? publishedRows(db, pair, question.top) : ranked(),
    asPublished ? db.beside(head) : db.kept(`head ${pair.link_id} ${pair.district_id} ${question.unit}`, head),
  ]);
  const short = asPublished && first.rows.length < Math.min(question.top, candidates);
  const { left, rows } = closed_by.length ? { left: 0, rows: [] } : short ? await ranked() : first;
  const chances = rest.calibration?.shown
    ? await probabilities(
        db,
        { ...pair, unit: question.unit },
        rows.map((r) => r.enterprise_id),
      )
    : null;
  return {
    snapshot: build.snapshot,
    link,
    district,
    profile: build.profile_hash,
    models: build.models_hash,
    candidates,
    left: left ?? candidates,
    closed_by,
    ...rest,
    rows: rows.map((row) => matchRow(row, chances?.get(row.enterprise_id) ?? null)),
  };
}

/** How a list spreads; of a district that is closed to the link, over nobody. @throws AppError link_not_found, district_not_found, option_invalid */
export async function matchSpread(db: Database, question: Omit<MatchQuestion, 'top'>): Promise<Spread> {
  const { pair, weights, narrowing } = await understood(db, question);
  const closed = (await districtGates(db, pair, question.unit ?? null)).some((g) => g.veto);
  const list = closed ? noCandidates : await candidatesOf(db, pair);
  return spreadOf(list, scoredBy(await weightsOf(db, weights), list), narrowing ?? {});
}

async function understood(db: Database, question: Omit<MatchQuestion, 'top'>) {
  const link = await findLink(db, question.link);
  const district = await findDistrict(db, question.district);
  checkWeights(question.weights);
  const given = Object.values(question.narrowing ?? {}).some((limit) => limit !== undefined);
  return {
    link,
    district,
    pair: { link_id: link.link_id, district_id: district.district_id },
    weights: question.weights,
    narrowing: given ? question.narrowing! : null,
  };
}

type Build = { snapshot: string; profile_hash: string; models_hash: string };

/** What stands above the rows of a list. */
async function readHead(db: Database, pair: Pair, unit: string | null) {
  const [build] = await db.known<Build>('select snapshot, profile_hash, models_hash from meta.build');
  const calibration = await readCalibration(db);
  const gates = await gateCounts(db, pair);
  const rules = await districtGates(db, pair, unit);
  const [fit] = await db.rows<Record<string, number>>(
    'select * exclude (link_id, district_id) from district.fit where link_id = $link_id and district_id = $district_id',
    pair,
  );
  return {
    build: build!,
    candidates: gates.find((g) => g.gate === null)?.companies ?? 0,
    gated: Object.fromEntries(gates.filter((g) => g.gate !== null).map((g) => [g.gate, g.companies])),
    closed_by: rules.filter((g) => g.veto).map(gateOf),
    notes: rules.filter((g) => !g.veto).map(gateOf),
    fit: fit ?? {},
    fit_parts: await fitParts(db, pair),
    calibration,
  };
}

/** Companies of the link by what keeps them out of the district's list; null = on it. */
const gateCounts = (db: Database, pair: Pair): Promise<{ gate: string | null; companies: number }[]> =>
  db.rows(
    `select gate, companies from match.gated where link_id = $link_id and district_id = $district_id
     order by companies desc, gate`,
    pair,
  );

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

function matchRow(r: Ranked, probability: Probability | null): MatchRow {
  return {
    rank: r.rank,
    enterprise_id: r.enterprise_id,
    name: r.name,
    province: r.province,
    prefecture: r.prefecture,
    registered_on: r.registered_on,
    capital_cny: r.capital_cny,
    score: r.score,
    probability,
    parts: Object.fromEntries(factors.map((f) => [f, r[f]])) as Record<Factor, number>,
    evidence: parseEvidence(r.evidence),
    source: { file: r.source_file, sheet: r.source_sheet, line: r.source_line },
  };
}

/** Reads `word @where/activity +1.20; …` back. */
export const parseEvidence = (text: string): Evidence[] =>
  text.split('; ').flatMap((part) => {
    const found = /^(.*) @(\w+)\/(\w+) ([+-][\d.]+)$/.exec(part);
    return found ? [{ word: found[1]!, where: found[2]!, activity: found[3]!, weight: Number(found[4]) }] : [];
  });
