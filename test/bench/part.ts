/** One measured part in a process of its own: prints {seconds, rows, peakMb} as JSON. Usage: tsx part.ts <part> <store> <files…> */
import { readFileSync } from 'node:fs';
import { ingestFiles } from '../../api/cli/ingest.ts';
import { readReference } from '../../data/csv.ts';
import { Link, LinkTerm } from '../../data/schema/chain.ts';
import { Database, literal, openSnapshot } from '../../data/store/index.ts';
import { build } from '../../engine/index.ts';
import { createPlacer } from '../../engine/text/placement.ts';

const [part, store, ...files] = process.argv.slice(2) as [string, string, ...string[]];

/** Work that is timed, and the rows that it handled. `prepare` is not timed. */
const parts: Record<string, () => Promise<{ prepare?: () => Promise<void>; work: () => Promise<number> }>> = {
  async bare() {
    const db = await Database.open();
    return {
      work: async () => {
        await db.run(`create table bare as select * from read_csv([${files.map(literal).join(', ')}])`);
        return (await db.one<{ n: number }>('select count(*) as n from bare')).n;
      },
    };
  },
  async ingest() {
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
  async build() {
    return {
      work: async () => {
        await build(store, { force: true });
        const { db } = await openSnapshot(store);
        return (await db.one<{ n: number }>('select count(*) as n from enterprise.current')).n;
      },
    };
  },
  async placement() {
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

const { prepare, work } = await parts[part]!();
await prepare?.();
const started = performance.now();
const rows = await work();
const seconds = (performance.now() - started) / 1000;
const peakMb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024;
process.stdout.write(JSON.stringify({ seconds, rows, peakMb }));
