/** Seeded damage to rows and workbooks, as typing, copying and exporting do it. */
import type { Rng } from '../../data/demo/rng.ts';

const odd = [
  '',
  ' ',
  '　',
  '-',
  '—',
  'N/A',
  '#REF!',
  '#N/A',
  '合计',
  '小 计',
  '注：略',
  '约5亿元',
  '1.2亿美元',
  '3千万',
  '五百万',
  '1e308',
  '-1',
  '0',
  '99999999999999999999',
  '2024年2季度',
  '2024.5',
  '2024年13月',
  '45292',
  '2024/5/6 0:00:00',
  '24年5月',
  '1899-12-31',
  '0000-00-00',
  '是',
  '√',
  '×',
  '也许',
  '91500000MA0000000X',
  '"',
  '""',
  "'",
  ',',
  '\t',
  '\n',
  '\r\n',
  '\\',
  '\u0000',
  '\u001f',
  '\uFEFF',
  '\uD83D\uDE00',
  '𠮷',
  '%',
  '🀄',
  '=1+1',
  '=cmd()',
  '{}',
  '[1]',
  'null',
  'NaN',
  'Infinity',
  '１２３万元',
  '（空）',
  'x'.repeat(300),
  '万元',
  '元',
  '￥5000',
  '$100万',
  '5万－10万元',
  '∞',
] as const;

/** One cell damaged: replaced, cut, doubled, widened, or with a strange sign in it. */
export function mutateCell(rng: Rng, cell: unknown): unknown {
  const text = String(cell ?? '');
  const at = rng.int(0, text.length);
  switch (rng.int(0, 7)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text + text;
    case 2:
      return text.slice(0, at) + rng.pick(odd) + text.slice(at);
    case 3:
      return text.replace(/[0-9]/g, (d) => String.fromCharCode(0xff10 + Number(d)));
    case 4:
      return rng.next() * 10 ** rng.int(-5, 15);
    case 5:
      return String.fromCharCode(rng.int(32, 0xd7ff)) + text;
    default:
      return rng.pick(odd);
  }
}

/** One to four cells of a row damaged, or the row shifted, cut, widened. */
export function mutateRow(rng: Rng, row: readonly unknown[]): unknown[] {
  const cells = [...row];
  if (rng.chance(0.08)) return [rng.pick(odd), ...cells];
  if (rng.chance(0.08)) return cells.slice(rng.int(1, 3));
  for (let n = rng.int(1, 4); n > 0; n--) {
    const at = rng.int(0, cells.length - 1);
    cells[at] = mutateCell(rng, cells[at]);
  }
  return cells;
}

/** Whether a workbook drops a row altogether: one without a value is none. */
export const saysNothing = (row: readonly unknown[], cleaned: (cell: unknown) => unknown): boolean =>
  row.every((cell) => {
    const value = cleaned(cell);
    return value === null || value === undefined || value === '';
  });

/** Bytes of a file damaged: some changed, cut off, or doubled. */
export function mutateBytes(rng: Rng, bytes: Uint8Array): Uint8Array {
  if (rng.chance(0.2)) return bytes.slice(0, rng.int(0, bytes.length));
  const copy = Uint8Array.from(bytes);
  for (let n = rng.int(1, 12); n > 0; n--) copy[rng.int(0, copy.length - 1)] = rng.int(0, 255);
  return copy;
}
