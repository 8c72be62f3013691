/** A policy document as rows: one row a piece, the same for .docx, .txt, .html and .pdf. */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../../data/errors.ts';
import type { Database } from '../../data/store/index.ts';
import { encodingOf } from '../read/sniff.ts';
import { namedTable, type Staged } from '../read/staged.ts';
import { cut, type Line, type Piece } from './cut.ts';
import { numberOf } from './document-number.ts';
import { linesOfDocx } from './docx.ts';
import { linesOfHtml } from './html.ts';
import { linesOfPdf } from './pdf.ts';
import { isWrapped, linesOfText } from './plain.ts';

/** Headings under which `ingest/library/policy-texts.ts` finds what a piece says. */
const headers = ['文号', '片段', '次序', '类别', '编号', '位置', '文件标题', '正文', '页'];

/** No document is longer than this. */
const maxBytes = 64 * 2 ** 20;

/**
 * @returns one row a piece; `line` is the line (or paragraph) of the file at which it begins
 * @throws AppError file_format when the file is no document, has no text, or tells its number neither inside nor in its name
 */
export async function stageDocument(db: Database, path: string, key: string): Promise<Staged> {
  const { lines, encoding, wrapped } = await readDocument(path);
  if (lines.every((l) => l.text.trim() === ''))
    throw new AppError('file_empty', 'the document holds no text', 'send it as .docx or .txt', { file: path });
  const number = numberOf(lines, basename(path));
  if (!number)
    throw new AppError(
      'file_format',
      'the document tells its number (文号) neither in a line of its own nor in its file name',
      'put it in front of the file name, for example 渝府发〔2019〕6号 意见.docx',
      { file: path },
    );
  const pieces = cut(lines, { wrapped });
  const table = `pieces_${key}`;
  await db.run(
    `create or replace temp table ${table} (line bigint, sheet varchar, ${headers.map((_, i) => `c${i} varchar`).join(', ')})`,
  );
  await db.append(table, (appender) => {
    const title = titleOf(pieces);
    for (const [i, piece] of pieces.entries()) {
      appender.appendBigInt(BigInt(piece.line));
      appender.appendVarchar('');
      for (const cell of cells(piece, number, title, i + 1)) {
        if (cell === '') appender.appendNull();
        else appender.appendVarchar(cell);
      }
      appender.endRow();
    }
  });
  return {
    from: table,
    width: headers.length,
    tables: [namedTable(headers)],
    ignored: [],
    encoding,
    unread: async () => [],
    close: () => db.run(`drop table if exists ${table}`),
  };
}

const cells = (piece: Piece, number: string, title: string, ordinal: number): string[] => [
  number,
  `${number}#${piece.path}`,
  String(ordinal),
  piece.kind,
  piece.number,
  piece.path,
  title,
  piece.text,
  piece.page === null ? '' : String(piece.page),
];

const titleOf = (pieces: readonly Piece[]): string =>
  pieces
    .filter((p) => p.kind === '标题')
    .map((p) => p.text.replace(/[\s　]/g, ''))
    .join('')
    .slice(0, 200);

type Read = { lines: Line[]; encoding: string; wrapped: boolean };

async function readDocument(path: string): Promise<Read> {
  const name = path.toLowerCase();
  if (statSync(path).size > maxBytes) throw unreadable(path, 'the file is larger than 64 MB');
  const bytes = readFileSync(path);
  try {
    if (name.endsWith('.docx')) return { lines: await linesOfDocx(bytes), encoding: 'docx', wrapped: false };
    if (name.endsWith('.pdf')) return { lines: await linesOfPdf(bytes, path), encoding: 'pdf', wrapped: true };
    if (/\.html?$/.test(name)) {
      const encoding = encodingOf(bytes, path);
      return { lines: linesOfHtml(new TextDecoder(encoding).decode(bytes)), encoding, wrapped: false };
    }
    if (name.endsWith('.txt')) {
      const encoding = encodingOf(bytes, path);
      const lines = linesOfText(new TextDecoder(encoding).decode(bytes));
      return { lines, encoding, wrapped: isWrapped(lines) };
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw unreadable(path, (cause as Error).message.split('\n')[0]!, cause);
  }
  throw unreadable(path, 'this kind of file is not read here');
}

const unreadable = (file: string, what: string, cause?: unknown): AppError =>
  new AppError(
    'file_format',
    `not readable as a document: ${what}`,
    'send .docx, .txt, .html or .pdf with text (save an old .doc or .wps as .docx)',
    { file },
    cause,
  );
