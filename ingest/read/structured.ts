/** Files that name their own fields: JSON Lines and Parquet. Every value becomes text again, so that one set of cleaners serves all. */
import { AppError } from '../../data/errors.ts';
import { type Database, literal } from '../../data/store/index.ts';
import { namedTable, type Staged } from './staged.ts';

/** A sign that stands in no line of text: the whole line is one cell. */
const noDelimiter = '\u001f';

/** @throws AppError file_format when DuckDB cannot read the file, file_empty for 0 rows */
export async function stageParquet(db: Database, path: string): Promise<Staged> {
  const reader = `read_parquet(${literal(path)})`;
  const names = await readable(path, async () => {
    const { n } = await db.one<{ n: number }>(`select count(*) as n from ${reader}`);
    if (n === 0) throw empty(path);
    return (await db.describe(`select * from ${reader}`)).map((c) => c.name);
  });
  const cells = names.map((name, i) => `cast("${name.replaceAll('"', '""')}" as varchar) as c${i}`);
  return {
    from: `(select row_number() over () as line, '' as sheet, ${cells.join(', ')} from ${reader})`,
    width: names.length,
    tables: [namedTable(names)],
    ignored: [],
    encoding: 'parquet',
    unread: async () => [],
    close: async () => {},
  };
}

/** One object a line; a line that is none is a row that could not be read. @throws AppError file_format, file_empty */
export async function stageJson(db: Database, path: string, key: string): Promise<Staged> {
  const table = `objects_${key}`;
  await readable(path, () =>
    db.run(`create or replace temp table ${table} as
      select line, text, case when json_valid(text) and json_type(text) = 'OBJECT' then cast(text as json) end as object
      from (select row_number() over () as line, text from read_csv(${literal(path)}, header = false, auto_detect = false,
        delim = '${noDelimiter}', quote = '', escape = '', columns = {'text': 'VARCHAR'}, max_line_size = 33554432, null_padding = true))
      where trim(text, ' \t\r') <> ''`),
  );
  const named = await db.rows<{ name: string }>(
    `select name from (select unnest(json_keys(object)) as name, line from ${table}) group by name order by min(line), name`,
  );
  const { n } = await db.one<{ n: number }>(`select count(*) as n from ${table}`);
  const close = () => db.run(`drop table if exists ${table}`);
  if (n === 0 || named.length === 0) {
    await close();
    throw n === 0 ? empty(path) : broken(path, 'no line holds a JSON object');
  }
  const cells = named.map(
    ({ name }, i) => `object ->> ${literal(`$."${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)} as c${i}`,
  );
  return {
    from: `(select line, '' as sheet, ${cells.join(', ')} from ${table} where object is not null)`,
    width: named.length,
    tables: [namedTable(named.map((k) => k.name))],
    ignored: [],
    encoding: 'utf-8',
    unread: async () =>
      (
        await db.rows<{ line: number; text: string }>(
          `select line, left(text, 2000) as text from ${table} where object is null order by line`,
        )
      ).map(({ line, text }) => ({
        sheet: '',
        line,
        code: 'line_broken',
        reason: 'the line is not a JSON object',
        text,
      })),
    close,
  };
}

async function readable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw broken(path, (cause as Error).message.split('\n')[0]!, cause);
  }
}

const empty = (file: string): AppError =>
  new AppError('file_empty', 'the file has 0 rows', 'check the export: nothing was loaded', { file });

const broken = (file: string, what: string, cause?: unknown): AppError =>
  new AppError('file_format', what, 'repair that place, or export the file again', { file }, cause);
