/** Why a company stands where it stands for one link and one district, and what would change that. */
import { AppError } from '../data/errors.ts';
import { type Factor, factors } from '../data/schema/profile.ts';
import type { Database } from '../data/store/index.ts';
import { type DistrictStand, readPlaces, rulesOf, standings } from './fit/districts.ts';
import { type DistrictRef, findDistrict, findLink, type LinkRef } from './lookup.ts';
import { type Evidence, type FitPart, fitParts, parseEvidence } from './match.ts';
import { type Scored, type Standing, scoredRows, standingOf } from './ranked.ts';
import { type Activity, activitiesOf } from './relatedness/leaning.ts';

export type Explanation = {
  snapshot: string;
  profile: string;
  models: string;
  link: LinkRef;
  district: DistrictRef;
  enterprise: { enterprise_id: string; name: string; source: { file: string; line: number } };
  /** Why the company is not listed at all; null = it is. */
  gate: { gate: string; rule: string; source: string } | null;
  /** In the list of the link and the district; null when a gate keeps it out. */
  rank: number | null;
  of: number;
  score: number | null;
  parts: Partial<Record<Factor, number>>;
  evidence: Evidence[];
  /** Its activities that speak for or against the district, with the companies there that share them. */
  activities: Activity[];
  fit_parts: FitPart[];
  /** Its rank without one part: the parts on which its place hangs come first. */
  without: { factor: Factor; rank: number }[];
  /** All districts for this company, closed ones last, with what would bring each to the first place. */
  districts: DistrictStand[];
};

export type ExplainQuestion = {
  enterprise: string;
  link: string;
  district: string;
  weights?: Partial<Record<Factor, number>>;
  unit?: string;
};

type Candidate = {
  enterprise_id: string;
  name: string;
  gate: string | null;
  gate_rule: string | null;
  gate_source: string | null;
  evidence: string;
  source_file: string;
  source_line: number;
};

async function findCandidate(db: Database, link: LinkRef, text: string): Promise<Candidate> {
  const [found] = await db.rows<Candidate>(
    `select c.enterprise_id, c.name, c.gate, c.gate_rule, c.gate_source, c.evidence, e.source_file, e.source_line
     from match.candidate as c join enterprise.current as e on e.enterprise_id = c.enterprise_id
     where c.link_id = $link_id and (c.enterprise_id = $text or c.name = $text)
     order by c.enterprise_id limit 1`,
    { link_id: link.link_id, text },
  );
  if (found) return found;
  throw new AppError(
    'enterprise_not_found',
    `«${text}» is not placed on the link ${link.name}`,
    'give its id or full name as in the target list of the link',
  );
}

/** @throws AppError link_not_found, district_not_found, enterprise_not_found, option_invalid */
export async function explainPair(db: Database, question: ExplainQuestion): Promise<Explanation> {
  const link = await findLink(db, question.link);
  const district = await findDistrict(db, question.district);
  const company = await findCandidate(db, link, question.enterprise);
  const build = await db.one<{ snapshot: string; profile_hash: string; models_hash: string }>(
    'select snapshot, profile_hash, models_hash from meta.build',
  );
  const { link_id } = link;
  const { unit, weights } = question;
  const { district_id } = district;
  const { enterprise_id } = company;
  const { of, own: here } = await standingOf(db, { link_id, district_id, enterprise_id, unit }, weights);
  const everywhere = await scoredRows(db, { link_id, enterprises: [enterprise_id], unit }, weights);
  const scored = everywhere.map((r) => ({ district_id: r.district_id, score: r.score, parts: partsOf(r) }));
  return {
    snapshot: build.snapshot,
    profile: build.profile_hash,
    models: build.models_hash,
    link,
    district,
    enterprise: {
      enterprise_id,
      name: company.name,
      source: { file: company.source_file, line: company.source_line },
    },
    gate: company.gate
      ? { gate: company.gate, rule: company.gate_rule ?? '', source: company.gate_source ?? '' }
      : null,
    rank: here?.rank ?? null,
    of,
    score: here?.row.score ?? null,
    parts: here ? partsOf(here.row) : {},
    evidence: parseEvidence(company.evidence),
    activities: await activitiesOf(db, enterprise_id, district_id),
    fit_parts: await fitParts(db, { link_id, district_id }),
    without: here ? withoutEach(here) : [],
    districts: standings(await readPlaces(db, link_id, unit ?? null), scored, await rulesOf(db, weights)),
  };
}

const partsOf = (row: Scored): Record<Factor, number> =>
  Object.fromEntries(factors.map((f) => [f, row[f]])) as Record<Factor, number>;

/** The parts without which it would stand elsewhere. */
const withoutEach = ({ rank: now, without }: NonNullable<Standing['own']>): Explanation['without'] =>
  factors
    .map((factor) => ({ factor, rank: without[factor] }))
    .filter(({ rank }) => rank !== now)
    .sort((a, b) => Math.abs(b.rank - now) - Math.abs(a.rank - now) || (a.factor < b.factor ? -1 : 1));
