/** A document cut into chapters, articles, clauses and paragraphs. Nothing is lost: the pieces joined are the text. */
import { isDocumentNumber } from './document-number.ts';
import { type Marker, markerOf, type PieceKind, splitAtMarkers } from './marker.ts';

/** One line as the file has it, its line break included. `page` from 1 where the file has pages. */
export type Line = { text: string; line: number; page: number | null };

/** `path` says where the piece stands (第二章/第八条/（一）) and is unique within the document. */
export type Piece = { kind: PieceKind; number: string; path: string; text: string; line: number; page: number | null };

type Run = Line & { marker: Marker | null };

/** @param wrapped lines break where the page ends, not where the paragraph does (PDF, some text files) */
export function cut(lines: readonly Line[], { wrapped = false } = {}): Piece[] {
  return named(runsOf(lines, wrapped));
}

/** Lines joined to pieces: a run goes on until the next line opens another. Blank lines belong to what stands before them. */
function runsOf(lines: readonly Line[], wrapped: boolean): Run[] {
  const width = wrapped ? usualWidth(lines) : 0;
  const runs: Run[] = [];
  let before = '';
  let blankBefore = true;
  for (const line of lines) {
    for (const [i, text] of splitAtMarkers(line.text).entries()) {
      const last = runs.at(-1);
      const blank = isBlank(text);
      const waiting = last !== undefined && isBlank(last.text);
      const goesOn =
        blank || waiting || isPageNumber(text) || (i === 0 && wrapped && continues(text, before, blankBefore, width));
      if (last && goesOn) {
        last.text += text;
        if (waiting && !blank) Object.assign(last, { line: line.line, page: line.page, marker: markerOf(last.text) });
      } else runs.push({ ...line, text, marker: markerOf(text) });
      if (!blank && !isPageNumber(text)) before = text;
      blankBefore = blank;
    }
  }
  return runs;
}

const isBlank = (text: string): boolean => /^[\s　]*$/.test(text);
const isPageNumber = (text: string): boolean => /^[\s　]*[—–-]\s*\d{1,3}\s*[—–-][\s　]*$/.test(text);
const lengthOf = (text: string): number => text.replace(/[\s　]+$/, '').length;

const usualWidth = (lines: readonly Line[]): number => {
  const lengths = lines
    .map((l) => lengthOf(l.text))
    .filter((n) => n > 0)
    .sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length * 0.9)] ?? 0;
};

/** Does a wrapped line carry on the paragraph before it? Not after a full stop, a short line or a gap, nor when it opens a part. */
function continues(text: string, before: string, blankBefore: boolean, width: number): boolean {
  if (before === '' || blankBefore || markerOf(text) || /^(　{2}| {2,}|\t)/.test(text)) return false;
  if (isDocumentNumber(text) || isDocumentNumber(before)) return false;
  return !/[。；：！？;:!?…]["”』」）)]?[\s　]*$/.test(before) && lengthOf(before) >= width * 0.75;
}

/** Gives every run its kind, its number and its place among the others. */
function named(runs: readonly Run[]): Piece[] {
  const head = headOf(runs);
  const open: Marker[] = [];
  const seen = new Map<string, number>();
  return runs.map(({ text, line, page, marker }, index) => {
    const kind = head[index] ?? marker?.kind ?? '段';
    const own = head[index] ? null : marker;
    if (own) {
      while (open.length && open.at(-1)!.rank >= own.rank) open.pop();
      if (own.kind !== '列举') open.push(own);
    }
    const parent = open.map((m) => m.number).join('/');
    const path = own && own.kind !== '列举' ? parent : nth(seen, `${parent}/${short[kind] ?? 'p'}`);
    return { kind, number: own?.number ?? '', path: unique(seen, path), text, line, page };
  });
}

const short: Partial<Record<PieceKind, string>> = { 标题: 't', 文号: 'n', 列举: 'l' };

/** `三/p` → 三/p1, 三/p2, … in the order of asking. */
function nth(seen: Map<string, number>, stem: string): string {
  const n = (seen.get(`${stem}*`) ?? 0) + 1;
  seen.set(`${stem}*`, n);
  return `${stem}${n}`.replace(/^\//, '');
}

function unique(seen: Map<string, number>, path: string): string {
  const n = (seen.get(path) ?? 0) + 1;
  seen.set(path, n);
  return n === 1 ? path : `${path}~${n}`;
}

/** How far a title and the number below it may reach. */
const headWithin = 12;

/** 标题 and 文号 for the runs before the body: what stands above a line that is nothing but a document number, else the first lines without a full stop. */
function headOf(runs: readonly Run[]): (PieceKind | undefined)[] {
  const top = runs.slice(0, headWithin);
  const numbered = top.findIndex((run) => isDocumentNumber(run.text));
  if (numbered >= 0) return top.slice(0, numbered + 1).map((_, i) => (i === numbered ? '文号' : '标题'));
  const body = top.findIndex(
    (run) => run.marker !== null || /[。；：，]/.test(run.text) || run.text.trim().length > 60,
  );
  return top.slice(0, body < 0 ? 1 : body).map(() => '标题');
}
