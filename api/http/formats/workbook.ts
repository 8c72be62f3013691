/** Workbooks: small ones at once, large ones on a thread of their own, because they take seconds in which nobody else would be answered. */
import { setImmediate as breathe } from 'node:timers/promises';
import { type SheetOut, writeWorkbook } from '../../../data/xlsx.ts';
import { threadOf } from '../../loader.ts';
import type { Piece } from './workbook-thread.ts';

/** Cells that are written at once. */
const few = 20_000;
/** Rows that go to the thread at a time. */
const step = 2_000;

const cellsIn = (rows: unknown[][]): number => rows.length * (rows[0]?.length ?? 0);

/** @param more further rows of the last sheet. @throws what `more` throws */
export async function workbook(sheets: SheetOut[], more: AsyncIterable<unknown[][]> = nothing()): Promise<Buffer> {
  const rest = more[Symbol.asyncIterator]();
  const last = sheets.at(-1)!;
  let cells = sheets.reduce((sum, { rows }) => sum + cellsIn(rows), 0);
  while (cells <= few) {
    const { done, value } = await rest.next();
    if (done) return Buffer.from(await writeWorkbook(sheets));
    cells += cellsIn(value);
    for (const row of value) last.rows.push(row);
  }
  return inTurn(() => onThread(sheets, rest));
}

async function* nothing(): AsyncGenerator<unknown[][]> {}

let turn: Promise<unknown> = Promise.resolve();

/** One thread at a time: each holds its whole workbook in memory. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

async function onThread(sheets: SheetOut[], rest: AsyncIterator<unknown[][]>): Promise<Buffer> {
  const thread = threadOf(new URL('workbook-thread.ts', import.meta.url));
  const written = new Promise<Uint8Array>((resolve, reject) => {
    thread.once('message', resolve).once('error', reject);
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
    for (let next = await rest.next(); !next.done; next = await rest.next()) post({ rows: next.value });
    post({ end: true });
    return Buffer.from(await written);
  } finally {
    await rest.return?.();
    await thread.terminate();
  }
}
