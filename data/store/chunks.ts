/** What DuckDB hands out, chunk by chunk: as plain JavaScript values, or as columns in Arrow's layout. */
import { setImmediate as breathe } from 'node:timers/promises';
import bindings from '@duckdb/node-bindings';
import { valuesOf } from './values-of-vectors.ts';
import { type Fetch, joinParts, type RawVector, type VectorBatch } from './vectors.ts';

/** One batch of a result: plain JavaScript columns in select order. */
export type Batch = { rows: number; columns: unknown[][] };

/** What this file needs of a chunk, and of a column of it. */
type Chunk = { rowCount: number; columnCount: number; getColumnVector(column: number): Vector };
type Vector = { type: { toString(): string }; itemCount: number; getItem(row: number): unknown };

const columnsOf = <T>(chunk: Chunk, column: (c: number) => T): T[] =>
  Array.from({ length: chunk.columnCount }, (_, c) => column(c));

export const plainBatch = (chunk: Chunk): Batch => ({
  rows: chunk.rowCount,
  columns: columnsOf(chunk, (c) => plainColumn(chunk.getColumnVector(c))),
});

/** Cells that are joined in one go; of more, others are answered between two columns. */
const atOnce = 20_000;

/** All these chunks as one. */
export async function vectorBatch(chunks: readonly [Chunk, ...Chunk[]]): Promise<VectorBatch> {
  const rows = chunks.reduce((n, chunk) => n + chunk.rowCount, 0);
  const columns: VectorBatch['columns'] = [];
  for (let c = 0; c < chunks[0].columnCount; c++) {
    if (rows * chunks[0].columnCount > atOnce) await breathe();
    columns.push(joined(chunks.map((chunk) => chunk.getColumnVector(c))));
  }
  return { rows, columns };
}

const joined = (vectors: readonly Vector[]) =>
  joinParts(
    String(vectors[0]!.type),
    vectors.map((vector) => ({ vector: vector as unknown as RawVector, rows: vector.itemCount })),
    fetchBytes,
  );

const fetchBytes: Fetch = (buffer, at, bytes) => bindings.get_data_from_pointer(buffer, at, bytes);

/** Columns of these are quicker as a whole: the library makes every value, and fetches every text, on its own. */
const whole = new Set(['VARCHAR', 'DOUBLE', 'BIGINT', 'BOOLEAN', 'DATE', 'TIMESTAMP']);

/** One value a row: text, number, boolean, ISO text of days and times, list, object, null. */
function plainColumn(vector: Vector): unknown[] {
  if (whole.has(String(vector.type))) return valuesOf(joined([vector]));
  return Array.from({ length: vector.itemCount }, (_, row) => plain(vector.getItem(row)));
}

/** bigint and decimal → number, date and timestamp → ISO text. */
function plain(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'object') {
    if ('items' in value) return (value.items as unknown[]).map(plain);
    if ('entries' in value) {
      const { entries } = value;
      if (Array.isArray(entries))
        return Object.fromEntries(
          (entries as { key: unknown; value: unknown }[]).map((e) => [String(plain(e.key)), plain(e.value)]),
        );
      return Object.fromEntries(Object.entries(entries as Record<string, unknown>).map(([k, v]) => [k, plain(v)]));
    }
    if ('scale' in value && 'value' in value) return Number(String(value));
  }
  return String(value);
}
