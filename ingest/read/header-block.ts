/** Where the header of a table stands: one to three lines below titles, above a line of column numbers, with the unit of the table. */
import type { Heading } from '../header.ts';

/** `from` and `to` are the header's first and last index among the lines, `body` the index of the first row below it. */
export type HeaderBlock = { from: number; to: number; body: number; headings: Heading[] };

/** A header begins within the first lines of a sheet, below titles and notes. */
const beginsWithin = 15;
const tallest = 3;

/**
 * The block of lines in which the most headings are known; of equals the highest up and the lowest in height.
 * @param lines cells as text; merged cells carry their text in every cell that they cover
 * @param atLeast how many lines a header must have that begins at an index (a merged cell reaches down so far)
 * @param known how many of these headings are known
 */
export function locateHeader(
  lines: readonly (readonly string[])[],
  atLeast: (index: number) => number,
  known: (headings: Heading[]) => number,
): HeaderBlock | null {
  let best: { score: number; from: number; to: number } | null = null;
  for (let from = 0; from < Math.min(beginsWithin, lines.length); from++) {
    if (isTitle(lines[from]!)) continue;
    for (let height = Math.min(atLeast(from), tallest); height <= tallest && from + height <= lines.length; height++) {
      const score = known(headingsOf(lines.slice(from, from + height), ''));
      if (score > (best?.score ?? 1)) best = { score, from, to: from + height - 1 };
    }
  }
  if (!best) return null;
  const unit = unitAbove(lines.slice(0, best.from));
  const numbered = isColumnNumbers(lines[best.to + 1] ?? []);
  return {
    from: best.from,
    to: best.to,
    body: best.to + (numbered ? 2 : 1),
    headings: headingsOf(lines.slice(best.from, best.to + 1), unit),
  };
}

/** A line that says one thing over all columns heads no column. */
const isTitle = (line: readonly string[]): boolean =>
  line.length > 1 && new Set(line.map((cell) => cell.trim()).filter(Boolean)).size === 1;

/** One path a column. An empty cell above a filled one belongs to the heading on its left, as a merged cell would. */
function headingsOf(block: readonly (readonly string[])[], lineUnit: string): Heading[] {
  const width = Math.max(0, ...block.map((line) => line.length));
  const filled = block.map((line, depth) => {
    let last = '';
    return Array.from({ length: width }, (_, column) => {
      const own = (line[column] ?? '').trim();
      const below = block.slice(depth + 1).some((under) => (under[column] ?? '').trim() !== '');
      const above = depth === 0 || (block[depth - 1]![column] ?? '').trim() === '';
      if (own) last = own;
      return own || (below && above ? last : '');
    });
  });
  return Array.from({ length: width }, (_, column) => ({
    path: filled.map((line) => line[column]!).filter((text, depth, all) => text && text !== all[depth - 1]),
    ...(lineUnit ? { lineUnit } : {}),
  }));
}

/** «单位：万元、亩» names the unit of amounts. */
export function unitAbove(lines: readonly (readonly string[])[]): string {
  for (const cell of lines.flat()) {
    const told = /单位\s*[:：为]?\s*([^\s）)]+)/.exec(cell)?.[1];
    const unit = told && /亿元|万元|千元|亿美元|万美元|元/.exec(told)?.[0];
    if (unit) return unit;
  }
  return '';
}

/** A line that only counts the columns: 1 2 3 …, 甲 乙 1 2 …, (1) (2) (3)=(1)+(2). */
function isColumnNumbers(line: readonly string[]): boolean {
  const cells = line.map((cell) => cell.trim()).filter(Boolean);
  const numbers = cells.map((cell) => Number(/^[（(]?(\d{1,3})[）)]?(=.*)?$/.exec(cell)?.[1] ?? Number.NaN));
  const counted = numbers.filter((n) => !Number.isNaN(n));
  const ordinals = cells.filter((cell) => /^[甲乙丙丁戊]$/.test(cell)).length;
  return (
    counted.length >= 3 &&
    counted.length + ordinals === cells.length &&
    counted.every((n, i) => i === 0 || n === counted[i - 1]! + 1)
  );
}
