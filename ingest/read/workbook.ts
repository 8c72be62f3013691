/** Excel workbooks: every sheet that carries the library's headings, from the header downwards, each with a header of its own. */
import { readFileSync } from 'node:fs';
import { AppError } from '../../data/errors.ts';
import type { Database } from '../../data/store/index.ts';
import { type Merge, readWorkbook, type SheetIn, type XlsxCell } from '../../data/xlsx.ts';
import { type Corrections, knownHeadings, mapColumns, missingFields } from '../header.ts';
import type { Cleaner, Library } from '../library/declare.ts';
import { type HeaderBlock, locateHeader } from './header-block.ts';
import type { Staged } from './staged.ts';

type Found = { sheet: string; block: HeaderBlock; lines: [number, number]; rows: SheetIn['rows']; missing: string[] };

/** Lines looked at for a header: titles, notes, the header itself, column numbers. */
const lookedAt = 20;

/** @throws AppError file_format, header_unknown, file_empty */
export async function stageWorkbook(
  db: Database,
  library: Library,
  path: string,
  key: string,
  corrections: Corrections = {},
): Promise<Staged> {
  const sheets = await readWorkbook(readFileSync(path), { file: path });
  const chosen = choose(sheets, library, corrections);
  const found = chosen.found.length > 0 ? chosen.found : [unknownHeader(sheets, library, path)];
  const table = `sheet_${key}`;
  const width = Math.max(...found.map((f) => f.block.headings.length));
  const columns = Array.from({ length: width }, (_, i) => `c${i} varchar`);
  await db.run(`create or replace temp table ${table} (line bigint, sheet varchar, ${columns.join(', ')})`);
  await db.append(table, (appender) => {
    for (const { sheet, rows } of found) {
      for (const row of rows) {
        appender.appendBigInt(BigInt(row.line));
        appender.appendVarchar(sheet);
        for (let i = 0; i < width; i++) {
          const cell = row.cells[i] ?? null;
          if (cell === null || cell === '') appender.appendNull();
          else appender.appendVarchar(asText(cell));
        }
        appender.endRow();
      }
    }
  });
  return {
    from: table,
    width,
    tables: found.map(({ sheet, block, lines }) => ({ sheet, headings: block.headings, header: lines })),
    ignored: chosen.ignored,
    encoding: 'xlsx',
    unread: async () => [],
    close: () => db.run(`drop table if exists ${table}`),
  };
}

/** Sheets with the library's header and rows below it. One that lacks a required column is left out where another has them all. */
function choose(sheets: readonly SheetIn[], library: Library, corrections: Corrections) {
  const ignored: Staged['ignored'] = [];
  const located = sheets.flatMap((sheet): Found[] => {
    const found = locate(sheet, library, corrections);
    if (typeof found !== 'string') return [found];
    ignored.push({ sheet: sheet.sheet, why: found });
    return [];
  });
  const whole = located.some((f) => f.missing.length === 0);
  for (const f of located.filter((l) => whole && l.missing.length > 0))
    ignored.push({
      sheet: f.sheet,
      why: `no column for ${f.missing.map((field) => library.fields[field]!.headers[0]).join(', ')}`,
    });
  return { found: whole ? located.filter((f) => f.missing.length === 0) : located, ignored };
}

/** Where no heading is known the fullest of the first lines is taken for the header, so that its sender can say what it means. */
function unknownHeader(sheets: readonly SheetIn[], library: Library, path: string): Found {
  for (const { sheet, rows } of sheets) {
    const top = rows.slice(0, lookedAt);
    const filled = top.map((row) => row.cells.filter((cell) => cell !== null && cell !== '').length);
    const at = filled.indexOf(Math.max(...filled));
    if (at < 0 || rows.length <= at + 1) continue;
    const headings = top[at]!.cells.map((cell) => ({ path: [asText(cell)] }));
    const block = { from: at, to: at, body: at + 1, headings };
    const missing = missingFields(mapColumns(headings, library), library);
    return { sheet, block, lines: [top[at]!.line, top[at]!.line], rows: rows.slice(at + 1), missing };
  }
  throw new AppError(
    'file_empty',
    'no sheet has a header with rows below it',
    'check the workbook: nothing was loaded',
    {
      file: path,
    },
  );
}

function locate({ sheet, rows, merges }: SheetIn, library: Library, corrections: Corrections): Found | string {
  const top = rows.slice(0, lookedAt);
  const block = locateHeader(
    spread(top, merges),
    (index) => Math.max(1, ...merges.filter((m) => m.startRow === top[index]!.line - 1).map(heightOf)),
    (headings) => knownHeadings(headings, library, corrections),
  );
  if (!block) return 'no heading of this library was found in it';
  const body = rows.slice(block.body);
  if (body.length === 0) return 'it has a header and no rows';
  const columns = mapColumns(block.headings, library, corrections);
  fillDown(body, merges, (column) => {
    const field = columns[column]?.field;
    return field ? library.fields[field]!.clean : 'text';
  });
  const lines: [number, number] = [top[block.from]!.line, top[block.to]!.line];
  return { sheet, block, lines, rows: body, missing: missingFields(columns, library) };
}

const heightOf = (m: Merge): number => m.endRow - m.startRow + 1;

/** The lines of the header: a merged cell's text in every cell that it covers. */
function spread(rows: SheetIn['rows'], merges: readonly Merge[]): string[][] {
  const lines = new Map(rows.map(({ line, cells }) => [line - 1, cells.map(asText)]));
  for (const m of merges) {
    const text = lines.get(m.startRow)?.[m.startCol];
    if (!text) continue;
    for (let row = m.startRow; row <= Math.min(m.endRow, m.startRow + lookedAt); row++)
      for (let column = m.startCol; column <= m.endCol; column++) {
        const line = lines.get(row);
        if (line) line[column] = text;
      }
  }
  return [...lines.values()].map((line) => Array.from(line, (t) => t ?? ''));
}

const shared: readonly Cleaner[] = ['text', 'name', 'code', 'date', 'deadline', 'flag', 'list', 'grade'];

/** A cell merged downwards holds for all its rows, except a figure: a sum for several rows must not count several times. */
function fillDown(body: SheetIn['rows'], merges: readonly Merge[], cleanerOf: (column: number) => Cleaner): void {
  const first = body[0]!.line - 1;
  const tall = merges.filter(
    (m) => m.startRow >= first && m.endRow > m.startRow && shared.includes(cleanerOf(m.startCol)),
  );
  if (tall.length === 0) return;
  const byLine = new Map(body.map((row) => [row.line - 1, row.cells]));
  for (const m of tall) {
    const value = byLine.get(m.startRow)?.[m.startCol] ?? null;
    for (let line = m.startRow + 1; line <= m.endRow; line++) {
      const cells = byLine.get(line);
      if (cells && (cells[m.startCol] ?? '') === '') cells[m.startCol] = value;
    }
  }
}

const asText = (cell: XlsxCell | undefined): string =>
  cell instanceof Date ? dayText(cell) : cell === null || cell === undefined ? '' : String(cell);

const dayText = (day: Date): string => (Number.isNaN(day.getTime()) ? '' : day.toISOString().slice(0, 10));
