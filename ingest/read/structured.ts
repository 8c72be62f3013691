/** Files that name their own fields: JSON Lines and Parquet. Every value becomes text again, so that one set of cleaners serves all. */
import { AppError } from '../../data/errors.ts';
import { type Database, literal } from '../../data/store/index.ts';
import type { Staged } from './staged.ts';

/** @throws AppError file_format when DuckDB cannot read the file, file_empty for 0 rows */
export async function stageStructured(db: Database, path: string): Promise<Staged> {
  const reader = path.endsWith('.parquet')
    ? `read_parquet(${literal(path)})`
    : `read_json(${literal(path)}, format = 'newline_delimited')`;
  let headers: string[];
  try {
    headers = (await db.describe(`select * from ${reader}`)).map((c) => c.name);
    const { n } = await db.one<{ n: number }>(`select count(*) as n from ${reader}`);
    if (n === 0)
      throw new AppError('file_empty', 'the file has 0 rows', 'check the export: nothing was loaded', { file: path });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const line = Number(/line "?(\d+)/.exec(String(cause))?.[1]) || undefined;
    throw new AppError(
      'file_format',
      (cause as Error).message.split('\n')[0]!,
      'repair that line, or export the file again',
      { file: path, ...(line ? { line } : {}) },
      cause,
    );
  }
  const cells = headers.map((header, i) => `cast("${header.replaceAll('"', '""')}" as varchar) as c${i}`);
  return {
    from: `(select row_number() over () as line, '' as sheet, ${cells.join(', ')} from ${reader})`,
    headers,
    encoding: 'utf-8',
    unread: async () => [],
    close: async () => {},
  };
}
