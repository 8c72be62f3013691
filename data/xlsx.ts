/** Excel workbooks in and out. The only importer of `hucre`. */
import {
  type CellValue,
  colToLetter,
  type DataValidation,
  openXlsx,
  readXlsx,
  saveXlsx,
  type WriteSheet,
  writeXlsx,
} from 'hucre/xlsx';
import { AppError } from './errors.ts';
import { readFast, UnusualWorkbook } from './xlsx-fast.ts';
import type { Merge, SheetIn } from './xlsx-sheet.ts';
import { cellText } from './xlsx-text.ts';
import { unzip } from './zip-guard.ts';

export type { Merge, SheetIn, XlsxCell } from './xlsx-sheet.ts';

export type SheetOut = {
  name: string;
  /**
   * One to three rows of equal length. Every column spells out its whole path from top to bottom:
   * equal neighbours under equal parents are merged sideways, a text repeated downwards is merged downwards.
   */
  header: string[][];
  /** Dates are written as days, arrays joined with 、, bigints as numbers, undefined as empty. */
  rows: unknown[][];
  /** Lines above the header, each merged over the whole width. */
  title?: string[];
  /** Lines below the table. */
  notes?: string[];
  /** What the cells of a column may hold, offered as a list below the header; column from 0. */
  lists?: { column: number; values: readonly string[] }[];
  /** Cells to colour, in rows of the table from 0. */
  marks?: { row: number; column: number }[];
};

export type ReadLimits = {
  /** Named in errors. */
  file?: string;
  /** Rows of one sheet; Excel itself stops at 1,048,576. */
  maxRows?: number;
  /** Unpacked bytes of all parts together. */
  maxBytes?: number;
};

/** Same input, same bytes: a workbook carries no time of writing. */
const undated = new Date('2000-01-01T00:00:00Z');

/** A workbook as bytes. Texts stay texts: a cell that starts with «=» is not a formula. */
export async function writeWorkbook(sheets: SheetOut[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(layOut),
    properties: { created: undated, modified: undated },
    defaultFont: { name: '等线', size: 11 },
  });
}

/**
 * Every visible and hidden sheet, as values (formulas as their last result).
 * @throws AppError file_format, naming the file, when it is no workbook, is damaged, encrypted, or passes a limit
 */
export async function readWorkbook(bytes: Uint8Array, limits: ReadLimits = {}): Promise<SheetIn[]> {
  const { file = 'workbook', maxRows = 1_048_576, maxBytes = 384 * 2 ** 20 } = limits;
  try {
    return isEncrypted(bytes) ? await readAny(bytes, maxRows) : await readKnown(bytes, maxRows, maxBytes);
  } catch (cause) {
    const remedy = isEncrypted(bytes)
      ? 'remove the password, or save an old .xls as .xlsx, and send it again'
      : 'open it in Excel, save it again as .xlsx, or split it';
    throw new AppError(
      'file_format',
      `not readable as a workbook: ${(cause as Error).message}`,
      remedy,
      { file },
      cause,
    );
  }
}

async function readKnown(bytes: Uint8Array, maxRows: number, maxBytes: number): Promise<SheetIn[]> {
  const parts = unzip(bytes, maxBytes);
  try {
    return readFast(parts, maxRows);
  } catch (cause) {
    if (cause instanceof UnusualWorkbook) return readAny(bytes, maxRows);
    throw cause;
  }
}

/** By hucre alone: for what is unusual, and the peer that the bench holds `readWorkbook` against. */
export async function readAny(bytes: Uint8Array, maxRows = 1_048_576): Promise<SheetIn[]> {
  const { sheets } = await readXlsx(bytes, { maxRows: maxRows + 1 });
  return sheets.map((sheet) => {
    if (sheet.rows.length > maxRows) throw new Error(`sheet ${sheet.name} has more than ${maxRows} rows`);
    return { sheet: sheet.name, rows: filledRows(sheet.rows), merges: sheet.merges ?? [] };
  });
}

/** Cells to colour and a text beside rows, of one sheet; lines and columns from 0. */
export type SheetMarks = {
  sheet: string;
  cells: { line: number; column: number }[];
  /** Heading of the added column, and the line in which it stands. */
  heading: { text: string; line: number };
  reasons: { line: number; text: string }[];
};

/** The same workbook, its sheets as they were, with cells coloured and a column added behind the last. @throws AppError file_format */
export async function markWorkbook(bytes: Uint8Array, marks: readonly SheetMarks[], file: string): Promise<Uint8Array> {
  try {
    const workbook = await openXlsx(bytes);
    for (const mark of marks) {
      const sheet = workbook.sheets.find((s) => s.name === mark.sheet);
      if (!sheet) continue;
      sheet.cells ??= new Map();
      const last = sheet.rows.reduce((width, row) => Math.max(width, row.length), 0);
      for (const { line, column } of mark.cells) colour(sheet, line, column, sheet.rows[line]?.[column] ?? null);
      for (const { line, text } of [mark.heading, ...mark.reasons]) colour(sheet, line, last, text);
    }
    return await saveXlsx(workbook);
  } catch (cause) {
    throw new AppError(
      'file_format',
      `not readable as a workbook: ${(cause as Error).message}`,
      'save it again as .xlsx',
      { file },
      cause,
    );
  }
}

type OpenSheet = Awaited<ReturnType<typeof openXlsx>>['sheets'][number];

/** Sets a cell's value and colour; its other styles stay. */
function colour(sheet: OpenSheet, line: number, column: number, value: CellValue): void {
  while (sheet.rows.length <= line) sheet.rows.push([]);
  const row = sheet.rows[line]!;
  while (row.length <= column) row.push(null);
  row[column] = value;
  const key = `${line},${column}`;
  const known = sheet.cells!.get(key);
  sheet.cells!.set(key, {
    ...(known ?? { value, type: value === null ? 'empty' : 'string' }),
    ...(known && column < row.length - 1 ? {} : { value }),
    style: { ...known?.style, ...marked },
  });
}

/** The OLE container: an encrypted workbook or an .xls of before 2007. */
const isEncrypted = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11;

function filledRows(rows: CellValue[][]): SheetIn['rows'] {
  const filled: SheetIn['rows'] = [];
  rows.forEach((cells, index) => {
    if (cells.some((cell) => cell !== null && cell !== '')) filled.push({ line: index + 1, cells });
  });
  return filled;
}

function layOut(sheet: SheetOut): WriteSheet {
  const width = Math.max(1, ...sheet.header.map((row) => row.length));
  const top = sheet.title?.length ?? 0;
  const wide = (row: number): Merge => ({ startRow: row, startCol: 0, endRow: row, endCol: width - 1 });
  const below = top + sheet.header.length + sheet.rows.length;
  const titles =
    width > 1
      ? [...(sheet.title ?? []).map((_, i) => wide(i)), ...(sheet.notes ?? []).map((_, i) => wide(below + i))]
      : [];
  const merged = headerMerges(sheet.header);
  return {
    name: sheet.name,
    rows: [
      ...(sheet.title ?? []).map((line) => [plain(line)]),
      ...uncovered(sheet.header, merged),
      ...sheet.rows.map((row) => row.map(plain)),
      ...(sheet.notes ?? []).map((line) => [plain(line)]),
    ],
    merges: [...titles, ...merged.map((m) => ({ ...m, startRow: m.startRow + top, endRow: m.endRow + top }))],
    columns: Array.from({ length: width }, (_, c) => ({ width: columnWidth(sheet, c) })),
    freezePane: { rows: top + sheet.header.length },
    dataValidations: (sheet.lists ?? []).map((list) => offered(list, top + sheet.header.length)),
    cells: new Map(
      (sheet.marks ?? []).map(({ row, column }) => [`${row + top + sheet.header.length},${column}`, { style: marked }]),
    ),
  };
}

/** How a cell that its sender should look at is coloured. */
const marked = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFC7CE' } } } as const;

/** Rows below the header for which a list is offered. */
const offeredRows = 2000;

function offered({ column, values }: NonNullable<SheetOut['lists']>[number], below: number): DataValidation {
  const letter = colToLetter(column);
  return {
    type: 'list',
    values: [...values],
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'warning',
    range: `${letter}${below + 1}:${letter}${below + offeredRows}`,
  };
}

/** Ranges of more than one cell that carry one heading. */
function headerMerges(header: string[][]): Merge[] {
  const merges: Merge[] = [];
  const width = header[0]?.length ?? 0;
  const done = new Set<string>();
  for (let row = 0; row < header.length; row++) {
    for (let col = 0; col < width; col++) {
      if (done.has(`${row},${col}`)) continue;
      let endCol = col;
      while (endCol + 1 < width && sameUpTo(header, row, col, endCol + 1)) endCol++;
      let endRow = row;
      while (endRow + 1 < header.length && repeats(header, endRow + 1, col, endCol)) endRow++;
      for (let r = row; r <= endRow; r++) for (let c = col; c <= endCol; c++) done.add(`${r},${c}`);
      if (endCol > col || endRow > row) merges.push({ startRow: row, startCol: col, endRow, endCol });
    }
  }
  return merges;
}

const sameUpTo = (header: string[][], row: number, a: number, b: number): boolean =>
  header.length > 1 && header.slice(0, row + 1).every((line) => line[a] === line[b]);

const repeats = (header: string[][], row: number, from: number, to: number): boolean =>
  header[row]!.slice(from, to + 1).every((text) => text === header[row - 1]![from]);

function uncovered(header: string[][], merges: Merge[]): CellValue[][] {
  const hidden = (r: number, c: number): boolean =>
    merges.some(
      (m) => r >= m.startRow && r <= m.endRow && c >= m.startCol && c <= m.endCol && (r > m.startRow || c > m.startCol),
    );
  return header.map((row, r) => row.map((text, c) => (hidden(r, c) ? null : plain(text))));
}

function plain(value: unknown): CellValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || value instanceof Date) return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return cellText(Array.isArray(value) ? value.join('、') : String(value));
}

/** In characters of the default font; Chinese signs count double. From the heading and the first rows. */
function columnWidth(sheet: SheetOut, column: number): number {
  const texts = [sheet.header.at(-1)?.[column] ?? '', ...sheet.rows.slice(0, 50).map((row) => row[column])];
  const widths = texts.map((t) =>
    t instanceof Date ? 10 : [...String(t ?? '').slice(0, 60)].reduce((n, s) => n + (s > '\u2e80' ? 2 : 1), 0),
  );
  return Math.min(48, Math.max(8, ...widths) + 2);
}
