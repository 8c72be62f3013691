/** Reader of our own reference CSVs: RFC 4180, UTF-8, header = the fields of the schema. Not for files that someone sent. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Static, TObject, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { AppError } from './errors.ts';

const root = new URL('reference/', import.meta.url);

export type CsvRow = { line: number; cells: string[] };

/**
 * Every row of `data/reference/<path>`, checked against `schema`. Numbers, integers and booleans are parsed as the
 * schema says; an empty cell is null where the schema allows null and '' elsewhere.
 * Throws AppError `reference_invalid` with file and line on a missing or unknown column, a ragged row or a bad value.
 */
export function readReference<T extends TObject>(path: string, schema: T): Static<T>[] {
  return parseReference(readFileSync(fileURLToPath(new URL(path, root)), 'utf8'), schema, `data/reference/${path}`);
}

/** As readReference, over text; `file` only names the source in errors. */
export function parseReference<T extends TObject>(content: string, schema: T, file: string): Static<T>[] {
  const [header, ...body] = splitRows(content, file);
  if (!header) throw invalid(file, 1, 'the file is empty');
  const fields = headerFields(header, schema, file);
  const check = Compile(schema);
  return body.map(({ line, cells }) => {
    if (cells.length !== fields.length) throw invalid(file, line, `${cells.length} cells, expected ${fields.length}`);
    const record = Object.fromEntries(fields.map((f, i) => [f, parseCell(cells[i]!, schema.properties[f]!)]));
    if (!check.Check(record)) {
      const first = check.Errors(record)[0];
      throw invalid(file, line, `${first?.instancePath.slice(1) ?? ''} ${first?.message ?? 'does not fit the schema'}`);
    }
    return record as Static<T>;
  });
}

function headerFields(header: CsvRow, schema: TObject, file: string): string[] {
  const wanted = Object.keys(schema.properties);
  const missing = wanted.filter((f) => !header.cells.includes(f));
  const unknown = header.cells.filter((f, i) => !wanted.includes(f) || header.cells.indexOf(f) !== i);
  if (missing.length || unknown.length) {
    throw invalid(file, header.line, `header: missing [${missing}], unknown or repeated [${unknown}]`);
  }
  return header.cells;
}

/** Text that does not parse stays text, so that the schema check names it. */
function parseCell(cell: string, schema: TSchema): unknown {
  const variants = (schema as { anyOf?: TSchema[] }).anyOf ?? [schema];
  const types = variants.map((v) => (v as { type?: string }).type);
  if (cell === '' && types.includes('null')) return null;
  if (types.includes('boolean')) return cell === 'true' ? true : cell === 'false' ? false : cell;
  if (types.includes('number') || types.includes('integer')) return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
  return cell;
}

/** One record a row with the line on which it starts. Unbalanced quotes and text beside quotes are errors. */
export function splitRows(content: string, file: string): CsvRow[] {
  const token = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  const rows: CsvRow[] = [];
  let row: CsvRow = { line: 1, cells: [] };
  let line = 1;
  while (token.lastIndex < content.length) {
    const found = token.exec(content);
    if (!found) throw invalid(file, line, 'a stray or unclosed quote');
    const [all, quoted, plain, end] = found;
    row.cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    line += all.split('\n').length - 1;
    if (end === ',' && token.lastIndex < content.length) continue;
    if (end === ',') row.cells.push('');
    rows.push(row);
    row = { line, cells: [] };
  }
  return rows;
}

function invalid(file: string, line: number, what: string): AppError {
  return new AppError('reference_invalid', what, 'correct the row or the schema in data/schema', { file, line });
}
