/** Lists as text that leaves piece by piece. */
import type { Table } from '../table.ts';
import { written } from './scribe.ts';
import { csvHead } from './text.ts';

export async function* ndjson({ columns, cells }: Table): AsyncGenerator<Uint8Array> {
  const names = columns.map(({ name }) => name);
  for await (const { bytes } of written(cells(), (batch) => ({ kind: 'ndjson', names, batch }))) yield bytes;
}

/** With the mark of UTF-8, for Excel; headings are column names. */
export async function* csv({ columns, cells }: Table): AsyncGenerator<Uint8Array> {
  yield csvHead(columns.map(({ name }) => name));
  for await (const { bytes } of written(cells(), (batch) => ({ kind: 'csv', batch }))) yield bytes;
}
