/** One row an activity × district: what the activity of a newcomer adds for the district, learned from the companies of the chain that are here. */

import { published } from '../../../data/schema/published.ts';
import type { Database } from '../../../data/store/index.ts';
import { insertRows } from '../../../data/store/index.ts';
import { fitDistrictModel } from '../../relatedness/district-model.ts';
import type { Entry } from '../../relatedness/entries.ts';
import { activityText, referenceVocabulary } from '../../relatedness/reference-vocabulary.ts';
import { type CodeModel, digest } from '../../runner/model.ts';

type Local = { district_id: string; year: number; name: string; scope: string; products: string };

const placedHere = `select e.district_id, any_value(year(e.registered_on) + (dayofyear(e.registered_on) - 0.5) / 366) as year,
    any_value(e.name) as name, any_value(coalesce(e.scope, '')) as scope, any_value(coalesce(e.products, '')) as products
  from enterprise.current as e
  join chain.placement as p on p.enterprise_id = e.enterprise_id
  where e.district_id is not null and e.kind in ('company', 'plant') and e.registered_on <= e.as_of
  group by e.enterprise_id, e.district_id
  order by e.enterprise_id`;

export const model: CodeModel = {
  inputs: ['enterprise.current', 'chain.placement', 'reference.district'],
  version: () => digest(referenceVocabulary().terms.join()),
  async fill(db: Database, relation: string) {
    const districts = (
      await db.rows<{ district_id: string }>('select district_id from reference.district order by district_id')
    ).map((d) => d.district_id);
    const place = new Map(districts.map((id, i) => [id, i]));
    const vocabulary = referenceVocabulary();
    const entries = (await db.rows<Local>(placedHere)).flatMap((c): Entry[] => {
      const at = place.get(c.district_id);
      const items = vocabulary.itemsOf([activityText(c.name, c.scope, c.products)]);
      return at === undefined ? [] : [{ place: at, year: c.year, items }];
    });
    const asOf = entries.reduce((latest, { year }) => Math.max(latest, year), 0);
    const model = fitDistrictModel(entries, districts.length, { asOf });
    const companies = countCompanies(entries, districts.length);
    const rows = [...model.known()].flatMap(({ item, weights }) => {
      const mean = weights.reduce((sum, w) => sum + w, 0) / districts.length;
      return districts.map((district_id, p) => ({
        term: vocabulary.termOf(item),
        district_id,
        weight: Math.round(1e4 * (weights[p]! - mean)) / 1e4,
        companies: companies.get(item)?.[p] ?? 0,
      }));
    });
    await insertRows(db, relation, published['district.activity'], rows);
  },
};

function countCompanies(entries: readonly Entry[], places: number): Map<number, Float64Array> {
  const counts = new Map<number, Float64Array>();
  for (const { place, items } of entries)
    for (const item of items) {
      const row = counts.get(item) ?? new Float64Array(places);
      row[place]!++;
      counts.set(item, row);
    }
  return counts;
}
