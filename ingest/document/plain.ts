/** Plain text as lines. */
import type { Line } from './cut.ts';

/** Every line with its own line break: joined they are the text. */
export function linesOfText(text: string): Line[] {
  const parts = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  return parts.map((part, i) => ({ text: part, line: i + 1, page: null }));
}

/** Do lines break at a width rather than at the end of a paragraph? Then most long lines stop in the middle of a sentence. */
export function isWrapped(lines: readonly Line[]): boolean {
  const texts = lines.map((l) => l.text.trim()).filter((t) => t !== '');
  const width = Math.max(0, ...texts.map((t) => t.length));
  if (width > 90 || texts.length < 10) return false;
  const long = texts.filter((t) => t.length >= width * 0.8);
  return long.length > texts.length / 3 && long.filter((t) => !/[。；：！？;:!?]$/.test(t)).length > long.length / 2;
}
