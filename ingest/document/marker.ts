/** How parts of Chinese official documents are numbered: 第一章, 第一条, 一、, （一）, 1., （1）, ——. */

/** Kinds of pieces. 标题 and 文号 stand before the body; 段 is a paragraph without a number of its own. */
export const pieceKinds = [
  '标题',
  '文号',
  '附件',
  '编',
  '章',
  '节',
  '部分',
  '条',
  '项',
  '目',
  '子目',
  '列举',
  '段',
] as const;
export type PieceKind = (typeof pieceKinds)[number];

/** A numbered part: deeper kinds have higher ranks; `number` is the number as written, in one spelling of brackets. */
export type Marker = { kind: PieceKind; rank: number; number: string };

const digits = '[一二三四五六七八九十百零〇两]+';
const count = `(?:${digits}|\\d{1,3})`;
/** 第三条规定的…, 第三条第二款 speak of an article and do not open one. */
const notCited = '(?!\\s*(?:规定|所|的|第|至|和|及|、|之[^一二三四五六七八九十]|款|项|中|以))';

const patterns: [PieceKind, RegExp][] = [
  ['附件', /^(附\s*件\s*\d{0,2})(?=\s*[:：]|\s*$)/],
  ['编', new RegExp(`^(第${count}编)`)],
  ['章', new RegExp(`^(第\\s*${count}\\s*章)(?=[\\s　]|$)`)],
  ['节', new RegExp(`^(第\\s*${count}\\s*节)(?=[\\s　]|$)`)],
  ['条', new RegExp(`^(第\\s*${count}\\s*条(?:之${digits})?)${notCited}`)],
  ['部分', new RegExp(`^(${digits}、)`)],
  ['项', new RegExp(`^([（(]\\s*${digits}\\s*[）)])`)],
  ['目', /^(\d{1,2}[.．、])(?!\d)/],
  ['子目', /^([（(]\d{1,2}[）)]|[①-⑳])/],
  ['列举', /^(——|—(?!\s*\d)|[●•·])/],
];

/** The marker that a text opens with, white space before it apart; null = none. */
export function markerOf(text: string): Marker | null {
  const start = text.replace(/^[\s　]+/, '');
  for (const [rank, [kind, pattern]] of patterns.entries()) {
    const found = pattern.exec(start);
    if (found) return { kind, rank, number: kind === '列举' ? '' : spell(found[1]!) };
  }
  return null;
}

const spell = (number: string): string =>
  number
    .replace(/[\s　]/g, '')
    .replace('(', '（')
    .replace(')', '）')
    .replace('．', '.')
    .replace(/、$/, '');

/** Where markers stand within a line: after the end of a sentence or of a list head, never after a word. */
const inline = new RegExp(
  `(?<=[。；;：:！？])[\\s　]*(?=第${count}条[\\s　]|[（(]${digits}[）)]|[（(]\\d{1,2}[）)]|\\d{1,2}[.．、](?!\\d)|[①-⑳])`,
  'g',
);

/** A line cut before every marker within it; the parts joined are the line. */
export function splitAtMarkers(line: string): string[] {
  const cuts = [...line.matchAll(inline)].map((m) => m.index + m[0].length).filter((at) => at > 0 && at < line.length);
  const edges = [0, ...new Set(cuts), line.length];
  return edges.slice(1).map((end, i) => line.slice(edges[i], end));
}
