/** Web pages as lines of text: one block element a line, tags and scripts left out, entities read. */
import type { Line } from './cut.ts';

const silent = /<(script|style|head|noscript|template|svg)\b[^>]*>[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->|<!doctype[^>]*>/gi;
const blocks =
  /<\/?(p|div|br|h[1-6]|li|ul|ol|tr|table|section|article|header|footer|main|nav|dd|dt|dl|blockquote|pre|hr|title|body|form|option)\b[^>]*>/gi;
const entities: Record<string, string> = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  middot: '·',
  bull: '•',
  emsp: '　',
  ensp: ' ',
  times: '×',
  permil: '‰',
};

/** The visible text, a line a block; blank lines are left out. */
export function linesOfHtml(html: string): Line[] {
  const body = /<body\b[^>]*>([\s\S]*)<\/body\s*>/i.exec(html)?.[1] ?? html;
  return body
    .replace(silent, '')
    .replace(/<\/t[dh]>\s*(?=<t[dh])/gi, '\t')
    .replace(/[\r\n]+/g, ' ')
    .replace(blocks, '\n')
    .replace(/<[^>]*>/g, '')
    .split('\n')
    .map((text) =>
      readEntities(text)
        .replace(/[ \t]+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '')
    .map((text, i) => ({ text: `${text}\n`, line: i + 1, page: null }));
}

const readEntities = (text: string): string =>
  text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+\d?);/gi, (whole, name: string) => {
    if (name[0] !== '#') return entities[name.toLowerCase()] ?? whole;
    const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
