/** Delimited text (plain or gzip; UTF-8, GBK, UTF-16) through DuckDB's reader, which reports broken lines instead of failing. */
import { createReadStream, createWriteStream, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../data/errors.ts';
import { type Database, literal } from '../../data/store/index.ts';
import { type Corrections, knownHeadings } from '../header.ts';
import type { Library } from '../library/declare.ts';
import { locateHeader } from './header-block.ts';
import { type Sniffed, sniff } from './sniff.ts';
import type { Staged, UnreadRow } from './staged.ts';

/** The longest record that is read into memory at all, in bytes. */
const longestRecord = 32 * 1024 * 1024;

const reasons: Record<string, [code: string, reason: string]> = {
  'MISSING COLUMNS': ['cells_missing', 'fewer cells than the header has: a separator is missing'],
  'TOO MANY COLUMNS': ['cells_too_many', 'more cells than the header has: a cell with a separator in it needs quotes'],
  'UNQUOTED VALUE': ['quote_broken', 'a quote is opened and not closed, or stands inside a cell without being doubled'],
  'LINE SIZE OVER MAXIMUM': [
    'record_too_long',
    'the record is longer than 32 MiB: most likely a quote that is never closed',
  ],
  'INVALID ENCODING': ['encoding_broken', 'the line has bytes that are not UTF-8: save the file as «CSV UTF-8»'],
};

/** @throws AppError file_not_found, file_empty, file_encoding, file_truncated */
export async function stageCsv(
  db: Database,
  library: Library,
  path: string,
  key: string,
  draft: string,
  corrections: Corrections = {},
): Promise<Staged> {
  const sniffed = sniff(path);
  const plain = !sniffed.gzip && sniffed.encoding === 'utf-8';
  const readable = plain ? path : await unpack(path, sniffed, join(draft, `${key}.csv`));
  const header = headerOf(sniffed, library, corrections);
  if (!header) {
    if (readable !== path) rmSync(readable, { force: true });
    throw new AppError('file_empty', 'the file has a header and 0 rows', 'check the export: nothing was loaded', {
      file: path,
      line: 2,
    });
  }
  const { headings, records, lines } = header;
  const columns = `{${headings.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ')}}`;
  const reader = `read_csv(${literal(readable)}, header = false, skip = ${lines}, auto_detect = false, delim = ${literal(sniffed.delimiter)}, quote = '"', escape = '"',
    columns = ${columns}, max_line_size = ${longestRecord}, store_rejects = true, rejects_table = 'unread_${key}', rejects_scan = 'scan_${key}')`;
  return {
    from: `(select row_number() over () + ${records} as line, '' as sheet, * from ${reader})`,
    width: headings.length,
    tables: [{ sheet: '', headings, header: [header.from, header.to] }],
    ignored: [],
    encoding: sniffed.encoding,
    unread: () => unread(db, key),
    skipsUnread: true,
    close: async () => {
      await db.run(`drop table if exists unread_${key}; drop table if exists scan_${key}`);
      if (readable !== path) rmSync(readable, { force: true });
    },
  };
}

/** The header among the first records, else the first record; null where nothing follows it. */
function headerOf({ head }: Sniffed, library: Library, corrections: Corrections) {
  const cells = head.map((record) => record.cells);
  const located = locateHeader(
    cells,
    () => 1,
    (headings) => knownHeadings(headings, library, corrections),
  );
  const block = located ?? { from: 0, to: 0, body: 1, headings: (cells[0] ?? []).map((text) => ({ path: [text] })) };
  const last = head[block.body - 1];
  if (!last || head.slice(block.body).every((record) => record.cells.join('').trim() === '')) return null;
  return { headings: block.headings, records: block.body, lines: last.line, from: block.from + 1, to: block.to + 1 };
}

async function unread(db: Database, key: string): Promise<UnreadRow[]> {
  const rows = await db.rows<{ line: number; error_type: string; csv_line: string; detail: string }>(
    `select line, any_value(cast(error_type as varchar)) as error_type, any_value(csv_line) as csv_line, any_value(error_message) as detail
     from unread_${key} group by line order by line`,
  );
  return rows.map((row) => {
    const [code, reason] = reasons[row.error_type] ?? ['line_broken', row.detail.split('\n')[0]!];
    return { sheet: '', line: row.line, code, reason, text: row.csv_line.slice(0, 2000) };
  });
}

/** Unpacks and transcodes to plain UTF-8. DuckDB would take a gzip stream that breaks off for its end; zlib does not. */
async function unpack(path: string, { gzip, encoding }: Sniffed, target: string): Promise<string> {
  const steps: NodeJS.ReadWriteStream[] = gzip ? [createGunzip({ chunkSize: 1 << 20 })] : [];
  if (encoding !== 'utf-8') steps.push(new TextDecoderStream(encoding) as unknown as NodeJS.ReadWriteStream);
  try {
    await pipeline([createReadStream(path, { highWaterMark: 1 << 20 }), ...steps, createWriteStream(target)]);
    return target;
  } catch (cause) {
    const line = countLines(target);
    rmSync(target, { force: true });
    throw new AppError(
      'file_truncated',
      `the gzip stream breaks off in line ${line}: the file was not copied whole, nothing of it was loaded`,
      'copy or download the file again and check its size',
      { file: path, line },
      cause,
    );
  }
}

function countLines(path: string): number {
  const bytes = readFileSync(path);
  let lines = 1;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}
