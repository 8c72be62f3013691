/** An input–output table (投入产出表) as a user has it: sectors, flows between them, total output. From .csv or .xlsx. */
import { readFileSync } from 'node:fs';
import { splitRows } from '../../data/csv.ts';
import { AppError } from '../../data/errors.ts';
import { readWorkbook } from '../../data/xlsx.ts';
import { requireFile } from './index.ts';
import { encodingOf } from './sniff.ts';

/** `flows`: row sector → column sector, row-major; `output`: total output of each sector, in the same money. */
export type InputOutputFile = { sectors: string[]; flows: number[]; output: number[] };

type Grid = { line: number; cells: string[] }[];

const outputColumn = /^(?:总产出|总产出合计|产出合计|总产值|total ?output|output)$/i;
const inputRow = /^(?:总投入|投入合计|total ?inputs?)$/i;
const finalColumn = /^(?:最终使用合计|最终使用|最终需求合计|最终需求|total ?final ?demand|final ?demand)$/i;

/**
 * Sectors are the names that head both a row and a column. Other rows (增加值 …) and columns (出口 …) are not flows. Total
 * output stands in a column 总产出 or a row 总投入; without them it is intermediate deliveries plus 最终使用.
 * @throws AppError file_format with the line when the table is not square, a cell is no number, or outputs are missing
 */
export async function readInputOutput(path: string): Promise<InputOutputFile> {
  requireFile(path);
  const table = layOut(await readGrid(path), path);
  const flows = table.own.flatMap((row) =>
    table.own.map((column) => table.value(table.rows.get(row.name)!, column.at)),
  );
  const output = table.own.map((sector, i) => {
    const width = table.own.length;
    const delivered = flows.slice(i * width, (i + 1) * width).reduce((a, b) => a + b, 0);
    return outputOf(table, sector, delivered);
  });
  return { sectors: table.own.map((s) => s.name), flows, output };
}

type Column = { name: string; at: number };
type Line = Grid[number];
type Layout = {
  own: Column[];
  columns: Column[];
  rows: Map<string, Line>;
  value(row: Line, at: number): number;
  wrong(what: string, remedy: string, line?: number): AppError;
};

const isTotal = (name: string): boolean => [outputColumn, finalColumn, inputRow].some((pattern) => pattern.test(name));

/** Finds header, label column and sectors, and refuses what is no square table. */
function layOut(grid: Grid, path: string): Layout {
  const wrong = (what: string, remedy: string, line?: number) =>
    new AppError('file_format', what, remedy, { file: path, ...(line ? { line } : {}) });
  const header = grid.find((row) => row.cells.filter((cell) => cell !== '').length >= 2);
  if (!header)
    throw wrong('no line with the names of sectors', 'put the sectors into the first line and the first column');
  const body = grid.slice(grid.indexOf(header) + 1);
  const label = labelColumn(header, body);
  const rows = new Map(body.map((row) => [row.cells[label] ?? '', row]));
  const columns = header.cells.map((name, at) => ({ name, at })).filter(({ name, at }) => name !== '' && at !== label);
  const own = columns.filter(({ name }) => rows.has(name) && !isTotal(name));
  const remedy = 'give every sector one row and one column of the same name';
  if (own.length < 2) throw wrong('fewer than two names head both a row and a column', remedy);
  if (new Set(own.map((s) => s.name)).size !== own.length) throw wrong('a sector heads two columns', remedy);
  const first = body.findIndex((row) => row.cells[label] === own[0]!.name);
  const lone = body.slice(first, first + own.length).find((row) => !own.some((s) => s.name === row.cells[label]));
  if (lone) throw wrong(`«${lone.cells[label]}» heads a row among the sectors but no column`, remedy, lone.line);
  const last = own.at(-1)!.at;
  const stray = columns.find(({ name, at }) => at > own[0]!.at && at < last && !rows.has(name) && !isTotal(name));
  if (stray) throw wrong(`«${stray.name}» heads a column among the sectors but no row`, remedy, header.line);
  const value = (row: Line, at: number): number => {
    const cell = (row.cells[at] ?? '').replaceAll(',', '').trim();
    const n = cell === '' || cell === '-' ? 0 : Number(cell);
    if (Number.isNaN(n))
      throw wrong(`«${row.cells[at]}» is not a number (column ${header.cells[at]})`, 'correct the cell', row.line);
    return n;
  };
  return { own, columns, rows, value, wrong };
}

/** The first column that holds names: the others hold numbers. */
function labelColumn(header: Line, body: Grid): number {
  return Math.max(
    0,
    header.cells.findIndex(
      (_, i) => body.every((row) => !isNumber(row.cells[i] ?? '')) && body.some((row) => row.cells[i]),
    ),
  );
}

function outputOf({ columns, rows, value, wrong }: Layout, sector: Column, delivered: number): number {
  const row = rows.get(sector.name)!;
  const total = columns.find(({ name }) => outputColumn.test(name));
  if (total) return value(row, total.at);
  const inputs = [...rows].find(([name]) => inputRow.test(name));
  if (inputs) return value(inputs[1], sector.at);
  const final = columns.find(({ name }) => finalColumn.test(name));
  if (final) return delivered + value(row, final.at);
  throw wrong('no total output', 'add a column 总产出, a row 总投入 or a column 最终使用');
}

const isNumber = (cell: string): boolean => cell.trim() !== '' && !Number.isNaN(Number(cell.replaceAll(',', '')));

async function readGrid(path: string): Promise<Grid> {
  if (path.toLowerCase().endsWith('.xlsx')) {
    const [sheet] = await readWorkbook(readFileSync(path), { file: path });
    return (sheet?.rows ?? []).map(({ line, cells }) => ({ line, cells: cells.map((c) => String(c ?? '').trim()) }));
  }
  if (!/\.(csv|tsv|txt)$/i.test(path))
    throw new AppError('file_format', 'this kind of file is not read here', 'send .xlsx or .csv', { file: path });
  return readDelimited(path);
}

/** Small tables only: read whole, in any of the usual encodings; commas, or tabs where there is no comma. */
function readDelimited(path: string): Grid {
  const bytes = readFileSync(path);
  const text = new TextDecoder(encodingOf(bytes, path)).decode(bytes).replace(/^\uFEFF/, '');
  try {
    return splitRows(text.includes(',') ? text : text.replaceAll('\t', ','), path).map(({ line, cells }) => ({
      line,
      cells: cells.map((cell) => cell.trim()),
    }));
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    throw new AppError('file_format', cause.message, 'correct the quotes of that line', cause.place, cause);
  }
}
