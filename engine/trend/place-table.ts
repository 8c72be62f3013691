/** Companies by place and link, as matrices for the measures of specialisation and complexity. */
import type { Database } from '../../data/store/index.ts';
import { type Dense, dense } from '../linear/matrix.ts';

/** `companies`: places × links, counts. Places without any company are left out; every link of the version is there. */
export type PlaceTable = {
  place_kind: 'district' | 'province';
  version: string;
  places: string[];
  links: string[];
  companies: Dense;
};

type Cell = {
  place_kind: PlaceTable['place_kind'];
  version: string;
  place: string;
  link_id: string;
  companies: number;
};

/** One table for the districts and one for the provinces, each version of the chain graph. Needs trend.entry. */
export async function placeTables(db: Database): Promise<PlaceTable[]> {
  const links = await db.rows<{ link_id: string; version: string }>(
    'select link_id, version from reference.link order by link_id',
  );
  const cells = await db.rows<Cell>(
    `select e.place_kind, l.version, e.place, e.link_id, cast(sum(e.entries) as bigint) as companies
     from trend.entry as e join reference.link as l on e.link_id = l.link_id
     group by e.place_kind, l.version, e.place, e.link_id order by e.place, e.link_id`,
  );
  return [...new Set(links.map((l) => l.version))].flatMap((version) =>
    (['district', 'province'] as const).map((place_kind) => {
      const own = cells.filter((c) => c.place_kind === place_kind && c.version === version);
      const names = links.filter((l) => l.version === version).map((l) => l.link_id);
      const places = [...new Set(own.map((c) => c.place))];
      const companies = dense(places.length, names.length);
      const column = new Map(names.map((name, i) => [name, i]));
      const row = new Map(places.map((place, i) => [place, i]));
      for (const c of own)
        companies.data[row.get(c.place)! * names.length + column.get(c.link_id)!] = Number(c.companies);
      return { place_kind, version, places, links: names, companies };
    }),
  );
}
