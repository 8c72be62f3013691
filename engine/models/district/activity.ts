/** One row an activity × district: what the activity of a newcomer adds for the district, learned from the companies of the chain that are here. */

import { published } from '../../../data/schema/published.ts';
import { type Database, insertRows } from '../../../data/store/index.ts';
import { numbersAt, textsOf, type VectorColumn } from '../../../data/store/vectors.ts';
import { type Known, prepare } from '../../relatedness/district-model.ts';
import type { Entry } from '../../relatedness/entries.ts';
import { referenceVocabulary } from '../../relatedness/reference-vocabulary.ts';
import { type CodeModel, digest } from '../../runner/model.ts';
import { aside } from '../../runner/threads.ts';

const module = new URL('../../relatedness/district-model.ts', import.meta.url);
/** Entries from which on fitting takes longer than starting a thread, and would hold up other models. */
const MANY = 5000;

/** Log-odds that no activity exceeds: lists add them up in whole numbers of so many digits. */
const MOST = 13;

const placedHere = `select e.district_id, year(e.registered_on) + (dayofyear(e.registered_on) - 0.5) / 366 as year,
    cast(coalesce(a.activities, []) as double[]) as activities
  from chain.company as e
  left join enterprise.activity as a on a.enterprise_id = e.enterprise_id
  where e.district_id is not null and e.kind in ('company', 'plant') and e.registered_on <= e.as_of
  order by e.enterprise_id`;

/** Companies here as entries; `districts` → place number. */
async function readEntries(db: Database, districts: ReadonlyMap<string, number>): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const { rows, columns } of db.vectors(placedHere)) {
    const [names, years, activities] = columns as [VectorColumn, VectorColumn & { kind: 'real' }, VectorColumn];
    const ids = textsOf(names);
    for (let i = 0; i < rows; i++) {
      const place = districts.get(ids[i]!);
      if (place === undefined) continue;
      entries.push({ place, year: years.values[i]!, items: Int32Array.from(numbersAt(activities, i)) });
    }
  }
  return entries;
}

export const model: CodeModel = {
  inputs: ['chain.company', 'enterprise.activity', 'reference.district'],
  version: () => digest(referenceVocabulary().terms.join()),
  beside: true,
  async fill(db: Database, relation: string) {
    const districts = (
      await db.rows<{ district_id: string }>('select district_id from reference.district order by district_id')
    ).map((d) => d.district_id);
    const place = new Map(districts.map((id, i) => [id, i]));
    const vocabulary = referenceVocabulary();
    const entries = await readEntries(db, place);
    const asOf = entries.reduce((latest, { year }) => Math.max(latest, year), 0);
    const given = { entries, places: districts.length, options: { asOf } };
    const known = await (entries.length < MANY
      ? prepare(given)(null)
      : aside<typeof given, Known[]>({ module, given }, null));
    const companies = countCompanies(entries, districts.length);
    const rows = known.flatMap(({ item, weights }) => {
      const mean = weights.reduce((sum, w) => sum + w, 0) / districts.length;
      return districts.map((district_id, p) => ({
        activity: item,
        term: vocabulary.termOf(item),
        district_id,
        weight: Math.round(1e4 * Math.max(-MOST, Math.min(MOST, weights[p]! - mean))) / 1e4,
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
