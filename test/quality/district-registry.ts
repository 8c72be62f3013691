/** The registry files of a data folder (`registry/*.csv.gz`), for the tasks about places. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../data/errors.ts';
import { Database, literal } from '../../data/store/index.ts';

export type Registration = { name: string; scope: string; province: string; region: string; year: number };

/** Years with the month as a fraction (middle of the month); NaN for no date. */
const yearOf = (date: string): number => Number(date.slice(0, 4)) + (Number(date.slice(5, 7)) - 0.5) / 12;

const known = (cell: unknown): string => (typeof cell === 'string' && cell !== 'N/A' ? cell : '');

/** Every registration of the folder that has a date and a region. The list of listed companies is left out. A folder without registry: `file_not_found`, or no rows. */
export async function readRegistry(folder: string, absent: 'error' | 'empty' = 'error'): Promise<Registration[]> {
  const registry = join(folder, 'registry');
  if (!existsSync(registry) && absent === 'empty') return [];
  if (!existsSync(registry))
    throw new AppError('file_not_found', `${registry} is absent`, 'name a folder in the layout of ../shared/data', {
      file: registry,
    });
  const files = readdirSync(registry).filter((file) => /\.csv(\.gz)?$/.test(file) && !file.startsWith('listed'));
  const database = await Database.open();
  const registrations: Registration[] = [];
  for (const file of files.sort()) {
    const rows = await database.rows(
      `select "企业名称" as name, "经营范围" as scope, "所在省份" as province, "地区" as region, "注册日期" as day
       from read_csv(${literal(join(registry, file))}, header = true, all_varchar = true, quote = '"', escape = '"')`,
    );
    for (const row of rows) {
      const year = yearOf(known(row.day));
      const region = known(row.region);
      if (!region || Number.isNaN(year)) continue;
      registrations.push({
        name: known(row.name),
        scope: known(row.scope),
        province: known(row.province),
        region,
        year,
      });
    }
  }
  database.closeAll();
  return registrations;
}
