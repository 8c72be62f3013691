/** Word documents as lines. The only importer of `mammoth`, which also reads what Word wrote as lists and tables. */
import mammoth from 'mammoth';
import { inspectZip } from '../../data/zip-guard.ts';
import type { Line } from './cut.ts';
import { linesOfHtml } from './html.ts';

/** A document unpacks to no more than this. */
const maxBytes = 128 * 2 ** 20;

/** One paragraph or table row a line. Numbers that Word adds by itself are not in the file and cannot be read. @throws when it is no .docx */
export async function linesOfDocx(bytes: Buffer): Promise<Line[]> {
  inspectZip(bytes, maxBytes);
  const image = mammoth.images.imgElement(async () => ({ src: '' }));
  const { value } = await mammoth.convertToHtml({ buffer: bytes }, { convertImage: image });
  return linesOfHtml(value);
}
