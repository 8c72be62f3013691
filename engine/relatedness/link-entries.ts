/** The local companies of each version of the chain graph as entries: which district, when, on which links. */
import { readProfile } from '../../data/schema/profile.ts';
import type { Database } from '../../data/store/index.ts';
import type { Entry } from './entries.ts';
import type { LinkFlow } from './link-model.ts';

export type LinkEntries = {
  version: string;
  /** Link ids by item number. */
  links: string[];
  flows: LinkFlow[];
  entries: Entry[];
};

export type LocalEntries = {
  /** District ids by place number: in order of adcode. */
  districts: string[];
  versions: LinkEntries[];
  /** Year (with fraction) of the latest registration; 0 without any. */
  asOf: number;
};

/** Relations that it reads. */
export const entryInputs = ['chain.company', 'chain.placement', 'reference.link', 'reference.flow'];

type Filed = { link_ids: string[]; district_id: string; year: number };

/** Reads what Chongqing's own placed companies tell; companies elsewhere do not enter. Deterministic order. */
export async function readLinkEntries(db: Database): Promise<LocalEntries> {
  const districts = (
    await db.rows<{ district_id: string }>('select district_id from reference.district order by district_id')
  ).map((d) => d.district_id);
  const place = new Map(districts.map((id, i) => [id, i]));
  const links = await db.rows<{ link_id: string; version: string }>(
    'select link_id, version from reference.link order by link_id',
  );
  const flows = await db.rows<{ from_link: string; to_link: string; criticality: number }>(
    'select from_link, to_link, criticality from reference.flow order by from_link, to_link',
  );
  const filed = await db.rows<Filed & { version: string }>(
    `select l.version, list(p.link_id order by p.link_id) as link_ids, e.district_id,
       any_value(year(e.registered_on) + (dayofyear(e.registered_on) - 0.5) / 366) as year
     from chain.company as e
     join chain.placement as p on p.enterprise_id = e.enterprise_id
     join reference.link as l on l.link_id = p.link_id
     where e.district_id is not null and e.kind in ('company', 'plant') and p.score >= $placed_at
       and e.registered_on <= e.as_of
     group by l.version, e.enterprise_id, e.district_id
     order by l.version, e.enterprise_id`,
    { placed_at: readProfile().placed_at },
  );
  const versions = [...new Set(links.map((l) => l.version))].sort().map((version): LinkEntries => {
    const own = links.filter((l) => l.version === version).map((l) => l.link_id);
    const item = new Map(own.map((id, i) => [id, i]));
    return {
      version,
      links: own,
      flows: flows
        .filter((f) => item.has(f.from_link) && item.has(f.to_link))
        .map((f) => ({ from: item.get(f.from_link)!, to: item.get(f.to_link)!, criticality: f.criticality })),
      entries: filed
        .filter((f) => f.version === version && place.has(f.district_id))
        .map((f) => ({
          place: place.get(f.district_id)!,
          year: f.year,
          items: Int32Array.from(f.link_ids, (id) => item.get(id)!),
        })),
    };
  });
  return { districts, versions, asOf: filed.reduce((latest, { year }) => Math.max(latest, year), 0) };
}
