/** Excel workbooks: every sheet that carries the library's headings, from the header line downwards. */
import { readFileSync } from 'node:fs';
import { AppError } from '../../data/errors.ts';
import type { Database } from '../../data/store/index.ts';
import { readWorkbook } from '../../data/xlsx.ts';
import { knownHeadings, mapColumns, requireColumns } from '../header.ts';
import type { Library } from '../library/declare.ts';
import type { Staged } from './staged.ts';

type Sheet = Awaited<ReturnType<typeof readWorkbook>>[number];
type Found = { sheet: string; headers: string[]; rows: Sheet['rows'] };

/** A header stands within the first lines of a sheet, below titles and notes. */
const headerWithin = 15;

/** @throws AppError file_format, header_unknown, file_empty */
export async function stageWorkbook(db: Database, library: Library, path: string, key: string): Promise<Staged> {
  const sheets = await readWorkbook(readFileSync(path), { file: path });
  const found = sheets.flatMap((sheet) => locate(sheet, library) ?? []);
  const first = found[0];
  if (!first) {
    requireColumns(mapColumns(sheets[0]?.rows[0]?.cells.map(asText) ?? [], library), library, path, sheets[0]?.sheet);
    throw new AppError(
      'file_empty',
      'no sheet has a known header with rows below it',
      'check the workbook: nothing was loaded',
      { file: path },
    );
  }
  const headers = [...new Set(found.flatMap((f) => f.headers))];
  const table = `sheet_${key}`;
  await db.run(
    `create or replace temp table ${table} (line bigint, sheet varchar, ${headers.map((_, i) => `c${i} varchar`).join(', ')})`,
  );
  await db.append(table, (appender) => {
    for (const { sheet, headers: own, rows } of found) {
      const position = headers.map((h) => own.indexOf(h));
      for (const row of rows) {
        appender.appendBigInt(BigInt(row.line));
        appender.appendVarchar(sheet);
        for (const at of position) {
          const cell = at < 0 ? null : (row.cells[at] ?? null);
          if (cell === null || cell === '') appender.appendNull();
          else appender.appendVarchar(asText(cell));
        }
        appender.endRow();
      }
    }
  });
  return {
    from: table,
    headers,
    encoding: 'xlsx',
    unread: async () => [],
    close: () => db.run(`drop table if exists ${table}`),
  };
}

function locate({ sheet, rows }: Sheet, library: Library): Found | null {
  const scored = rows
    .slice(0, headerWithin)
    .map((row, index) => ({ index, known: knownHeadings(row.cells.map(asText), library) }));
  const best = scored.toSorted((a, b) => b.known - a.known)[0];
  if (!best || best.known < 2) return null;
  const headers = rows[best.index]!.cells.map((cell, i) => asText(cell) || `column ${i + 1}`);
  const body = rows.slice(best.index + 1).filter((row) => row.cells.some((cell) => cell !== null && cell !== ''));
  return body.length ? { sheet, headers, rows: body } : null;
}

const asText = (cell: unknown): string =>
  cell instanceof Date ? cell.toISOString().slice(0, 10) : cell === null || cell === undefined ? '' : String(cell);
