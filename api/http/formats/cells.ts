/** Columns on their way out. A thread reads this file too: it imports no database. */
import { valuesOf } from '../../../data/store/values-of-vectors.ts';
import type { VectorColumn } from '../../../data/store/vectors.ts';

/** Plain values, or a vector of which nobody has made values. */
export type Cells = readonly unknown[] | VectorColumn;
export type CellBatch = { rows: number; columns: Cells[] };

export const isVector = (cells: Cells): cells is VectorColumn => !Array.isArray(cells);

export function plainCells(cells: Cells): readonly unknown[] {
  if (!isVector(cells)) return cells;
  const values = valuesOf(cells);
  return cells.kind === 'instant' ? values.map(sentInstant) : values;
}

/** Times in the form of RFC 3339. */
export const sentInstant = (value: unknown): unknown =>
  typeof value === 'string' && value[10] === ' ' ? `${value.replace(' ', 'T')}Z` : value;

/** A value for formats without nesting: lists of texts joined by 、, other nested values as JSON text. */
export function flat(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return value as string | number | boolean;
  if (Array.isArray(value) && value.every((v) => typeof v === 'string')) return value.join('、');
  return JSON.stringify(value);
}

/** The first rows of a batch. */
export function headOf(batch: CellBatch, most: number): CellBatch {
  const rows = Math.min(most, batch.rows);
  return { rows, columns: batch.columns.map((cells) => (isVector(cells) ? { ...cells, rows } : cells.slice(0, rows))) };
}

/** The rows of a sheet. */
export function flatRows({ rows, columns }: CellBatch): unknown[][] {
  const plain = columns.map(plainCells);
  return Array.from({ length: rows }, (_, row) => plain.map((values) => flat(values[row])));
}
