/** Lists as text: NDJSON (one object a line), CSV (with BOM, for Excel). */
import type { Column } from '../../../data/schema/columns.ts';
import type { Batch } from '../../../data/store/index.ts';
import type { Table } from '../table.ts';

/** One text a batch. */
export async function* ndjson({ columns, batches }: Table): AsyncGenerator<string> {
  const heads = columns.map(({ name }, i) => `${i ? ',' : '{'}${JSON.stringify(name)}:`);
  for await (const batch of batches)
    yield joinRows(batch, (values) => `${heads.map((h, i) => h + JSON.stringify(values[i] ?? null)).join('')}}\n`);
}

/** Headings are column names. A text that a spreadsheet could take for a formula keeps its sign behind an apostrophe. */
export async function* csv({ columns, batches }: Table): AsyncGenerator<string> {
  yield `\ufeff${columns.map((c) => cell(c.name)).join(',')}\r\n`;
  for await (const batch of batches) yield joinRows(batch, (values) => `${values.map(cell).join(',')}\r\n`);
}

function joinRows({ rows, columns }: Batch, line: (values: unknown[]) => string): string {
  let text = '';
  for (let row = 0; row < rows; row++) text += line(columns.map((column) => column[row]));
  return text;
}

function cell(value: unknown): string {
  const text = flat(value);
  if (text === null) return '';
  if (typeof text !== 'string') return String(text);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A value for formats without nesting: lists of texts joined by 、, other nested values as JSON text. */
export function flat(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return value as string | number | boolean;
  if (Array.isArray(value) && value.every((v) => typeof v === 'string')) return value.join('、');
  return JSON.stringify(value);
}

/** Rows as objects. */
export async function rowsOf({ columns, batches }: { columns: Column[]; batches: AsyncIterable<Batch> }) {
  const rows: Record<string, unknown>[] = [];
  for await (const batch of batches)
    for (let row = 0; row < batch.rows; row++)
      rows.push(Object.fromEntries(columns.map((column, i) => [column.name, batch.columns[i]![row] ?? null])));
  return rows;
}
