/** Finding the words that placed a company in the text that it registered. */

/** A stretch of the text; `word` is the evidence word it shows, or null. */
export type Stretch = { text: string; word: string | null };

/**
 * Cuts `text` into stretches, marking each occurrence of a word. Compared without regard to width, case, bracket form and white
 * space, as the placement does; `A+B` marks both. Where words overlap, the longest wins. The stretches joined are `text`.
 */
export function highlight(text: string, words: readonly string[]): Stretch[] {
  const { folded, at } = foldWithOffsets(text);
  const owner = new Array<string | null>(text.length).fill(null);
  const wanted = words.flatMap((word) =>
    word.split('+').map((part) => ({ word, folded: foldWithOffsets(part).folded })),
  );
  wanted.sort((a, b) => b.folded.length - a.folded.length);
  for (const { word, folded: part } of wanted) {
    if (part === '') continue;
    for (let i = folded.indexOf(part); i >= 0; i = folded.indexOf(part, i + part.length)) {
      const [start, end] = [at[i]!, at[i + part.length - 1]! + 1];
      if (owner.slice(start, end).every((taken) => taken === null)) owner.fill(word, start, end);
    }
  }
  return stretches(text, owner);
}

function stretches(text: string, owner: readonly (string | null)[]): Stretch[] {
  const found: Stretch[] = [];
  for (let i = 0; i < text.length; i++) {
    const last = found.at(-1);
    if (last && last.word === owner[i]) last.text += text[i];
    else found.push({ text: text[i]!, word: owner[i]! });
  }
  return found;
}

/** Folded text and, for each of its units, the offset in `text` it came from. */
function foldWithOffsets(text: string): { folded: string; at: number[] } {
  let folded = '';
  const at: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = foldUnit(text[i]!);
    if (unit === '') continue;
    folded += unit;
    at.push(i);
  }
  return { folded, at };
}

function foldUnit(unit: string): string {
  if (/\s|\ufeff|〓|\^/.test(unit)) return '';
  if ('【『［〔[（'.includes(unit)) return '(';
  if ('】』］〕]）'.includes(unit)) return ')';
  const code = unit.charCodeAt(0);
  const narrow = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit;
  return /[a-z]/.test(narrow) ? narrow.toUpperCase() : narrow;
}
