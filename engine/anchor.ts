/** 以商招商: whom a company of the city could bring: its suppliers, customers and competitors from elsewhere, with reasons. */
import { AppError } from '../data/errors.ts';
import type { Database } from '../data/store/index.ts';
import { type Evidence, parseEvidence } from './match.ts';

export type Role = 'supplier' | 'customer' | 'competitor' | 'partner';

export type AnchorQuestion = { name: string; top: number };

/** A company that a filed relation names beside the anchor. `enterprise_id` null: it is in no list yet. */
export type FiledTarget = {
  role: Role;
  relation: string;
  enterprise_id: string | null;
  name: string;
  province: string | null;
  dated_on: string | null;
  source: string;
  source_line: number;
  by_short_name: boolean;
};

export type AnchorTarget = {
  enterprise_id: string;
  name: string;
  province: string | null;
  capital_cny: number | null;
  /** Of the target list of the link in the anchor's district; a score, not a probability. */
  score: number;
  evidence: Evidence[];
  /** Its strongest signs and the local companies tied to it, in words. */
  signs: string[];
  ties: string[];
};

/** A link beside the anchor's: what flows, how badly the city lacks it, whom to call. */
export type NeighbourLink = {
  role: Role;
  link_id: string;
  link: string;
  /** The anchor's own link through which it is a neighbour. */
  through: string;
  what: string;
  criticality: number;
  verdict: string;
  local_companies: number;
  companies: AnchorTarget[];
};

export type AnchorAnswer = {
  enterprise: {
    enterprise_id: string;
    name: string;
    province: string | null;
    district_id: string | null;
    local: boolean;
  };
  links: { link_id: string; link: string; score: number; is_anchor: boolean }[];
  filed: FiledTarget[];
  neighbours: NeighbourLink[];
};

type Found = {
  enterprise_id: string;
  name: string;
  name_key: string;
  province: string | null;
  district_id: string | null;
};

/** By id, registered name, or a part of it that names one company of the city. @throws AppError enterprise_not_found with near names */
async function findCompany(db: Database, text: string): Promise<Found> {
  const columns = 'enterprise_id, name, name_key, province, district_id';
  const ways = [
    `select ${columns} from enterprise.current where enterprise_id = $text or name = $text or name_key = replace(replace(upper($text), '（', '('), '）', ')') order by filings desc, enterprise_id`,
    `select e.enterprise_id, e.name, e.name_key, e.province, e.district_id from enterprise.current as e
     where contains(e.name, $text) and e.province = '重庆' and e.kind in ('company', 'plant') and e.enterprise_id in (select enterprise_id from chain.anchor)`,
    `select ${columns} from enterprise.current where contains(name, $text) and province = '重庆' and kind in ('company', 'plant') limit 6`,
  ];
  for (const [i, way] of ways.entries()) {
    const rows = await db.rows<Found>(way, { text });
    if (rows[0] && (i === 0 || rows.length === 1)) return rows[0];
    if (rows.length > 1)
      throw new AppError(
        'enterprise_not_found',
        `«${text}» fits several companies`,
        `give the registered name, for example ${rows
          .slice(0, 5)
          .map((r) => r.name)
          .join(', ')}`,
      );
  }
  throw new AppError(
    'enterprise_not_found',
    `there is no company «${text}» in this snapshot`,
    'give the registered name of a company of your lists, or load a list that holds it',
  );
}

const roleOf: Record<string, { head: Role; tail: Role }> = {
  // what the OTHER company is to the anchor, where the anchor is head or tail
  供给: { head: 'customer', tail: 'supplier' },
  竞争: { head: 'competitor', tail: 'competitor' },
};

async function filedTargets(db: Database, id: string): Promise<FiledTarget[]> {
  const rows = await db.rows<{ head: boolean } & Omit<FiledTarget, 'role'>>(
    `select head_id = $id as head, relation,
       case when head_id = $id then tail_id else head_id end as enterprise_id,
       case when head_id = $id then tail_name else head_name end as name,
       case when head_id = $id then tail_province else head_province end as province,
       dated_on, source, source_line, by_short_name
     from enterprise.tie where head_id = $id or tail_id = $id
     order by dated_on desc nulls last, name`,
    { id },
  );
  return rows
    .filter((r) => r.province !== '重庆')
    .map(({ head, ...r }) => ({ ...r, role: roleOf[r.relation]?.[head ? 'head' : 'tail'] ?? 'partner' }));
}

type Neighbour = Omit<NeighbourLink, 'companies'>;

async function neighbourLinks(db: Database, own: string[]): Promise<Neighbour[]> {
  const rows = await db.rows<Neighbour>(
    `with own as (select unnest(from_json($own, '["varchar"]')) as link_id),
     beside as (
       select 'supplier' as role, c.from_link as link_id, c.to_link as own_id, c.what, c.criticality from chain.connection as c where c.to_link in (select link_id from own)
       union all
       select 'customer', c.to_link, c.from_link, c.what, c.criticality from chain.connection as c where c.from_link in (select link_id from own)
       union all
       select 'competitor', link_id, link_id, '同一环节', 0 from own
     )
     select b.role, b.link_id, l.name as link, o.name as through, b.what, b.criticality, g.verdict, g.local_companies
     from beside as b
     join reference.link as l on b.link_id = l.link_id
     join reference.link as o on b.own_id = o.link_id
     join chain.gap as g on b.link_id = g.link_id
     where b.role = 'competitor' or b.link_id not in (select link_id from own)
     order by case b.role when 'supplier' then 1 when 'customer' then 2 else 3 end, b.criticality desc,
       case g.verdict when '补' then 1 when '强' then 2 when '延' then 3 else 4 end, b.link_id`,
    { own: JSON.stringify(own) },
  );
  const seen = new Set<string>();
  return rows.filter(({ role, link_id }) => !seen.has(role + link_id) && seen.add(role + link_id));
}

/** The head of the link's list in the anchor's district; where that has no list, each company's best place in any list. */
async function companiesOf(db: Database, link: string, anchor: Found, top: number): Promise<AnchorTarget[]> {
  const rows = await db.rows<Omit<AnchorTarget, 'evidence' | 'signs' | 'ties'> & { evidence: string }>(
    `with listed as (
       select enterprise_id, name, province, score, district_id = $district as here,
         row_number() over (partition by enterprise_id order by district_id = $district desc nulls last, score desc) as preference
       from match.ranked where link_id = $link and enterprise_id <> $id
     )
     select l.enterprise_id, l.name, l.province, c.capital_cny, l.score, c.evidence
     from listed as l
     join match.candidate as c on c.link_id = $link and c.enterprise_id = l.enterprise_id
     where l.preference = 1
     order by coalesce(l.here, false) desc, l.score desc, l.enterprise_id limit $top`,
    { link, district: anchor.district_id ?? '', id: anchor.enterprise_id, top },
  );
  const ids = JSON.stringify(rows.map((r) => r.enterprise_id));
  const signs = await db.rows<{ enterprise_id: string; text: string }>(
    `select enterprise_id, kind || ' ' || happened_on || '：' || detail as text from investor.signal
     where list_contains(from_json($ids, '["varchar"]'), enterprise_id) and worth >= 0.05 order by worth desc`,
    { ids },
  );
  const ties = await db.rows<{ enterprise_id: string; text: string }>(
    `select enterprise_id, relation || ' ' || local_name as text from investor.tie where list_contains(from_json($ids, '["varchar"]'), enterprise_id) order by with_anchor desc, local_name`,
    { ids },
  );
  const of = (list: typeof signs, id: string) => list.filter((s) => s.enterprise_id === id).map((s) => s.text);
  return rows.map((r) => ({
    ...r,
    evidence: parseEvidence(r.evidence),
    signs: of(signs, r.enterprise_id).slice(0, 2),
    ties: of(ties, r.enterprise_id).slice(0, 3),
  }));
}

/** @throws AppError enterprise_not_found */
export async function anchorTargets(db: Database, { name, top }: AnchorQuestion): Promise<AnchorAnswer> {
  const company = await findCompany(db, name);
  const { enterprise_id } = company;
  const links = await db.rows<AnchorAnswer['links'][number]>(
    `select p.link_id, l.name as link, p.score, a.enterprise_id is not null as is_anchor
     from chain.placement as p
     join reference.link as l on p.link_id = l.link_id
     left join chain.anchor as a on a.link_id = p.link_id and a.enterprise_id = p.enterprise_id
     where p.enterprise_id = $enterprise_id and exists (select 1 from chain.connection as c where c.from_link = p.link_id or c.to_link = p.link_id)
     order by p.score desc`,
    { enterprise_id },
  );
  const clear = links.filter((l) => l.score >= Math.max(1, 0.5 * (links[0]?.score ?? 0)));
  const neighbours: NeighbourLink[] = [];
  for (const n of await neighbourLinks(
    db,
    clear.map((l) => l.link_id),
  ))
    neighbours.push({ ...n, companies: await companiesOf(db, n.link_id, company, top) });
  return {
    enterprise: {
      enterprise_id,
      name: company.name,
      province: company.province,
      district_id: company.district_id,
      local: company.province === '重庆',
    },
    links: clear,
    filed: await filedTargets(db, enterprise_id),
    neighbours,
  };
}
