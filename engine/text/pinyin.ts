/** Pinyin initials of names, as people type them into a search box. The only importer of pinyin-pro. */
import { pinyin } from 'pinyin-pro';

/** Words that are read otherwise than sign by sign, as names have them. */
const words = new Map([
  ['重庆', 'cq'],
  ['银行', 'yh'],
  ['商行', 'sh'],
  ['厦门', 'xm'],
  ['长', 'c'],
  ['乐', 'l'],
]);
const anyWord = new RegExp([...words.keys()].join('|'), 'g');

/** Changes when the same text may get other initials. */
export const initialsVersion = `1 ${[...words].map(([word, letters]) => word + letters).join()}`;

const letters = new Map<string, string>();

/** A sign's letter; several hundred thousand names have some seven thousand signs, so each is asked for once. */
function letterOf(sign: string): string {
  let letter = letters.get(sign);
  if (letter === undefined) {
    const spoken = pinyin(sign, { toneType: 'none', type: 'array' })[0] ?? '';
    letter = (/^[\u3400-\u9fff]$/.test(sign) ? spoken.slice(0, 1) : sign).toLowerCase().replace(/[^a-z0-9]/g, '');
    letters.set(sign, letter);
  }
  return letter;
}

/** 重庆长安汽车 → cqcaqc. Latin letters and digits stay; brackets, blanks and signs without a reading fall out. */
export function initialsOf(name: string): string {
  let initials = '';
  for (const sign of name.replace(anyWord, (word) => words.get(word)!)) initials += letterOf(sign);
  return initials;
}
