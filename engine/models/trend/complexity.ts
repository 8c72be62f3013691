/** One row a place or link: its economic complexity (ECI, PCI) among the places of its kind, with how many it rests on. */
import type { Database } from '../../../data/store/index.ts';
import { complexity } from '../../linear/complexity.ts';
import type { CodeModel } from '../../runner/model.ts';
import { placeTables } from '../../trend/place-table.ts';
import { specialise } from './specialisation.ts';

/** Fewer places than this order nothing. */
const leastPlaces = 5;

export const model: CodeModel = {
  inputs: ['trend.entry', 'reference.link'],
  version: () => '2026-11-25',
  async fill(db: Database, relation, progress) {
    let rows = 0;
    for (const table of await placeTables(db)) {
      if (table.places.length < leastPlaces) continue;
      const { present } = specialise(table);
      const { eci, pci } = complexity(present);
      const width = table.links.length;
      const held = (r: number) => present.data.subarray(r * width, (r + 1) * width).reduce((n, v) => n + v, 0);
      const holders = (c: number) => table.places.filter((_, r) => present.data[r * width + c] === 1).length;
      const lines: [string, string, number, number][] = [
        ...table.places.map((id, r): [string, string, number, number] => ['place', id, eci[r]!, held(r)]),
        ...table.links.map((id, c): [string, string, number, number] => ['link', id, pci[c]!, holders(c)]),
      ];
      await db.append(relation, (appender) => {
        for (const [item_kind, id, value, count] of lines) {
          if (Number.isNaN(value)) continue;
          for (const text of [table.place_kind, table.version, item_kind, id]) appender.appendVarchar(text);
          appender.appendDouble(value);
          appender.appendBigInt(BigInt(count));
          appender.endRow();
          rows++;
        }
      });
      progress(rows);
    }
  },
};
