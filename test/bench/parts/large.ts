/** Large files and their peers. What no office sent is made of the real registrations, in a temporary folder, and goes with it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Database, literal } from '../../../data/store/index.ts';
import { readAny, readWorkbook, writeWorkbook } from '../../../data/xlsx.ts';
import type { Parts } from './part.ts';

const millions = 3_000_000;
const inWorkbook = 100_000;
const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** SQL: 17 signs with their check sign (GB 32100-2015) behind them. */
const withCheckSign = (body: string): string => {
  const sum = weights.map((w, i) => `${w} * (strpos('${signs}', substr(${body}, ${i + 1}, 1)) - 1)`).join(' + ');
  return `${body} || substr('${signs}', cast((31 - (${sum}) % 31) % 31 as integer) + 1, 1)`;
};

const registered = (files: string[]): string => `read_csv([${files.map(literal).join(', ')}], all_varchar = true)`;

/** The registrations, then again and again under another name and another sound code, until there are enough. */
const copies = `
  with again as (
    select unnest(range(5)) as copy, r.*, left(r.统一社会信用代码, 8) as head, substr(r.统一社会信用代码, 11, 7) as tail, hash(r.企业名称) as h
    from registered as r
  ),
  bodies as (
    select *, case when copy > 0 and strlen(统一社会信用代码) = 18 then
      head || substr('${signs}', cast((h + copy) % 31 as integer) + 1, 1) || substr('${signs}', cast((h // 31) % 31 as integer) + 1, 1) || tail end as body
    from again
  )
  select
    case when copy = 0 then 企业名称 else left(企业名称, 2) || substr('甲乙丙丁', copy, 1) || substr(企业名称, 3) end as 企业名称,
    case when body is null then 统一社会信用代码 else ${withCheckSign('body')} end as 统一社会信用代码,
    注册日期, 企业类型, 法人代表, 注册资金, 经营范围, 所在省份, 地区, 注册地址
  from bodies
  order by copy
  limit ${millions}`;

export const largeParts: Parts = {
  async 'make-millions'(target, files) {
    const db = await Database.open();
    return {
      work: async () => {
        await db.run(`create table registered as select * from ${registered(files)}`);
        await db.run(`copy (${copies}) to ${literal(target)} (header, delimiter ',')`);
        return millions;
      },
    };
  },
  async 'make-workbook'(target, files) {
    const db = await Database.open();
    return {
      work: async () => {
        const rows = await db.rows(`select * from ${registered(files)} limit ${inWorkbook}`);
        const header = [Object.keys(rows[0]!)];
        writeFileSync(
          target,
          await writeWorkbook([{ name: '企业库', header, rows: rows.map((r) => Object.values(r)) }]),
        );
        return rows.length;
      },
    };
  },
  async workbook(_store, [file]) {
    const bytes = readFileSync(file!);
    return { work: async () => (await readWorkbook(bytes))[0]!.rows.length - 1 };
  },
  async hucre(_store, [file]) {
    const bytes = readFileSync(file!);
    return { work: async () => (await readAny(bytes))[0]!.rows.length - 1 };
  },
};
