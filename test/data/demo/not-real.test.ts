import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Database, literal } from '../../../data/store/index.ts';
import { cityOf } from './folder.ts';

const shared = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const absent = !existsSync(`${shared}registry`);

describe.skipIf(absent)(
  `no synthetic company is a real one${absent ? ' (skipped: ../shared/data is not here)' : ''}`,
  () => {
    test('neither by name nor by code, among all registrations and listed companies at hand', async () => {
      const city = await cityOf(1, 1);
      const db = await Database.open(':memory:');
      const csv = (path: string) =>
        `read_csv(${literal(path)}, header = true, all_varchar = true, store_rejects = true, strict_mode = false)`;
      await db.run(
        `create table invented as select 企业名称 as name, 统一社会信用代码 as code from ${csv(`${city.folder}/企业库_*.csv.gz`)}`,
      );
      const { n } = await db.one<{ n: number | bigint }>('select count(*) as n from invented');
      expect(Number(n)).toBeGreaterThan(19_900);
      const registered = await db.rows(`select r.企业名称 from ${csv(`${shared}registry/*.csv.gz`)} as r
      where r.企业名称 in (select name from invented) or (r.统一社会信用代码 <> 'N/A' and r.统一社会信用代码 in (select code from invented))`);
      const listed = await db.rows(
        `select fullname from ${csv(`${shared}ckg/companies.csv`)} where fullname in (select name from invented) or name in (select name from invented)`,
      );
      db.close();
      expect([...registered, ...listed]).toEqual([]);
    });
  },
);
