/** A list on its way out: columns and batches, whether it comes from a SELECT or from rows. */
import type { Column } from '../../data/schema/columns.ts';
import {
  type Batch,
  columnOf,
  type Database,
  type Parameter,
  quote,
  type Row,
  type VectorBatch,
} from '../../data/store/index.ts';
import { type CellBatch, sentInstant } from './formats/cells.ts';
import type { RowsAnswer } from './route.ts';
import { elementOf, type Filter, largestPage, type Wanted } from './wanted.ts';

/**
 * `columns` in order; each batch holds plain values column by column. `more` is known once the batches are read. The same rows:
 * `cells` as they come quickest, `vectors` in Arrow's layout. Read one of the three.
 */
export type Table = {
  columns: Column[];
  batches: AsyncIterable<Batch>;
  cells(): AsyncIterable<CellBatch>;
  vectors(): AsyncIterable<VectorBatch>;
  more(): boolean;
  /** How many rows there are at most, without reading them. */
  count(): Promise<number>;
};

/** Replaces the value of one column, for pseudonyms. */
export type Masks = ReadonlyMap<string, (value: unknown) => unknown>;

/** Narrows, orders and pages what a handler gave. */
export function tableOf(db: Database, answer: RowsAnswer, wanted: Wanted, masks: Masks = new Map()): Table {
  const { columns, limit } = wanted;
  if (!('sql' in answer)) {
    const rows = rowsOf(answer);
    return { ...withVectors(paged(given(rows, wanted), wanted, masks)), count: async () => rows.length };
  }
  const { sql, bound } = statementOf(answer.sql, answer.parameters ?? {}, wanted);
  const few = limit !== null && limit <= largestPage;
  const count = async () => {
    const unsorted = statementOf(answer.sql, answer.parameters ?? {}, { ...wanted, order: [] });
    return (await db.one<{ n: number }>(`select count(*) as n from (${unsorted.sql})`, unsorted.bound)).n;
  };
  const table = { ...withVectors(paged(few ? atOnce(db, sql, bound) : db.stream(sql, bound), wanted, masks)), count };
  // The extra row that tells of another page, and pseudonyms, need the rows as values.
  const raw = limit === null && !columns.some((column) => masks.has(column.name));
  return raw ? { ...table, cells: () => db.vectors(sql, bound, 1), vectors: () => db.vectors(sql, bound) } : table;
}

function withVectors(table: Paged): Omit<Table, 'count'> {
  async function* vectors(): AsyncGenerator<VectorBatch> {
    for await (const { rows, columns } of table.batches)
      yield { rows, columns: columns.map((values, i) => columnOf(table.columns[i]!.type, values)) };
  }
  return { ...table, cells: () => table.batches, vectors };
}

const rowsOf = (answer: Row[] | { rows: Row[] }): Row[] => (Array.isArray(answer) ? answer : answer.rows);

async function* atOnce(db: Database, sql: string, bound: Record<string, Parameter>): AsyncGenerator<Batch> {
  yield* await db.batches(sql, bound);
}

type Paged = Omit<Table, 'cells' | 'vectors' | 'count'>;

/** One row more than the page tells whether there is another page. */
function paged(batches: AsyncIterable<Batch>, wanted: Wanted, masks: Masks): Paged {
  let more = false;
  const { limit, columns } = wanted;
  const cells = columns.map((column) => cellOf(column, masks.get(column.name)));
  async function* cut(): AsyncGenerator<Batch> {
    let left = limit ?? Number.POSITIVE_INFINITY;
    for await (const batch of batches) {
      const rows = Math.min(batch.rows, left);
      if (rows < batch.rows) more = true;
      left -= rows;
      const columnsOut = batch.columns.map((values, i) => {
        const kept = rows < values.length ? values.slice(0, rows) : values;
        const cell = cells[i];
        return cell ? kept.map(cell) : kept;
      });
      if (rows > 0) yield { rows, columns: columnsOut };
    }
  }
  return { columns, batches: cut(), more: () => more };
}

/** What a value needs before it leaves, or null: times in the form of RFC 3339, pseudonyms. */
function cellOf(column: Column, mask: ((value: unknown) => unknown) | undefined): ((value: unknown) => unknown) | null {
  if (mask) return (value) => (value === null ? null : mask(value));
  return column.type === 'TIMESTAMP' ? sentInstant : null;
}

function statementOf(
  sql: string,
  parameters: Record<string, Parameter>,
  { columns, filters, order, offset, limit }: Wanted,
): { sql: string; bound: Record<string, Parameter> } {
  const bound: Record<string, Parameter> = { ...parameters };
  const conditions = filters.map((filter, i) => {
    bound[`f_${i}`] = filter.value;
    const name = quote(filter.column.name);
    const value = `cast($f_${i} as ${elementOf(filter.column.type)})`;
    return filter.column.type.endsWith('[]') ? `list_contains(${name}, ${value})` : `${name} ${filter.test} ${value}`;
  });
  // Bound, so that all pages are one statement.
  if (limit !== null) bound.page = limit + 1;
  if (offset) bound.offset = offset;
  const by = order.map((o) => `${quote(o.column)}${o.down ? ' desc' : ''} nulls last`);
  const statement = [
    `select ${columns.map((c) => quote(c.name)).join(', ')} from (${sql}) as answer`,
    conditions.length ? `where ${conditions.join(' and ')}` : '',
    by.length ? `order by ${by.join(', ')}` : '',
    limit === null ? '' : 'limit $page',
    offset ? 'offset $offset' : '',
  ];
  return { sql: statement.join(' '), bound };
}

async function* given(rows: Row[], { columns, filters, order, sorted, offset, limit }: Wanted): AsyncGenerator<Batch> {
  const kept = rows.filter((row) => filters.every((filter) => passes(row, filter)));
  if (sorted) kept.sort((a, b) => order.reduce((so, { column, down }) => so || compare(a[column], b[column], down), 0));
  const page = kept.slice(offset, limit === null ? undefined : offset + limit + 1);
  yield { rows: page.length, columns: columns.map((c) => page.map((row) => row[c.name] ?? null)) };
}

function passes(row: Row, { column, test, value }: Filter): boolean {
  const found = row[column.name];
  if (found === null || found === undefined || value === null) return false;
  if (Array.isArray(found)) return found.includes(value);
  if (test === '=') return found === value;
  return test === '>=' ? (found as number) >= (value as number) : (found as number) <= (value as number);
}

/** As DuckDB orders: texts by their bytes, nothing last either way. */
function compare(a: unknown, b: unknown, down: boolean): number {
  const empty = Number(a === null || a === undefined) - Number(b === null || b === undefined);
  if (empty !== 0 || a === null || a === undefined) return empty;
  const ascending =
    typeof a === 'string' && typeof b === 'string'
      ? Buffer.compare(Buffer.from(a), Buffer.from(b))
      : Number(a) - Number(b);
  return down ? -ascending : ascending;
}
