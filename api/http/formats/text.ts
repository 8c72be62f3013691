/**
 * Lists as text: NDJSON (one object a line), CSV (with BOM, for Excel). Cells of vectors become bytes without becoming values
 * first: that takes five times as long, and nobody else is answered meanwhile.
 */
import type { Column } from '../../../data/schema/columns.ts';
import { type Batch, isSet, type VectorColumn } from '../../../data/store/index.ts';
import type { Table } from '../table.ts';
import { Bytes } from './bytes.ts';
import { type Cells, flat, isVector, plainCells } from './cells.ts';

/** Writes the cell of one row. */
type Cell = (row: number) => void;

/** One piece a batch. */
export async function* ndjson({ columns, cells }: Table): AsyncGenerator<Buffer> {
  const out = new Bytes();
  const heads = columns.map(({ name }, i) => Buffer.from(`${i ? ',' : '{'}${JSON.stringify(name)}:`));
  for await (const batch of cells()) {
    const write = batch.columns.map((column) => jsonCell(out, column));
    for (let row = 0; row < batch.rows; row++) {
      for (let c = 0; c < write.length; c++) {
        out.copy(heads[c]!, 0, heads[c]!.length);
        write[c]!(row);
      }
      out.ascii('}\n');
    }
    yield out.take();
  }
}

/** Headings are column names. A text that a spreadsheet could take for a formula keeps its sign behind an apostrophe. */
export async function* csv({ columns, cells }: Table): AsyncGenerator<Buffer> {
  const out = new Bytes();
  out.text('\ufeff');
  for (const [i, { name }] of columns.entries()) {
    if (i) out.ascii(',');
    csvValue(out, name);
  }
  out.ascii('\r\n');
  yield out.take();
  for await (const batch of cells()) {
    const write = batch.columns.map((column) => csvCell(out, column));
    for (let row = 0; row < batch.rows; row++) {
      for (let c = 0; c < write.length; c++) {
        if (c) out.ascii(',');
        write[c]!(row);
      }
      out.ascii('\r\n');
    }
    yield out.take();
  }
}

function jsonCell(out: Bytes, column: Cells): Cell {
  if (isVector(column) && column.kind === 'text') return textCell(column, jsonText(out), () => out.ascii('null'));
  const values = plainCells(column);
  if (isVector(column) && column.kind !== 'list') return (row) => out.ascii(JSON.stringify(values[row]));
  return (row) => out.text(JSON.stringify(values[row] ?? null));
}

function csvCell(out: Bytes, column: Cells): Cell {
  if (isVector(column) && column.kind === 'text') return textCell(column, csvText(out), () => {});
  const values = plainCells(column);
  if (isVector(column) && column.kind === 'day') return (row) => csvDay(out, values[row] as string | null);
  return (row) => csvValue(out, values[row]);
}

type TextColumn = Extract<VectorColumn, { kind: 'text' }>;
type WriteText = (bytes: Uint8Array, start: number, end: number) => void;

const textCell =
  ({ bytes, offsets, validity }: TextColumn, write: WriteText, nothing: () => void): Cell =>
  (row) =>
    isSet(validity, row) ? write(bytes, offsets[row]!, offsets[row + 1]!) : nothing();

const quote = 0x22;
const backslash = 0x5c;
const firstPrinted = 0x20;

const jsonText =
  (out: Bytes): WriteText =>
  (bytes, start, end) => {
    for (let i = start; i < end; i++)
      if (bytes[i]! < firstPrinted || bytes[i] === quote || bytes[i] === backslash)
        return out.text(JSON.stringify(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString()));
    out.ascii('"');
    out.copy(bytes, start, end);
    out.ascii('"');
  };

const formula = new Set(Buffer.from('=+-@\t\r'));
const special = new Set(Buffer.from('",\r\n'));

const csvText =
  (out: Bytes): WriteText =>
  (bytes, start, end) => {
    let plain = true;
    for (let i = start; i < end && plain; i++) plain = bytes[i]! > 0x2c || !special.has(bytes[i]!);
    const sign = start < end && formula.has(bytes[start]!) ? "'" : '';
    if (plain) {
      if (sign) out.ascii(sign);
      return out.copy(bytes, start, end);
    }
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
    out.text(`"${sign}${text.replaceAll('"', '""')}"`);
  };

/** The end of time begins with a sign. */
const csvDay = (out: Bytes, day: string | null): void =>
  day?.startsWith('-') ? csvValue(out, day) : out.ascii(day ?? '');

function csvValue(out: Bytes, value: unknown): void {
  const text = flat(value);
  if (typeof text === 'string') {
    const bytes = Buffer.from(text);
    csvText(out)(bytes, 0, bytes.length);
  } else if (text !== null) out.ascii(String(text));
}

/** Rows as objects. */
export async function rowsOf({ columns, batches }: { columns: Column[]; batches: AsyncIterable<Batch> }) {
  const rows: Record<string, unknown>[] = [];
  for await (const batch of batches)
    for (let row = 0; row < batch.rows; row++)
      rows.push(Object.fromEntries(columns.map((column, i) => [column.name, batch.columns[i]![row] ?? null])));
  return rows;
}
