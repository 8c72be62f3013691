/** One row a place × link of one version: how specialised the place is, and how near the link is to what it already has. */
import type { Database } from '../../../data/store/index.ts';
import { comparativeAdvantage, density, presence, proximity } from '../../linear/complexity.ts';
import type { CodeModel } from '../../runner/model.ts';
import { type PlaceTable, placeTables } from '../../trend/place-table.ts';

/** What one table of companies says: advantage and density, places × links. */
export function specialise(table: PlaceTable) {
  const advantage = comparativeAdvantage(table.companies);
  const present = presence(advantage);
  return { advantage, present, density: density(present, proximity(present)) };
}

export const model: CodeModel = {
  inputs: ['trend.entry', 'reference.link', 'reference.district'],
  version: () => '2026-11-25',
  async fill(db: Database, relation, progress) {
    let rows = 0;
    for (const table of await placeTables(db)) {
      const { advantage, present, density: near } = specialise(table);
      await db.append(relation, (appender) => {
        table.places.forEach((place, r) => {
          table.links.forEach((link, c) => {
            const at = r * table.links.length + c;
            for (const text of [table.place_kind, place, table.version, link]) appender.appendVarchar(text);
            appender.appendBigInt(BigInt(table.companies.data[at]!));
            appender.appendDouble(advantage.data[at]!);
            appender.appendBoolean(present.data[at] === 1);
            appender.appendDouble(near.data[at]!);
            appender.endRow();
            rows++;
          });
        });
      });
      progress(rows);
    }
  },
};
