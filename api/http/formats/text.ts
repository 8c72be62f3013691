/**
 * Rows as text: NDJSON (one object a line), CSV (with BOM, for Excel). Cells of vectors become bytes without becoming values
 * first: that takes five times as long. A thread reads this file too: it imports no database.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Column } from '../../../data/schema/columns.ts';
import type { Batch } from '../../../data/store/index.ts';
import { isSet, type VectorColumn } from '../../../data/store/vectors.ts';
import { Bytes, textOf } from './bytes.ts';
import { type CellBatch, type Cells, flat, isVector, plainCells } from './cells.ts';

/** Writes the cell of one row. */
type Cell = (row: number) => void;

const out = new Bytes();

/** One object a line. */
export function ndjsonRows(names: readonly string[], { rows, columns }: CellBatch): Buffer {
  const heads = names.map((name, i) => Buffer.from(`${i ? ',' : '{'}${JSON.stringify(name)}:`));
  const write = columns.map(jsonCell);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < write.length; c++) {
      out.copy(heads[c]!, 0, heads[c]!.length);
      write[c]!(row);
    }
    out.ascii('}\n');
  }
  return out.take();
}

/** The mark of UTF-8 and the headings, which are column names. */
export function csvHead(names: readonly string[]): Buffer {
  out.text('\ufeff');
  for (const [i, name] of names.entries()) {
    if (i) out.ascii(',');
    csvValue(name);
  }
  out.ascii('\r\n');
  return out.take();
}

/** A text that a spreadsheet could take for a formula keeps its sign behind an apostrophe. */
export function csvRows({ rows, columns }: CellBatch): Buffer {
  const write = columns.map(csvCell);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < write.length; c++) {
      if (c) out.ascii(',');
      write[c]!(row);
    }
    out.ascii('\r\n');
  }
  return out.take();
}

function jsonCell(column: Cells): Cell {
  if (isVector(column) && column.kind === 'text') return textCell(column, jsonText, () => out.ascii('null'));
  const values = plainCells(column);
  if (isVector(column) && column.kind !== 'list') return (row) => out.ascii(JSON.stringify(values[row]));
  return (row) => out.text(JSON.stringify(values[row] ?? null));
}

function csvCell(column: Cells): Cell {
  if (isVector(column) && column.kind === 'text') return textCell(column, csvText, () => {});
  const values = plainCells(column);
  if (isVector(column) && column.kind === 'day') return (row) => csvDay(values[row] as string | null);
  return (row) => csvValue(values[row]);
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

function jsonText(bytes: Uint8Array, start: number, end: number): void {
  let plain = true;
  for (let i = start; i < end && plain; i++)
    plain = bytes[i]! >= firstPrinted && bytes[i] !== quote && bytes[i] !== backslash;
  if (plain) {
    out.ascii('"');
    out.copy(bytes, start, end);
    out.ascii('"');
  } else out.text(JSON.stringify(textOf(bytes, start, end)));
}

const formula = new Set(Buffer.from('=+-@\t\r'));
const special = new Set(Buffer.from('",\r\n'));

function csvText(bytes: Uint8Array, start: number, end: number): void {
  let plain = true;
  for (let i = start; i < end && plain; i++) plain = bytes[i]! > 0x2c || !special.has(bytes[i]!);
  const sign = start < end && formula.has(bytes[start]!) ? "'" : '';
  if (plain) {
    out.ascii(sign);
    out.copy(bytes, start, end);
  } else out.text(`"${sign}${textOf(bytes, start, end).replaceAll('"', '""')}"`);
}

/** The end of time begins with a sign. */
const csvDay = (day: string | null): void => (day?.startsWith('-') ? csvValue(day) : out.ascii(day ?? ''));

function csvValue(value: unknown): void {
  const text = flat(value);
  if (typeof text === 'string') {
    const bytes = Buffer.from(text);
    csvText(bytes, 0, bytes.length);
  } else if (text !== null) out.ascii(String(text));
}

/** Rows as objects. */
export async function rowsOf({ columns, batches }: { columns: Column[]; batches: AsyncIterable<Batch> }) {
  const rows: Record<string, unknown>[] = [];
  const names = columns.map(({ name }) => name);
  for await (const batch of batches) {
    if (rows.length > 0) await breathe();
    for (let at = 0; at < batch.rows; at++) {
      const row: Record<string, unknown> = {};
      for (let c = 0; c < names.length; c++) row[names[c]!] = batch.columns[c]![at] ?? null;
      rows.push(row);
    }
  }
  return rows;
}
