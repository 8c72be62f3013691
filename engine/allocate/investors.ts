/** Whom the city has to place: the best companies of a link or of all links of a chain, each on its best link. */
import { AppError } from '../../data/errors.ts';
import type { Factor } from '../../data/schema/profile.ts';
import type { Database } from '../../data/store/index.ts';
import { findLink } from '../lookup.ts';
import { scoredRows } from '../ranked.ts';

export type Investor = {
  enterprise_id: string;
  name: string;
  link_id: string;
  link: string;
  /** district_id → parts; districts that a gate closes are missing. */
  scores: Map<string, Record<Factor, number>>;
};
export type InvestorChoice = {
  /** A link, or a chain: all its links. */
  link?: string;
  chain?: string;
  /** Investors: the best by score. Default 100. */
  top?: number;
  weights?: Partial<Record<Factor, number>>;
};
type LinkName = { link_id: string; name: string };

/** Best first; ties by id. @throws AppError link_not_found, option_invalid */
export async function investorsOf(
  db: Database,
  { link, chain, top = 100, weights }: InvestorChoice,
): Promise<{ links: LinkName[]; investors: Investor[] }> {
  const links = await linksOf(db, link, chain);
  const chosen = await db.rows<{ enterprise_id: string; name: string; link_id: string }>(
    `with best as (
       select enterprise_id, any_value(name) as name, arg_max(link_id, (score, link_id)) as link_id, max(score) as score
       from match.ranked
       where list_contains(from_json($links, '["varchar"]'), link_id)
       group by enterprise_id)
     select enterprise_id, name, link_id from best order by score desc, enterprise_id limit $top`,
    { links: JSON.stringify(links.map((l) => l.link_id)), top },
  );
  const investors = new Map(
    chosen.map((c): [string, Investor] => [
      c.enterprise_id,
      { ...c, link: links.find((l) => l.link_id === c.link_id)!.name, scores: new Map() },
    ]),
  );
  for (const { link_id } of links) {
    const enterprises = chosen.filter((c) => c.link_id === link_id).map((c) => c.enterprise_id);
    if (enterprises.length === 0) continue;
    for (const row of await scoredRows(db, { link_id, enterprises }, weights))
      investors.get(row.enterprise_id)!.scores.set(row.district_id, row);
  }
  return { links, investors: [...investors.values()] };
}

async function linksOf(db: Database, link?: string, chain?: string): Promise<LinkName[]> {
  if ((link === undefined) === (chain === undefined))
    throw new AppError('option_invalid', 'name either a link or a chain', 'for example --link 集成电路封测');
  if (link !== undefined) {
    const { link_id, name } = await findLink(db, link);
    return [{ link_id, name }];
  }
  const links = await db.rows<LinkName>(
    `select l.link_id, l.name from reference.link as l join reference.chain as c on c.chain_id = l.chain_id
     where c.chain_id = $chain or c.name = $chain or split_part(c.name, '·', 1) = $chain or split_part(c.name, '·', 2) = $chain
     order by l.link_id`,
    { chain: chain! },
  );
  if (links.length) return links;
  const names = await db.rows<{ name: string }>('select name from reference.chain order by version, position limit 8');
  throw new AppError(
    'link_not_found',
    `there is no chain «${chain}»`,
    `name one, as ${names.map((n) => n.name).join(', ')}`,
  );
}
