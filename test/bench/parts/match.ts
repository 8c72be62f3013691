/** Placement, target list, refresh, allocation, and their peers. */
import { join } from 'node:path';
import { ingestFiles } from '../../../api/cli/ingest.ts';
import { readReference } from '../../../data/csv.ts';
import { Link, LinkTerm } from '../../../data/schema/chain.ts';
import { Database, literal, openSnapshot } from '../../../data/store/index.ts';
import { allocate } from '../../../engine/flow/allocation.ts';
import { build, matchList, matchSpread } from '../../../engine/index.ts';
import { onThreads } from '../../../engine/runner/threads.ts';
import type { ChainWords, PlacedBatch } from '../../../engine/text/placers.ts';
import { resolveStore } from '../../../ingest/index.ts';
import { optimum, randomProblem } from '../../engine/flow/allocation-oracle.ts';
import type { Parts } from './part.ts';

const words = (): ChainWords => ({
  links: readReference('chain/link.csv', Link),
  terms: readReference('chain/link_term.csv', LinkTerm),
});
const module = new URL('../../../engine/text/placers.ts', import.meta.url);
/** Of the synthetic city. */
const longest = { link: 'c23-nev', district: '500112' };
const DISTRICTS = 42;
/** Companies whose terms the peer of placement looks up. */
const SAMPLE = 2000;

const problem = (investors: string | undefined) => randomProblem(7, Number(investors ?? 15_000), DISTRICTS, 0.9);

const companies = async (store: string): Promise<number> => {
  const { db } = await openSnapshot(store);
  return (await db.one<{ n: number }>('select count(*) as n from enterprise.current')).n;
};

/** One list after another, each asked for once: what is kept of an answer is of no use. */
async function everyOther(db: Database): Promise<() => { link: string; district: string }> {
  const pairs = await db.rows<{ link: string; district: string }>(
    `select link_id as link, district_id as district from match.ranked group by link_id, district_id
     having count(*) = 100 order by hash(link_id || district_id)`,
  );
  let at = 0;
  return () => pairs[at++ % pairs.length]!;
}

const load = (store: string, files: string[], asOf: string) =>
  ingestFiles('enterprises', files, { store, json: true, by: 'bench', asOf });

/** Rows of registry files as a relation, every column text. */
const registry = (files: string[]): string =>
  `read_csv([${files.map(literal).join(', ')}], header = true, all_varchar = true, union_by_name = true)`;

export const matchParts: Parts = {
  async placement(store) {
    const { db } = await openSnapshot(store);
    const { n } = await db.one<{ n: number }>('select count(*) as n from enterprise.current');
    return {
      work: async () => {
        const batches = db.vectors('select enterprise_id, name, scope, products from enterprise.current', {}, 8192);
        let rows = 0;
        const task = { module, given: words() };
        for await (const batch of onThreads<ChainWords, PlacedBatch>(task, batches, { rows: n })) rows += batch.rows;
        return rows;
      },
    };
  },
  async 'placement-sql'(store) {
    const { db } = await openSnapshot(store);
    const sample = await db.rows<{ text: string }>(
      `select name || '；' || coalesce(scope, '') as text from enterprise.current order by hash(enterprise_id) limit ${SAMPLE}`,
    );
    const peer = await Database.open();
    const table = (name: string, column: string, values: string[]) =>
      peer.run(`create table ${name} as select unnest(cast($v as json)::varchar[]) as ${column}`, {
        v: JSON.stringify(values),
      });
    await table('company', 'text', sample.map((row) => row.text)); // biome-ignore format: one line a table
    await table(
      'term',
      'term',
      words().terms.flatMap((t) => t.term.split('+')),
    );
    return {
      work: async () => {
        await peer.one('select count(*) as n from company as c join term as t on contains(c.text, t.term)');
        return sample.length;
      },
      times: 3,
    };
  },
  async list(store) {
    const { db } = await openSnapshot(store);
    const next = await everyOther(db);
    const work = async () => (await matchList(db, { ...next(), top: 100 })).rows.length;
    return { prepare: async () => void (await work()), work, times: 101 };
  },
  /** Rows: the published matches among which the list is ranked anew. */
  async rerank(store) {
    const { db } = await openSnapshot(store);
    const next = await everyOther(db);
    const { n } = await db.one<{ n: number }>('select count(*) as n from match.ranked');
    let scale = 1;
    const work = async () => {
      scale += 0.01;
      await matchList(db, { ...next(), top: 100, weights: { scale } });
      return n;
    };
    return { prepare: async () => void (await work()), work, times: 51 };
  },
  /** Rows: all candidates of the store; the list is the longest one. */
  async brush(store) {
    const { db } = await openSnapshot(store);
    const { n } = await db.one<{ n: number }>('select count(*) as n from match.candidate');
    let step = 0;
    const work = async () => {
      const narrowing = {
        capital_cny_from: 1e6,
        founded_from: 1990 + (step++ % 30),
        provinces: ['广东', '浙江', '江苏'],
      };
      await Promise.all([
        matchList(db, { ...longest, top: 50, narrowing }),
        matchSpread(db, { ...longest, narrowing }),
      ]);
      return n;
    };
    return { prepare: async () => void (await work()), work, times: 51 };
  },
  async 'brush-sql'(store) {
    const { db } = await openSnapshot(store);
    const peer = await Database.open();
    const rows = (await matchList(db, { ...longest, top: 1_000_000, weights: {} })).rows;
    await peer.run(
      'create table list (rank bigint, enterprise_id varchar, name varchar, score double, capital_cny double, founded bigint, province varchar)',
    );
    await peer.append('list', (appender) => {
      for (const row of rows) {
        appender.appendBigInt(BigInt(row.rank));
        appender.appendVarchar(row.enterprise_id);
        appender.appendVarchar(row.name);
        appender.appendDouble(row.score);
        if (row.capital_cny === null) appender.appendNull();
        else appender.appendDouble(row.capital_cny);
        appender.appendBigInt(BigInt(row.registered_on?.slice(0, 4) ?? 0));
        appender.appendVarchar(row.province ?? '');
        appender.endRow();
      }
    });
    let step = 0;
    return {
      work: async () => {
        const tests = {
          capital: 'capital_cny >= 1e6',
          founded: `founded >= ${1990 + (step++ % 30)}`,
          province: `province in ('广东', '浙江', '江苏')`,
        };
        const but = (own: string) =>
          Object.entries(tests)
            .flatMap(([name, test]) => (name === own ? [] : [test]))
            .join(' and ');
        const counts = (by: string, own: string) =>
          peer.rows(`select ${by} as bin, count(*) as n from list where ${but(own)} group by bin`);
        await counts('floor(score / 0.2)', '');
        await counts('floor(3 * log10(capital_cny))', 'capital');
        await counts('founded', 'founded');
        await counts('province', 'province');
        await peer.rows(`select * from list where ${but('')} order by rank limit 50`);
        return rows.length;
      },
      times: 51,
    };
  },
  async 'list-sql'(store) {
    const { db } = await openSnapshot(store);
    const next = await everyOther(db);
    const work = async () => {
      const { link, district } = next();
      return (
        await db.rows(
          `select * from match.ranked where link_id = $link and district_id = $district order by "rank" limit 100`,
          { link, district },
        )
      ).length;
    };
    return { prepare: async () => void (await work()), work, times: 101 };
  },
  async change(store, files) {
    const db = await Database.open();
    const file = join(store, 'change.csv');
    return {
      work: async () => {
        await db.run(
          `copy (select * replace ("经营范围" || '；集成电路封装测试设备' as "经营范围") from ${registry(files)}
                 where "经营范围" is not null order by hash("企业名称") limit 10000) to ${literal(file)} (header)`,
        );
        return (await load(store, [file], '2026-07-31')).reduce((n, o) => n + o.result!.load.accepted, 0);
      },
    };
  },
  async refresh(store) {
    return {
      work: async () => {
        await build(store, { after: resolveStore(store) });
        return companies(store);
      },
    };
  },
  async allocate(_store, [investors]) {
    const asked = problem(investors);
    return {
      prepare: async () => void allocate(problem('500')),
      work: async () => allocate(asked).load.length,
      times: 3,
    };
  },
  async 'allocate-highs'(_store, [investors]) {
    const asked = problem(investors);
    return {
      work: async () => {
        const gap = Math.abs((await optimum(asked)) - allocate(asked).objective);
        if (gap > 1e-6) throw new Error(`HiGHS differs by ${gap}`);
        return DISTRICTS;
      },
    };
  },
};
