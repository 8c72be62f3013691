/** Links and districts by any name that a person may give. */
import { AppError } from '../data/errors.ts';
import type { Database } from '../data/store/index.ts';

export type LinkRef = { link_id: string; name: string; name_en: string };
export type DistrictRef = { district_id: string; name: string; name_en: string };

type Link = LinkRef & { version: string };
type District = DistrictRef & { short_name: string };

const links = 'select link_id, name, name_en, version from reference.link order by version, link_id';
const terms = `select link_id, term from reference.link_term where kind in ('name', 'synonym', 'product')`;
const districts = 'select district_id, name, name_en, short_name from reference.district order by district_id';

/** By id or name; else by a name that only one link has it in, or by a word that names only one link. The 2019 graph goes first. @throws AppError link_not_found */
export async function findLink(db: Database, text: string): Promise<LinkRef> {
  const all = await db.known<Link>(links);
  const named = new Set(
    (await db.known<{ link_id: string; term: string }>(terms)).filter((t) => t.term === text).map((t) => t.link_id),
  );
  const exact = all.find((l) => l.link_id === text || l.name === text || isSame(l.name_en, text));
  const first = all.filter((l) => l.version === '2019');
  const ways = [
    first.filter((l) => l.name.includes(text)),
    first.filter((l) => named.has(l.link_id)),
    all.filter((l) => l.name.includes(text)),
    all.filter((l) => named.has(l.link_id)),
  ];
  const link = exact ?? ways.find((found) => found.length === 1)?.[0];
  if (link) return { link_id: link.link_id, name: link.name, name_en: link.name_en };
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

/** By id, name, short name or pinyin. @throws AppError district_not_found */
export async function findDistrict(db: Database, text: string): Promise<DistrictRef> {
  const district = (await db.known<District>(districts)).find(
    (d) => [d.district_id, d.name, d.short_name].includes(text) || isSame(d.name_en, text),
  );
  if (district) return { district_id: district.district_id, name: district.name, name_en: district.name_en };
  throw new AppError(
    'district_not_found',
    `there is no district «${text}» in Chongqing`,
    'name one of the 38 districts and counties, for example 渝北区 or 500112',
  );
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
