/** Looks at the start of a delimited text file: compression, encoding, separator, headings. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { AppError } from '../../data/errors.ts';

export type Sniffed = {
  gzip: boolean;
  encoding: 'utf-8' | 'gb18030' | 'utf-16le';
  delimiter: string;
  headers: string[];
  empty: boolean;
};

const sampleBytes = 1 << 18;

/** @throws AppError file_truncated, file_encoding */
export function sniff(path: string): Sniffed {
  const { head, gzip } = readHead(path);
  const encoding = encodingOf(head, path);
  const text = new TextDecoder(encoding).decode(head, { stream: true }).replace(/^\uFEFF/, '');
  const end = firstRecordEnd(text);
  const first = text.slice(0, end);
  const delimiter = [',', '\t', ';', '|'].map((d) => ({ d, n: first.split(d).length })).sort((a, b) => b.n - a.n)[0]!.d;
  return { gzip, encoding, delimiter, headers: splitRecord(first, delimiter), empty: text.slice(end).trim() === '' };
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
