/** Reading a registered business scope: boilerplate off, clauses and items apart. */

/**
 * One item of a scope: `text.slice(start, end)`. `clause` and `part` number the 分号 clause and the comma part it stands
 * in; `header`: a colon follows; `closes`: where the bracket that follows it closes, 0 = no bracket follows.
 */
export type Item = {
  start: number;
  end: number;
  clause: number;
  part: number;
  header: boolean;
  closes: number;
};

/** UTF-16 unit → its folded unit, 0 = dropped by `fold`. */
const FOLDED = (() => {
  const table = Uint16Array.from({ length: 1 << 16 }, (_, unit) => unit);
  const put = (from: string, to: string) => {
    for (const c of from) table[c.charCodeAt(0)] = to === '' ? 0 : to.charCodeAt(0);
  };
  for (let unit = 0xff01; unit <= 0xff5e; unit++) table[unit] = unit - 0xfee0;
  put('【『［〔[', '(');
  put('】』］〕]', ')');
  put(' \t\n\r\v\f\u00a0\u3000\ufeff〓^', '');
  for (let unit = 0x61; unit <= 0x7a; unit++) {
    table[unit] = unit - 0x20;
    table[unit + 0xfee0] = unit - 0x20;
  }
  return table;
})();
const NEGATION =
  '不含|不包括|不包含|不得|除|非|限|凭|以上|依法|涉及|国家|法律|有效期|另行|另设|另办|具体|需|须|许可|筹建|危险|由';
const NEGATED_BRACKET = new RegExp(`\\((?:[^()]*,)?(?:均|皆)?(?:${NEGATION})[^()]*\\)`, 'g');
const EXCEPTED_BRACKET = /\([^()]*除外\)/g;
const EXCEPTED_ITEM = /(?<=^|[;。,、:(])[^;。,、:()]*除外/g;
const EXCEPT_ITEM = /除(?!尘|湿|铁|油|垢|臭|冰|雪|草|虫|甲醛)[^;。,、()]*?(?:以外|之外|外)(?!围)/g;
const WITHOUT_REST = /(?:均|皆)?(?:不含|不包括|不包含|不得)[^;。,)]*/g;

/** Where folding works, used again each time. */
let units = new Uint16Array(8192);
let unitBytes = Buffer.from(units.buffer);

function roomFor(length: number): void {
  if (length <= units.length) return;
  units = new Uint16Array(2 * length);
  unitBytes = Buffer.from(units.buffer);
}

/** The UTF-16 units of `fold(text)`, until the next text is folded. */
export function foldUnits(text: string): Uint16Array {
  roomFor(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = FOLDED[text.charCodeAt(i)]!;
    if (unit !== 0) units[length++] = unit;
  }
  return units.subarray(0, length);
}

/** The same of a text in UTF-8, without making a string of it. */
export function foldBytes(bytes: Uint8Array, start: number, end: number): Uint16Array {
  roomFor(end - start);
  let length = 0;
  for (let i = start; i < end; ) {
    const first = bytes[i++]!;
    let code = first;
    if (first >= 0xf0) {
      code = ((first & 7) << 18) | ((bytes[i]! & 63) << 12) | ((bytes[i + 1]! & 63) << 6) | (bytes[i + 2]! & 63);
      i += 3;
      units[length++] = 0xd7c0 + (code >> 10);
      code = 0xdc00 | (code & 0x3ff);
    } else if (first >= 0xe0) {
      code = ((first & 15) << 12) | ((bytes[i]! & 63) << 6) | (bytes[i + 1]! & 63);
      i += 2;
    } else if (first >= 0xc0) code = ((first & 31) << 6) | (bytes[i++]! & 63);
    const unit = FOLDED[code]!;
    if (unit !== 0) units[length++] = unit;
  }
  return units.subarray(0, length);
}

/** Half-width, upper-case Latin, round brackets, no white space: the form in which terms and scopes are compared. */
export function fold(text: string): string {
  const { length } = foldUnits(text);
  return unitBytes.toString('utf16le', 0, length * 2);
}

/** Takes out, from a folded scope, what registrars add to every scope and what the scope itself rules out. */
export function cleanScope(folded: string, boilerplate: readonly RegExp[]): string {
  let text = folded;
  for (const pattern of boilerplate) text = text.replace(pattern, '');
  if (text.includes('(')) text = text.replace(NEGATED_BRACKET, '').replace(EXCEPTED_BRACKET, '');
  if (text.includes('除')) text = text.replace(EXCEPTED_ITEM, '').replace(EXCEPT_ITEM, '');
  return text.includes('不') ? text.replace(WITHOUT_REST, '') : text;
}

const SEMICOLON = 0x3b;
const SEPARATES = new Uint8Array(1 << 16);
for (const c of ';。,、:()/') SEPARATES[c.charCodeAt(0)] = 1;

/** Splits a cleaned scope. Brackets open and close items; the words before a colon are a header. Empty items are dropped. */
export function splitScope(text: string): Item[] {
  const items: Item[] = [];
  let start = 0;
  let clause = 0;
  let part = 0;
  for (let i = 0; i <= text.length; i++) {
    const unit = i === text.length ? SEMICOLON : text.charCodeAt(i);
    if (SEPARATES[unit] === 0) continue;
    const c = String.fromCharCode(unit);
    if (i > start) {
      const closes = c === '(' ? Math.max(0, text.indexOf(')', i)) : 0;
      items.push({ start, end: i, clause, part, header: c === ':', closes });
    }
    start = i + 1;
    if (c === ';' || c === '。') clause++;
    if (c === ';' || c === '。' || c === ',') part++;
  }
  return items;
}
