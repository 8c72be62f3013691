/** The target list of one link and one district: the statement of match.ranked, bound to the pair. */
import { readFileSync } from 'node:fs';
import { AppError } from '../data/errors.ts';
import { type Factor, factors } from '../data/schema/profile.ts';
import type { Database } from '../data/store/index.ts';
import { parametersFor } from './runner/contract.ts';

export type LinkRef = { link_id: string; name: string; name_en: string };
export type DistrictRef = { district_id: string; name: string; name_en: string };
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
  parts: Record<Factor, number>;
  evidence: Evidence[];
  /** Where the row stands in the file as sent. */
  source: { file: string; sheet: string; line: number };
};

/** A row as the statement gives it. */
type Ranked = Omit<MatchRow, 'parts' | 'evidence' | 'source'> &
  Record<Factor, number> & { evidence: string; source_file: string; source_sheet: string; source_line: number };

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
  fit: Record<string, number>;
  rows: MatchRow[];
};

export type MatchQuestion = { link: string; district: string; top: number; weights?: Partial<Record<Factor, number>> };

const statement = readFileSync(new URL('models/match/ranked.sql', import.meta.url), 'utf8');

/** @throws AppError link_not_found, district_not_found, option_invalid */
export async function matchList(db: Database, question: MatchQuestion): Promise<MatchAnswer> {
  const link = await findLink(db, question.link);
  const district = await findDistrict(db, question.district);
  const weights = checkWeights(question.weights);
  const build = await db.one<{ snapshot: string; profile_hash: string; models_hash: string }>(
    'select snapshot, profile_hash, models_hash from meta.build',
  );
  const pair = { link_id: link.link_id, district_id: district.district_id };
  const bound = parametersFor(statement, {
    ...pair,
    top: question.top,
    weights,
    profile_hash: build.profile_hash,
    models_hash: build.models_hash,
  });
  const ranked = await db.rows<Ranked>(
    `select r.*, c.prefecture, c.registered_on, c.capital_cny, c.evidence, e.source_file, e.source_sheet, e.source_line
     from (${statement}) as r
     join match.candidate as c on c.link_id = r.link_id and c.enterprise_id = r.enterprise_id
     join enterprise.current as e on e.enterprise_id = r.enterprise_id
     where c.link_id = $link_id
     order by r.rank`,
    bound,
  );
  const gates = await db.rows<{ gate: string | null; n: number }>(
    'select gate, count(*) as n from match.candidate where link_id = $link_id group by gate',
    { link_id: link.link_id },
  );
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
    candidates: gates.find((g) => g.gate === null)?.n ?? 0,
    gated: Object.fromEntries(gates.filter((g) => g.gate !== null).map((g) => [g.gate, g.n])),
    fit: fit ?? {},
    rows: ranked.map(matchRow),
  };
}

function matchRow(r: Ranked): MatchRow {
  return {
    rank: r.rank,
    enterprise_id: r.enterprise_id,
    name: r.name,
    province: r.province,
    prefecture: r.prefecture,
    registered_on: r.registered_on,
    capital_cny: r.capital_cny,
    score: r.score,
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

/** By id or name; else by a name that only one link has it in, or by a word that names only one link. The 2019 graph goes first. */
async function findLink(db: Database, text: string): Promise<LinkRef> {
  const ways = [
    'select link_id, name, name_en from reference.link where link_id = $text or name = $text or lower(name_en) = lower($text) order by version',
    "select link_id, name, name_en from reference.link where version = '2019' and contains(name, $text)",
    `select distinct l.link_id, l.name, l.name_en from reference.link as l join reference.link_term as t on l.link_id = t.link_id
     where l.version = '2019' and t.term = $text and t.kind in ('name', 'synonym', 'product')`,
  ];
  for (const [i, way] of ways.entries()) {
    const links = await db.rows<LinkRef>(way, { text });
    if (links[0] && (i === 0 || links.length === 1)) return links[0];
  }
  const near = await db.rows<{ name: string }>(
    'select name from reference.link order by jaro_winkler_similarity(name, $text) desc, link_id limit 5',
    { text },
  );
  throw new AppError(
    'link_not_found',
    `there is no link «${text}»`,
    `did you mean ${near.map((n) => n.name).join(', ')}?`,
  );
}

async function findDistrict(db: Database, text: string): Promise<DistrictRef> {
  const [district] = await db.rows<DistrictRef>(
    'select district_id, name, name_en from reference.district where district_id = $text or name = $text or short_name = $text or lower(name_en) = lower($text) limit 1',
    { text },
  );
  if (district) return district;
  throw new AppError(
    'district_not_found',
    `there is no district «${text}» in Chongqing`,
    'name one of the 38 districts and counties, for example 渝北区 or 500112',
  );
}

function checkWeights(weights: MatchQuestion['weights']): string | null {
  if (!weights) return null;
  for (const [factor, weight] of Object.entries(weights)) {
    if (!factors.includes(factor as Factor))
      throw new AppError('option_invalid', `there is no factor «${factor}»`, `name one of ${factors.join(', ')}`);
    if (typeof weight !== 'number' || !(weight >= 0 && weight <= 100))
      throw new AppError(
        'option_invalid',
        `the weight of ${factor} is not a number from 0 to 100`,
        'correct the weights',
      );
  }
  return JSON.stringify(weights);
}
