/** Workbooks: small ones at once; of large ones the long sheets are written while they leave. */
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Packed } from '../../../data/packed.ts';
import { type SheetOut, writeWorkbook } from '../../../data/xlsx.ts';
import { type Part, writeZip } from '../../../data/zip.ts';
import { unzip } from '../../../data/zip-guard.ts';
import { type CellBatch, flatRows, headOf } from './cells.ts';
import { written } from './scribe.ts';
import type { Work } from './written.ts';

/** Cells that are written at once. */
const few = 20_000;
/** Rows by which the widths of columns go. */
const sample = 50;
/** Rows that are written at a time. */
const step = 1_000;

const cellsIn = ({ rows }: SheetOut): number => rows.length * (rows[0]?.length ?? 0);

/** @param more further rows of the last sheet, which then has neither notes nor marks. @throws what `more` throws before its first rows */
export async function workbook(
  sheets: SheetOut[],
  more: AsyncIterable<CellBatch> = nothing(),
): Promise<Buffer | Readable> {
  const rest = more[Symbol.asyncIterator]();
  const read: CellBatch[] = [];
  let cells = sheets.reduce((sum, sheet) => sum + cellsIn(sheet), 0);
  while (cells <= few) {
    const { done, value } = await rest.next();
    if (done) {
      for (const batch of read) for (const row of flatRows(batch)) sheets.at(-1)!.rows.push(row);
      return Buffer.from(await writeWorkbook(sheets));
    }
    cells += value.rows * value.columns.length;
    read.push(value);
  }
  const long = sheets.map((sheet, at) => (at === sheets.length - 1 ? { sheet, read, rest } : { sheet, read: [] }));
  return Readable.from(writeZip(partsOf(long), undated), { objectMode: false });
}

async function* nothing(): AsyncGenerator<CellBatch> {}

/** Same rows, same bytes. */
const undated = new Date(2000, 0, 1);

/** A sheet, and what follows its own rows. */
type Long = { sheet: SheetOut; read: CellBatch[]; rest?: AsyncIterator<CellBatch> };

/** The parts of a workbook of some rows, in which each sheet gets all of its rows as it leaves. */
async function* partsOf(sheets: Long[]): AsyncGenerator<Part> {
  const drawn = await writeWorkbook(sheets.map(({ sheet, read }) => (isWhole(sheet) ? sheet : sampled(sheet, read))));
  for (const [name, bytes] of unzip(drawn, 2 ** 30)) {
    const long = sheets.find((_, i) => name === `xl/worksheets/sheet${i + 1}.xml`);
    const content = long && !isWhole(long.sheet) ? filled(bytes.toString(), long) : [bytes];
    yield { name, stored: false, content };
  }
}

/** Whose notes stand below the rows, or whose cells are coloured. */
const isWhole = ({ notes, marks }: SheetOut): boolean => Boolean(notes || marks);

const sampled = (sheet: SheetOut, [first]: CellBatch[]): SheetOut => ({
  ...sheet,
  rows: [...sheet.rows.slice(0, sample), ...(first ? flatRows(headOf(first, sample)) : [])].slice(0, sample),
});

/** The XML of a sheet with all rows in the place of those that it has. How far it reaches is not said: nobody knows yet. */
async function* filled(xml: string, { sheet, ...rest }: Long): AsyncGenerator<Uint8Array | Packed> {
  let next = 1 + (sheet.title?.length ?? 0) + sheet.header.length;
  const end = xml.indexOf('</sheetData>');
  const begin = xml.indexOf(`<row r="${next}"`);
  const head = Buffer.from(xml.slice(0, begin < 0 ? end : begin).replace(/<dimension [^>]*>/, ''));
  yield head;
  let crc = crc32(head);
  const work = (batch: CellBatch): Work => {
    const line = next;
    next += batch.rows;
    return { kind: 'sheet', line, crc, batch };
  };
  for await (const piece of written(rowsOf({ sheet, ...rest }), work)) {
    crc = piece.crc;
    yield piece;
  }
  yield Buffer.from(xml.slice(end));
}

async function* rowsOf({ sheet: { header, rows }, read, rest }: Long): AsyncGenerator<CellBatch> {
  for (let at = 0; at < rows.length; at += step) {
    const some = rows.slice(at, at + step);
    const column = (c: number) => some.map((row) => (Array.isArray(row[c]) ? row[c].join('、') : row[c]));
    yield { rows: some.length, columns: header.at(-1)!.map((_, c) => column(c)) };
  }
  yield* read;
  if (rest) yield* { [Symbol.asyncIterator]: () => rest };
}
