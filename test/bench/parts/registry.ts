/** Ingest, build and placement, and the peer of ingest. */
import { ingestFiles } from '../../../api/cli/ingest.ts';
import { readReference } from '../../../data/csv.ts';
import { Link, LinkTerm } from '../../../data/schema/chain.ts';
import { Database, literal, openSnapshot } from '../../../data/store/index.ts';
import { build } from '../../../engine/index.ts';
import { createPlacer } from '../../../engine/text/placement.ts';
import type { Parts } from './part.ts';

export const registryParts: Parts = {
  async bare(_store, files) {
    const db = await Database.open();
    return {
      work: async () => {
        await db.run(`create table bare as select * from read_csv([${files.map(literal).join(', ')}])`);
        return (await db.one<{ n: number }>('select count(*) as n from bare')).n;
      },
    };
  },
  async ingest(store, files) {
    return {
      work: async () => {
        const outcomes = await ingestFiles('enterprises', files, {
          store,
          json: true,
          by: 'bench',
          asOf: '2026-06-30',
        });
        return outcomes.reduce((n, o) => n + o.result!.load.rows_in, 0);
      },
    };
  },
  async build(store) {
    return {
      work: async () => {
        await build(store, { force: true });
        const { db } = await openSnapshot(store);
        return (await db.one<{ n: number }>('select count(*) as n from enterprise.current')).n;
      },
    };
  },
  async placement(store) {
    const { db } = await openSnapshot(store);
    const rows = await db.rows<{ name: string; scope: string }>(
      "select name, coalesce(scope, '') as scope from enterprise.current",
    );
    const links = readReference('chain/link.csv', Link).filter((l) => l.version === '2019');
    const ids = new Set(links.map((l) => l.link_id));
    const placer = createPlacer(
      readReference('chain/link_term.csv', LinkTerm).filter((t) => ids.has(t.link_id)),
      { links },
    );
    return {
      work: async () => {
        for (const row of rows) placer.place(row.name, row.scope);
        return rows.length;
      },
    };
  },
};
