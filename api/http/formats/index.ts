/** The formats of lists: which one a request wants, and how it is written. */
import { Readable } from 'node:stream';
import { AppError } from '../../../data/errors.ts';
import type { Table } from '../table.ts';
import { arrowStream } from './arrow.ts';
import { csv, ndjson } from './lines.ts';
import { parquet } from './parquet.ts';
import { workbook } from './workbook.ts';

export const media = {
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  arrow: 'application/vnd.apache.arrow.stream',
  parquet: 'application/vnd.apache.parquet',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type Format = keyof typeof media;
export const formats = Object.keys(media) as Format[];

/** The suffix outranks `Accept`. Without either, and for browsers (*​/*), JSON. */
export function formatOf(suffix: Format | null, accept: string | undefined): Format {
  if (suffix) return suffix;
  const wished = (accept ?? '').split(',').map((part) => part.split(';')[0]!.trim().toLowerCase());
  for (const wish of wished) {
    const found = formats.find((format) => media[format].split(';')[0] === wish);
    if (found) return found;
  }
  return 'json';
}

/** Excel's own limit, less the header. */
const sheetRows = 1_048_575;

/** Everything but JSON, which carries a head beside its rows. @throws AppError option_invalid for a sheet that is too long */
export async function encode(format: Exclude<Format, 'json'>, table: Table, name: string): Promise<Readable | Buffer> {
  if (format === 'ndjson') return Readable.from(ndjson(table));
  if (format === 'csv') return Readable.from(csv(table));
  if (format === 'arrow')
    return Readable.from(arrowStream(table.columns, table.vectors()), { objectMode: false, highWaterMark: 1 });
  if (format === 'parquet') return parquet(table);
  // Once the first bytes have left nobody can be told.
  if ((await table.count()) > sheetRows)
    throw new AppError(
      'option_invalid',
      `a sheet holds ${sheetRows} rows`,
      'narrow the list, or take .csv, .arrow or .parquet',
    );
  return workbook([{ name, header: [table.columns.map((column) => column.title)], rows: [] }], table.cells());
}
