/** The company card: everything that a planner should know of one company before a call, each fact with where it came from. */
import type { Database } from '../data/store/index.ts';
import { type EnterpriseCard, enterpriseCard } from './describe.ts';

/** A filed relation, seen from the company. `other_id` null: that side is in no list. */
export type Relation = {
  relation: string;
  /** True: the company is the one that supplies, invests, buys; the relation runs from it. */
  from_company: boolean;
  other_id: string | null;
  other_name: string;
  other_province: string | null;
  /** The other side is an anchor of a link here. */
  other_is_anchor: boolean;
  dated_on: string | null;
  share_pct: number | null;
  by_short_name: boolean;
  source: string;
  source_file: string;
  source_line: number;
};

/** A dated sign: worth `strength` on its day, halved every `half_life_days`, `worth` today. */
export type Sign = {
  kind: string;
  happened_on: string;
  age_days: number;
  strength: number;
  half_life_days: number;
  worth: number;
  amount_cny: number | null;
  place: string | null;
  detail: string;
  source: string;
  basis: string;
  false_positive: string;
};

/** Where the company stands in the published target lists. */
export type Place = { link_id: string; district_id: string; rank: number; of: number; score: number };
export type CompanyCard = EnterpriseCard & {
  /** Why no list has it, in one word each; empty = it passes every gate that needs no district. */
  gates: { link_id: string; gate: string; rule: string | null; source: string | null }[];
  /** Links of which it is a local anchor, with its position. */
  anchor_of: { link_id: string; position: number; signs: string | null }[];
  relations: Relation[];
  signals: Sign[];
  places: Place[];
};

const relations = `
  with own as (
    select relation, head_id = $id as from_company,
      case when head_id = $id then tail_id else head_id end as other_id,
      case when head_id = $id then tail_name else head_name end as other_name,
      case when head_id = $id then tail_province else head_province end as other_province,
      dated_on, share_pct, by_short_name, source, source_file, source_line
    from enterprise.tie where head_id = $id or tail_id = $id
  )
  select own.relation, coalesce(own.from_company, false) as from_company, own.other_id, own.other_name, own.other_province,
    exists (select 1 from chain.anchor as a where a.enterprise_id = own.other_id) as other_is_anchor,
    own.dated_on, own.share_pct, own.by_short_name, own.source, own.source_file, own.source_line
  from own order by other_is_anchor desc, own.dated_on desc nulls last, own.other_name, own.relation, own.source_file, own.source_line`;

const signs = `
  select s.kind, s.happened_on, s.age_days, s.strength, k.half_life_days, s.worth, s.amount_cny, s.place, s.detail, s.source, s.basis, s.false_positive
  from investor.signal as s join reference.signal_kind as k on s.kind = k.kind
  where s.enterprise_id = $id order by s.worth desc, s.happened_on desc, s.kind, s.detail`;

const places = `
  select r.link_id, r.district_id, r.rank, r.score,
    (select count(*) from match.candidate as c where c.link_id = r.link_id and c.gate is null) as of
  from match.ranked as r
  where r.enterprise_id = $id and ($district is null or r.district_id = $district)
  order by r.score desc, r.rank, r.link_id, r.district_id`;

/**
 * `district`: of an officer, who sees how the company stands in the own district only.
 * @throws AppError enterprise_not_found
 */
export async function companyCard(
  db: Database,
  given: string,
  { district = null }: { district?: string | null } = {},
): Promise<CompanyCard> {
  const card = await enterpriseCard(db, given);
  const id = card.enterprise.enterprise_id;
  return {
    ...card,
    gates: await db.rows<CompanyCard['gates'][number]>(
      'select link_id, gate, gate_rule as rule, gate_source as source from match.candidate where enterprise_id = $id and gate is not null order by link_id',
      { id },
    ),
    anchor_of: await db.rows<CompanyCard['anchor_of'][number]>(
      'select link_id, position, signs from chain.anchor where enterprise_id = $id order by position, link_id',
      { id },
    ),
    relations: await db.rows<Relation>(relations, { id }),
    signals: await db.rows<Sign>(signs, { id }),
    places: await db.rows<Place>(places, { id, district }),
  };
}
