/** Workbooks: small ones at once, large ones on a thread of their own, because they take seconds in which nobody else would be answered. */
import type { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import { type SheetOut, writeWorkbook } from '../../../data/xlsx.ts';
import { threadOf } from '../../loader.ts';
import { type CellBatch, flatRows } from './cells.ts';
import { draft } from './draft.ts';
import type { Piece } from './workbook-thread.ts';

/** Cells that are written at once. */
const few = 20_000;
/** Rows that go to the thread at a time. */
const step = 2_000;

const cellsIn = (rows: unknown[][]): number => rows.length * (rows[0]?.length ?? 0);

/** @param more further rows of the last sheet. @throws what `more` throws */
export async function workbook(
  sheets: SheetOut[],
  more: AsyncIterable<CellBatch> = nothing(),
): Promise<Buffer | Readable> {
  const rest = more[Symbol.asyncIterator]();
  const last = sheets.at(-1)!;
  let cells = sheets.reduce((sum, { rows }) => sum + cellsIn(rows), 0);
  while (cells <= few) {
    const { done, value } = await rest.next();
    if (done) return Buffer.from(await writeWorkbook(sheets));
    cells += value.rows * value.columns.length;
    for (const row of flatRows(value)) last.rows.push(row);
  }
  // Through a file: so many bytes at once would bring the collector of garbage to sweep everything, and nobody is answered.
  return inTurn(() => draft('list.xlsx', (file) => onThread(file, sheets, rest)));
}

async function* nothing(): AsyncGenerator<CellBatch> {}

let turn: Promise<unknown> = Promise.resolve();

/** One thread at a time: each holds its whole workbook in memory. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

async function onThread(file: string, sheets: SheetOut[], rest: AsyncIterator<CellBatch>): Promise<void> {
  const thread = threadOf(new URL('workbook-thread.ts', import.meta.url));
  const written = new Promise<void>((resolve, reject) => {
    thread.once('message', () => resolve()).once('error', reject);
    thread.once('exit', () => reject(new Error('the thread of a workbook ended early')));
  });
  written.catch(() => undefined);
  const post = (piece: Piece) => thread.postMessage(piece);
  try {
    for (const { rows, ...sheet } of sheets) {
      post({ sheet: { ...sheet, rows: [] } });
      for (let at = 0; at < rows.length; at += step) {
        post({ rows: rows.slice(at, at + step) });
        await breathe();
      }
    }
    for (let next = await rest.next(); !next.done; next = await rest.next()) post({ cells: next.value });
    post({ end: file });
    await written;
  } finally {
    await rest.return?.();
    await thread.terminate();
  }
}
