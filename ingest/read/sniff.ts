/** Looks at the start of a delimited text file: compression, encoding, separator, headings. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { AppError } from '../../data/errors.ts';

export type Sniffed = {
  gzip: boolean;
  encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';
  delimiter: string;
  /** The first records: their cells, and the line on which each ends. Titles above a header have their own number of cells. */
  head: { cells: string[]; line: number }[];
};

const sampleBytes = 1 << 18;
/** Titles, a header and column numbers are within so many records. */
const recordsInHead = 24;

/** @throws AppError file_truncated, file_encoding */
export function sniff(path: string): Sniffed {
  const { head, gzip } = readHead(path);
  const encoding = encodingOf(head, path);
  const text = new TextDecoder(encoding).decode(head, { stream: true }).replace(/^\uFEFF/, '');
  const delimiter = delimiterOf(text);
  return { gzip, encoding, delimiter, head: firstRecords(text, delimiter) };
}

/** The separator that gives the most cells in the first line in which any gives more than one. */
function delimiterOf(text: string): string {
  for (const line of text.split('\n', recordsInHead)) {
    const [best] = [',', '\t', ';', '|'].map((d) => ({ d, n: line.split(d).length })).sort((a, b) => b.n - a.n);
    if (best!.n > 1) return best!.d;
  }
  return ',';
}

function firstRecords(text: string, delimiter: string): Sniffed['head'] {
  const records: Sniffed['head'] = [];
  let line = 0;
  for (let at = 0; at < text.length && records.length < recordsInHead; ) {
    const rest = text.slice(at);
    const end = firstRecordEnd(rest);
    const record = rest.slice(0, end);
    line += record.split('\n').length;
    records.push({ cells: splitRecord(record, delimiter), line });
    at += end + 1;
  }
  return records;
}

function readHead(path: string): { head: Buffer; gzip: boolean } {
  const raw = Buffer.alloc(Math.min(statSync(path).size, sampleBytes));
  const handle = openSync(path, 'r');
  readSync(handle, raw, 0, raw.length, 0);
  closeSync(handle);
  if (raw[0] !== 0x1f || raw[1] !== 0x8b) return { head: raw, gzip: false };
  try {
    return { head: gunzipSync(raw, { finishFlush: constants.Z_SYNC_FLUSH }), gzip: true };
  } catch (cause) {
    throw new AppError(
      'file_truncated',
      'the gzip stream is damaged at its start',
      'copy or download the file again',
      { file: path, line: 1 },
      cause,
    );
  }
}

/** UTF-8 before GBK. @throws AppError file_encoding, naming the line */
export function encodingOf(head: Buffer, path: string): Sniffed['encoding'] {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
      return encoding;
    } catch {
      // the next encoding is tried
    }
  }
  const line =
    head
      .subarray(
        0,
        head.findIndex((byte) => byte >= 0x80),
      )
      .filter((byte) => byte === 10).length + 1;
  throw new AppError(
    'file_encoding',
    'the text is neither UTF-8 nor GBK (GB 18030)',
    'save it as UTF-8 (in Excel: «CSV UTF-8») and send it again',
    { file: path, line },
  );
}

function firstRecordEnd(text: string): number {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === '\n' && !quoted) return i;
  }
  return text.length;
}

function splitRecord(record: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const sign of record.replace(/\r$/, '')) {
    if (sign === '"') quoted = !quoted;
    else if (sign === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell];
}
