/** The thread that writes a large workbook: gathers sheets and rows until the end is told, writes the file. */
import { writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { type SheetOut, writeWorkbook } from '../../../data/xlsx.ts';
import { type CellBatch, flatRows } from './cells.ts';

/** A sheet, without its rows; rows of the last sheet, as such or in columns; the end, with the file to write. */
export type Piece = { sheet: SheetOut } | { rows: unknown[][] } | { cells: CellBatch } | { end: string };

const sheets: SheetOut[] = [];

function add(rows: unknown[][]): void {
  for (const row of rows) sheets.at(-1)!.rows.push(row);
}

parentPort!.on('message', async (piece: Piece) => {
  if ('sheet' in piece) sheets.push(piece.sheet);
  else if ('rows' in piece) add(piece.rows);
  else if ('cells' in piece) add(flatRows(piece.cells));
  else {
    writeFileSync(piece.end, await writeWorkbook(sheets));
    parentPort!.postMessage('written');
  }
});
