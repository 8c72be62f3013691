/** The thread that writes a large workbook: gathers sheets and rows until the end is told, answers with the bytes. */
import { parentPort } from 'node:worker_threads';
import { type SheetOut, writeWorkbook } from '../../../data/xlsx.ts';

/** A sheet, without its rows; rows of the last sheet; the end. */
export type Piece = { sheet: SheetOut } | { rows: unknown[][] } | { end: true };

const sheets: SheetOut[] = [];

parentPort!.on('message', async (piece: Piece) => {
  if ('sheet' in piece) sheets.push(piece.sheet);
  else if ('rows' in piece) for (const row of piece.rows) sheets.at(-1)!.rows.push(row);
  else {
    const bytes = await writeWorkbook(sheets);
    parentPort!.postMessage(bytes, bytes.buffer.byteLength === bytes.length ? [bytes.buffer as ArrayBuffer] : []);
  }
});
