/** One row a link × district × part of its fitted fit: what was measured, what it adds, and the counts that it came from. */

import { published } from '../../../data/schema/published.ts';
import { type Database, insertRows } from '../../../data/store/index.ts';
import { createBasis } from '../../relatedness/link-basis.ts';
import { entryInputs, readLinkEntries } from '../../relatedness/link-entries.ts';
import { momentsAt } from '../../relatedness/link-fit.ts';
import { districtParts, type LinkPart } from '../../relatedness/link-model.ts';
import type { CodeModel } from '../../runner/model.ts';

export const model: CodeModel = {
  inputs: ['district.model', ...entryInputs],
  version: () => '',
  beside: true,
  async fill(db: Database, relation: string) {
    const local = await readLinkEntries(db);
    const weights = new Map(
      (await db.rows<{ part: LinkPart; coefficient: number; centre: number }>('select * from district.model')).map(
        (row) => [row.part, row],
      ),
    );
    const rows = momentsAt(local, local.asOf).flatMap((moment, v) => {
      const { links, entries, flows } = local.versions[v]!;
      const basis = createBasis(moment, { entries, flows, links, districts: local.districts, asOf: local.asOf });
      return links.flatMap((link_id, link) =>
        local.districts.flatMap((district_id, place) =>
          districtParts.map((part) => {
            const value = moment.parts[part][link * moment.places + place]!;
            const { coefficient, centre } = weights.get(part)!;
            return {
              link_id,
              district_id,
              part,
              value,
              adds: coefficient * (value - centre),
              basis: JSON.stringify(basis(part, link, place)),
            };
          }),
        ),
      );
    });
    await insertRows(db, relation, published['district.part'], rows);
  },
};
