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

const NEEDS_FOLDING = /[\s\uff01-\uff5ea-z〓【】［］『』〔〕]/;
const NEGATION =
  '不含|不包括|不包含|不得|除|非|限|凭|以上|依法|涉及|国家|法律|有效期|另行|另设|另办|具体|需|须|许可|筹建|危险|由';
const NEGATED_BRACKET = new RegExp(`\\((?:[^()]*,)?(?:均|皆)?(?:${NEGATION})[^()]*\\)`, 'g');
const EXCEPTED_BRACKET = /\([^()]*除外\)/g;
const EXCEPTED_ITEM = /(?<=^|[;。,、:(])[^;。,、:()]*除外/g;
const EXCEPT_ITEM = /除(?!尘|湿|铁|油|垢|臭|冰|雪|草|虫|甲醛)[^;。,、()]*?(?:以外|之外|外)(?!围)/g;
const WITHOUT_REST = /(?:均|皆)?(?:不含|不包括|不包含|不得)[^;。,)]*/g;

/** Half-width, upper-case Latin, no white space: the form in which terms and scopes are compared. */
export function fold(text: string): string {
  if (!NEEDS_FOLDING.test(text)) return text;
  return text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[【『［〔]/g, '(')
    .replace(/[】』］〕]/g, ')')
    .replace(/[\s〓^]/g, '')
    .toUpperCase();
}

/** Takes out, from a folded scope, what registrars add to every scope and what the scope itself rules out. */
export function cleanScope(folded: string, boilerplate: readonly RegExp[]): string {
  let text = folded.replaceAll('[', '(').replaceAll(']', ')');
  for (const pattern of boilerplate) text = text.replace(pattern, '');
  if (text.includes('(')) text = text.replace(NEGATED_BRACKET, '').replace(EXCEPTED_BRACKET, '');
  if (text.includes('除')) text = text.replace(EXCEPTED_ITEM, '').replace(EXCEPT_ITEM, '');
  return text.includes('不') ? text.replace(WITHOUT_REST, '') : text;
}

/** Splits a cleaned scope. Brackets open and close items; the words before a colon are a header. Empty items are dropped. */
export function splitScope(text: string): Item[] {
  const items: Item[] = [];
  let start = 0;
  let clause = 0;
  let part = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = i === text.length ? ';' : text[i]!;
    if (!';。,、:()/'.includes(c)) continue;
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
