/** PDF documents as lines, from the text that they carry; pages are not recognised from pictures. The only importer of `pdfjs-dist`. */
import { fileURLToPath } from 'node:url';
import { AppError } from '../../data/errors.ts';
import type { Line } from './cut.ts';

const root = new URL('../../node_modules/pdfjs-dist/', import.meta.url);
type Item = { str: string; hasEOL: boolean; transform: number[]; height: number };

/** @throws AppError file_format, naming the page, where a page has no text (scanned) */
export async function linesOfPdf(bytes: Buffer, file: string): Promise<Line[]> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: fileURLToPath(new URL('cmaps/', root)),
    cMapPacked: true,
    standardFontDataUrl: fileURLToPath(new URL('standard_fonts/', root)),
    isEvalSupported: false,
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const pdf = await task.promise;
    const lines: Line[] = [];
    for (let page = 1; page <= pdf.numPages; page++) {
      const { items } = await (await pdf.getPage(page)).getTextContent();
      const texts = rowsOf(items as Item[]);
      if (texts.length === 0) throw scanned(file, page, pdf.numPages);
      for (const text of texts) lines.push({ text: `${text}\n`, line: lines.length + 1, page });
    }
    return lines;
  } finally {
    await task.destroy();
  }
}

/** Runs of text on one height are a line. */
function rowsOf(items: readonly Item[]): string[] {
  const rows: { y: number; text: string }[] = [];
  for (const { str, transform, height } of items) {
    if (str === '') continue;
    const y = transform[5]!;
    const last = rows.at(-1);
    if (last && Math.abs(last.y - y) < Math.max(2, height / 2)) last.text += str;
    else rows.push({ y, text: str });
  }
  return rows.map((row) => row.text.trimEnd()).filter((text) => text.trim() !== '');
}

const scanned = (file: string, page: number, pages: number): AppError =>
  new AppError(
    'file_format',
    `page ${page} of ${pages} holds no text: it is most likely a scanned picture`,
    'send the document as .docx or as a PDF with text, or run character recognition over it first',
    { file, line: page },
  );
