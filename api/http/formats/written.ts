/** A piece of a list as bytes, wherever it is written: here, or on the thread of `scribe.ts`. */
import { type Packed, packedPiece } from '../../../data/packed.ts';
import type { CellBatch } from './cells.ts';
import { sheetRows } from './sheet.ts';
import { csvRows, ndjsonRows } from './text.ts';

/** `line`: number of the first row in its sheet, from 1; `crc`: of all of its part before that row. */
export type Work = { batch: CellBatch } & (
  | { kind: 'csv' }
  | { kind: 'ndjson'; names: readonly string[] }
  | { kind: 'sheet'; line: number; crc: number }
);

/** Rows of a sheet come packed, which takes half as long as writing them; text is its own `bytes`. */
export type Written = Packed;

export function write(work: Work): Written {
  if (work.kind === 'csv') return plain(csvRows(work.batch));
  if (work.kind === 'ndjson') return plain(ndjsonRows(work.names, work.batch));
  return packedPiece(sheetRows(work.batch, work.line), work.crc);
}

/** What a thread needs to begin. */
export const prepare = () => write;

const plain = (bytes: Uint8Array): Written => ({ bytes, crc: 0, size: bytes.length });
