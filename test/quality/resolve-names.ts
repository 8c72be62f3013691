/** What the tasks on company identity read from a data folder: registered names, and listed companies with short names. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../data/errors.ts';
import { Database, literal } from '../../data/store/index.ts';

export type Listed = { name: string; fullname: string };
/** '' and null = missing; capital in yuan where the register gives it in 万 of yuan. */
export type RegisteredCompany = { name: string; province: string; city: string; capital: number | null };

const registryFiles = (folder: string): string => literal(join(folder, 'registry', '*.csv.gz'));

/** Listed companies of ckg/companies.csv. @throws AppError file_not_found */
export async function readListed(folder: string): Promise<Listed[]> {
  const file = join(folder, 'ckg', 'companies.csv');
  if (!existsSync(file))
    throw new AppError('file_not_found', `no ${file}`, 'name a folder in the layout of ../shared/data');
  const db = await Database.open(':memory:');
  const rows = await db.rows<Listed>(
    `select name, fullname from read_csv(${literal(file)}, all_varchar = true) where name <> '' and fullname <> '' order by code`,
  );
  db.closeAll();
  return rows;
}

/** Whether the folder has registry files at all. */
export const hasRegistry = (folder: string): boolean => existsSync(join(folder, 'registry'));

/** Distinct registered names, [] if the folder has no registry. */
export async function readNames(folder: string): Promise<string[]> {
  if (!hasRegistry(folder)) return [];
  const db = await Database.open(':memory:');
  const names: string[] = [];
  const sql = `select distinct 企业名称 as name from read_csv(${registryFiles(folder)}, all_varchar = true)
    where 企业名称 <> '' and 企业名称 <> 'N/A' order by 1`;
  for await (const { columns } of db.stream(sql)) names.push(...(columns[0] as string[]));
  db.closeAll();
  return names;
}

/**
 * Clean registered companies: names of 6 to 40 Chinese characters and round brackets, one row a name, in the order of a
 * hash of the name. @param limit how many at most
 */
export async function readCompanies(folder: string, limit: number): Promise<RegisteredCompany[]> {
  const db = await Database.open(':memory:', { memory: '4GB' });
  const sql = `
    with cell as (
      select 企业名称 as name, coalesce(nullif(所在省份, 'N/A'), '') as province, coalesce(nullif(地区, 'N/A'), '') as city,
        case when contains(注册资金, '万') and not regexp_matches(注册资金, '[美欧港日英澳加德法]')
          then try_cast(replace(regexp_extract(注册资金, '[0-9,.]+'), ',', '') as double) * 10000 end as capital
      from read_csv(${registryFiles(folder)}, all_varchar = true)
    )
    select name, min(province) as province, min(city) as city, min(capital) as capital
    from cell where regexp_full_match(name, '[\\p{Han}()（）]{6,40}')
    group by name order by hash(name), name limit ${limit}`;
  const rows: RegisteredCompany[] = [];
  for await (const { rows: count, columns } of db.stream(sql)) {
    const [name, province, city, capital] = columns as [string[], string[], string[], (number | null)[]];
    for (let i = 0; i < count; i++)
      rows.push({ name: name[i]!, province: province[i]!, city: city[i]!, capital: capital[i]! });
  }
  db.closeAll();
  return rows;
}
