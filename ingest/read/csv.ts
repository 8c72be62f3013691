/** Delimited text (plain or gzip; UTF-8, GBK, UTF-16) through DuckDB's reader, which reports broken lines instead of failing. */
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../data/errors.ts';
import { type Database, literal } from '../../data/store/index.ts';
import { sniff } from './sniff.ts';
import type { Staged, UnreadRow } from './staged.ts';

/** The longest record that is read into memory at all, in bytes. */
const longestRecord = 32 * 1024 * 1024;

const reasons: Record<string, [code: string, reason: string]> = {
  'MISSING COLUMNS': ['cells_missing', 'fewer cells than the header has: a separator is missing'],
  'TOO MANY COLUMNS': ['cells_too_many', 'more cells than the header has: a cell with a separator in it needs quotes'],
  'UNQUOTED VALUE': ['quote_broken', 'a quote is opened and not closed, or stands inside a cell without being doubled'],
  'LINE SIZE OVER MAXIMUM': ['record_too_long', 'the record is longer than 32 MiB: most likely a quote that is never closed'],
  'INVALID ENCODING': ['encoding_broken', 'the line has bytes that are not UTF-8: save the file as «CSV UTF-8»'],
};

/** @throws AppError file_not_found, file_empty, file_encoding, file_truncated */
export async function stageCsv(db: Database, path: string, key: string, draft: string): Promise<Staged> {
  const sniffed = sniff(path);
  if (sniffed.empty)
    throw new AppError('file_empty', 'the file has a header and 0 rows', 'check the export: nothing was loaded', { file: path, line: 2 });
  const readable = sniffed.encoding === 'utf-8' ? path : await transcode(path, sniffed, join(draft, `${key}-${basename(path)}.utf8`));
  const columns = `{${sniffed.headers.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ')}}`;
  const reader = `read_csv(${literal(readable)}, header = true, auto_detect = false, delim = ${literal(sniffed.delimiter)}, quote = '"', escape = '"',
    columns = ${columns}, max_line_size = ${longestRecord}, store_rejects = true, rejects_table = 'unread_${key}', rejects_scan = 'scan_${key}')`;
  return {
    from: `(select row_number() over () + 1 as line, '' as sheet, * from ${reader})`,
    headers: sniffed.headers,
    encoding: sniffed.encoding,
    unread: () => unread(db, key),
    close: async () => {
      await db.run(`drop table if exists unread_${key}; drop table if exists scan_${key}`);
      if (readable !== path) rmSync(readable, { force: true });
    },
  };
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

async function transcode(path: string, { gzip, encoding }: { gzip: boolean; encoding: string }, target: string): Promise<string> {
  const decoder = new TextDecoder(encoding);
  const decode = async function* (source: AsyncIterable<Buffer>) {
    for await (const part of source) yield decoder.decode(part, { stream: true });
    yield decoder.decode();
  };
  const bytes = createReadStream(path);
  await pipeline(Readable.from(decode(gzip ? bytes.pipe(createGunzip()) : bytes)), createWriteStream(target));
  return target;
}

/** Why a gzip file could not be read to its end: the line after which its stream breaks. Null when the stream is whole. */
export async function gzipBreak(path: string): Promise<AppError | null> {
  let lines = 1;
  try {
    for await (const part of createReadStream(path).pipe(createGunzip())) for (const byte of part as Buffer) if (byte === 10) lines++;
    return null;
  } catch (cause) {
    return new AppError(
      'file_truncated',
      `the gzip stream breaks off in line ${lines}: the file was not copied whole, nothing of it was loaded`,
      'copy or download the file again and check its size',
      { file: path, line: lines },
      cause,
    );
  }
}
