/** Links and districts by any name that a person may give. */
import { AppError } from '../data/errors.ts';
import type { Database } from '../data/store/index.ts';

export type LinkRef = { link_id: string; name: string; name_en: string };
export type DistrictRef = { district_id: string; name: string; name_en: string };

/** By id or name; else by a name that only one link has it in, or by a word that names only one link. The 2019 graph goes first. @throws AppError link_not_found */
export async function findLink(db: Database, text: string): Promise<LinkRef> {
  const ways = [
    'select link_id, name, name_en from reference.link where link_id = $text or name = $text or lower(name_en) = lower($text) order by version',
    "select link_id, name, name_en from reference.link where version = '2019' and contains(name, $text)",
    `select distinct l.link_id, l.name, l.name_en from reference.link as l join reference.link_term as t on l.link_id = t.link_id
     where l.version = '2019' and t.term = $text and t.kind in ('name', 'synonym', 'product')`,
    'select link_id, name, name_en from reference.link where contains(name, $text)',
    `select distinct l.link_id, l.name, l.name_en from reference.link as l join reference.link_term as t on l.link_id = t.link_id
     where t.term = $text and t.kind in ('name', 'synonym', 'product')`,
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

/** By id, name, short name or pinyin. @throws AppError district_not_found */
export async function findDistrict(db: Database, text: string): Promise<DistrictRef> {
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
