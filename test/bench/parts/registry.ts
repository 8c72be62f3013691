/** Ingest and build, and the peer of ingest. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ingestFiles } from '../../../api/cli/ingest.ts';
import { Database, literal, openSnapshot } from '../../../data/store/index.ts';
import { build } from '../../../engine/index.ts';
import { resolveStore } from '../../../ingest/index.ts';
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
      prepare: async () => rmSync(join(store, 'derived'), { recursive: true, force: true }),
      work: async () => {
        await resolveStore(store);
        await build(store, { force: true });
        const { db } = await openSnapshot(store);
        return (await db.one<{ n: number }>('select count(*) as n from enterprise.current')).n;
      },
    };
  },
};
