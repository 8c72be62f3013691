/** What the city has of a chain: its links with numbers, its flows, its anchors, and what to do about each gap. */
import { AppError } from '../data/errors.ts';
import type { Database, Row } from '../data/store/index.ts';

export type ChainRef = { chain_id: string; version: string; name: string; name_en: string };
export type ChainView = {
  chain: ChainRef;
  completeness: Row;
  links: Row[];
  connections: Row[];
  anchors: Row[];
};

/** Every link with verdict, concentration, dependence and pull; the one list behind `show` and `gaps`. */
const linkNumbers = `
  select l.link_id, l.version, l.chain_id, c.name as chain, l.name, l.name_en, l.stage,
    g.verdict, g.need, g.local_companies, g.all_companies, g.location_quotient, g.supply_ratio, g.local_downstream, g.local_upstream,
    s.hhi, s.top1_share, s.top3_share, s.largest, s.districts, s.top_district_id, s.single_supplier_risk, s.outside_dependence,
    s.missing_inputs, s.anchors, s.anchor_pull, s.pulled_by,
    (select count(*) from match.candidate as m where m.link_id = l.link_id and m.gate is null) as outside_candidates
  from reference.link as l
  join reference.chain as c on l.chain_id = c.chain_id
  join chain.gap as g on l.link_id = g.link_id
  join chain.standing as s on l.link_id = s.link_id`;

const flowing = `
  select c.from_link, u.name as from_name, u.chain_id as from_chain, c.to_link, d.name as to_name, d.chain_id as to_chain, c.what, c.criticality, c.basis, c.pairs, c.examples
  from chain.connection as c
  join reference.link as u on c.from_link = u.link_id
  join reference.link as d on c.to_link = d.link_id`;

/** By id, name or a part of the name that only one chain has. @throws AppError chain_not_found with the names that there are */
export async function findChain(db: Database, text: string): Promise<ChainRef> {
  const exact = await db.rows<ChainRef>(
    'select chain_id, version, name, name_en from reference.chain where chain_id = $text or name = $text or lower(name_en) = lower($text) order by version',
    { text },
  );
  const part = await db.rows<ChainRef>(
    'select chain_id, version, name, name_en from reference.chain where contains(name, $text) order by version, position',
    { text },
  );
  const found = exact[0] ?? part[0];
  if (found) return found;
  const all = await db.rows<{ name: string }>('select name from reference.chain order by version, position');
  throw new AppError(
    'chain_not_found',
    `there is no chain «${text}»`,
    `name one of ${all.map((c) => c.name).join(', ')}`,
  );
}

/** Every chain with its numbers, in the order of the graph. */
export const chainList = (db: Database): Promise<Row[]> =>
  db.rows(
    `select c.name, c.name_en, k.* from chain.completeness as k join reference.chain as c on k.chain_id = c.chain_id order by c.version, c.position`,
  );

/** One chain whole. @throws AppError chain_not_found */
export async function chainShow(db: Database, text: string): Promise<ChainView> {
  const chain = await findChain(db, text);
  const { chain_id } = chain;
  return {
    chain,
    completeness: await db.one('select * from chain.completeness where chain_id = $chain_id', { chain_id }),
    links: await db.rows(
      `${linkNumbers} where l.chain_id = $chain_id order by case l.stage when '上游' then 1 when '中游' then 2 else 3 end, l.link_id`,
      { chain_id },
    ),
    connections: await db.rows(
      `${flowing} where u.chain_id = $chain_id or d.chain_id = $chain_id order by c.criticality desc, c.from_link, c.to_link`,
      { chain_id },
    ),
    anchors: await db.rows(
      `select a.link_id, l.name as link, a.position, a.enterprise_id, a.name, a.district_id, a.capital_cny, a.placement, a.signs
       from chain.anchor as a join reference.link as l on a.link_id = l.link_id
       where l.chain_id = $chain_id order by a.link_id, a.position`,
      { chain_id },
    ),
  };
}

/** `chain`: all chains of the version with flows without it; `verdict`: 补, 强 or 延, all three without it. */
export type GapQuestion = { chain?: string; verdict?: string };

/** The links to fill, to strengthen and to extend to, most needed first. @throws AppError chain_not_found, option_invalid */
export async function chainGaps(db: Database, question: GapQuestion): Promise<Row[]> {
  if (question.verdict && !['补', '强', '延'].includes(question.verdict))
    throw new AppError('option_invalid', `there is no verdict «${question.verdict}»`, 'name one of 补, 强, 延');
  const chain_id = question.chain ? (await findChain(db, question.chain)).chain_id : null;
  return db.rows(
    `${linkNumbers}
     where g.verdict in ('补', '强', '延') and ($verdict is null or g.verdict = $verdict)
       and case when $chain_id is null then exists (select 1 from chain.connection as f where f.from_link = l.link_id or f.to_link = l.link_id)
         else l.chain_id = $chain_id end
     order by case g.verdict when '补' then 1 when '强' then 2 else 3 end, s.anchor_pull desc, g.local_downstream desc, l.link_id`,
    { verdict: question.verdict ?? null, chain_id },
  );
}
