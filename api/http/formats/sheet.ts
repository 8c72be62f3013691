/** Rows of a sheet as the XML that stands inside `<sheetData>`, written from columns. A thread reads this file too: it imports no database. */
import { isSet } from '../../../data/store/vectors.ts';
import { cellText, columnLetters } from '../../../data/xlsx-text.ts';
import { Bytes, textOf } from './bytes.ts';
import { type CellBatch, type Cells, flat, isVector, plainCells } from './cells.ts';

const out = new Bytes();
/** Number of the row that is being written, as it ends the name of each of its cells, such as `C17"`. */
let line = '';

/** Writes the cell of one row; nothing for an empty one. */
type Cell = (row: number) => void;

/** Texts stand in their cells: a table of all texts would have to be kept until the end. @param first number of the first row, from 1 */
export function sheetRows({ rows, columns }: CellBatch, first: number): Buffer {
  const cells = columns.map((column, i) => cellOf(column, `<c r="${columnLetters(i)}`));
  for (let row = 0; row < rows; row++) {
    line = `${first + row}"`;
    out.ascii('<row r="');
    out.ascii(line);
    out.ascii('>');
    for (let c = 0; c < cells.length; c++) cells[c]!(row);
    out.ascii('</row>');
  }
  return out.take();
}

function cellOf(column: Cells, open: string): Cell {
  if (isVector(column) && column.kind === 'text')
    return (row) => {
      if (isSet(column.validity, row)) textCell(open, column.bytes, column.offsets[row]!, column.offsets[row + 1]!);
    };
  const values = plainCells(column);
  return (row) => {
    const value = flat(values[row]);
    if (typeof value === 'string') {
      const bytes = Buffer.from(value);
      textCell(open, bytes, 0, bytes.length);
    } else if (typeof value === 'boolean') out.ascii(`${open}${line} t="b"><v>${Number(value)}</v></c>`);
    else if (Number.isFinite(value)) {
      out.ascii(open);
      out.ascii(line);
      out.ascii('><v>');
      out.ascii(String(value));
      out.ascii('</v></c>');
    }
  };
}

/** Characters of a cell; a text of fewer bytes has fewer. */
const safe = 32_000;

function textCell(open: string, bytes: Uint8Array, start: number, end: number): void {
  out.ascii(open);
  out.ascii(line);
  if (end - start < safe && isPlain(bytes, start, end)) {
    out.ascii(' t="inlineStr"><is><t>');
    out.copy(bytes, start, end);
  } else {
    out.ascii(' t="inlineStr"><is><t xml:space="preserve">');
    out.text(cellText(textOf(bytes, start, end)).replace(/[&<>\r]/g, escaped));
  }
  out.ascii('</t></is></c>');
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '_x000D_' };
const escaped = (sign: string): string => escapes[sign]!;

/** Bytes that may begin something which a cell does not hold as it is: signs of XML and of control; then `_x`, and the end of the first plane. */
const special = new Uint8Array(256).fill(1, 0, 0x20);
for (const byte of [...Buffer.from('&<>'), 0x7f, 0xc2]) special[byte] = 1;
const underscore = 0x5f;
const x = 0x78;

function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  if (start < end && (bytes[start] === 0x20 || bytes[end - 1] === 0x20)) return false;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (special[byte] || (byte === underscore && bytes[i + 1] === x) || (byte === 0xef && bytes[i + 1] === 0xbf))
      return false;
  }
  return true;
}
