/** The dashboard of four rates on a large made-up ledger, and its peer: one statement a rate and month. */
import { join } from 'node:path';
import { readMetrics } from '../../../data/schema/metric.ts';
import { Database } from '../../../data/store/index.ts';
import { buildKnown, computeMetric, dashboard } from '../../../engine/caliber/index.ts';
import { fillSyntheticLedger } from '../../engine/caliber/synthetic-ledger.ts';
import type { Part, Parts } from './part.ts';

const projects = 100_000;
const months = 60;
const today = '2024-12-31';
const aYearAgo = '2023-12-31';

const rates = () =>
  ['fulfil.substantive', 'arrival.flow', 'start.any', 'produce.any'].map((id) => readMetrics().get(id)!);
const file = (store: string) => join(store, 'large.duckdb');
/** As the doors open a snapshot. */
const open = (store: string) => Database.open(file(store), { readOnly: true, sealed: true });

async function board(store: string, as_known_at: string): Promise<Part> {
  const db = await open(store);
  const last = as_known_at.slice(0, 7);
  const first = `${Number(last.slice(0, 4)) - months / 12 + 1}-01`;
  const work = async () => {
    const figures = await dashboard(db, rates(), { as_known_at, by: 'district', first, last });
    return [...figures.values()].flatMap((by) => [...by.values()]).flat().length;
  };
  return { prepare: async () => void (await work()), work, times: 5 };
}

export const fulfilmentParts: Parts = {
  async ledger(store) {
    const db = await Database.open(file(store));
    return {
      work: async () => {
        await fillSyntheticLedger(db, projects);
        await buildKnown(db);
        await db.run('checkpoint');
        return (await db.one<{ n: number }>('select count(*) as n from ledger.event')).n;
      },
    };
  },
  dashboard: (store) => board(store, today),
  'dashboard-as-of': (store) => board(store, aYearAgo),
  // A sixth of the work: two months of each year.
  async 'dashboard-by-month'(store) {
    const db = await open(store);
    const ends = Array.from({ length: 10 }, (_, i) => `${2020 + Math.floor(i / 2)}-${i % 2 ? '12-31' : '06-30'}`);
    return {
      work: async () => {
        let n = 0;
        for (const metric of rates())
          for (const on of ends)
            n += (await computeMetric(db, metric, { as_known_at: today, on, by: 'district' })).length;
        return n;
      },
    };
  },
};
