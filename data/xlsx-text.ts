/** Text in the XML of a workbook: attributes, entities, rich text, the escapes of signs that XML cannot carry. */

/** The value of an attribute of an opening tag, not decoded. */
export function attribute(tag: string, name: string): string | undefined {
  const at = tag.indexOf(` ${name}="`);
  return at < 0 ? undefined : tag.slice(at + name.length + 3, tag.indexOf('"', at + name.length + 3));
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Entities and `_x000D_` escapes resolved. */
export function decoded(text: string): string {
  const plain = text.includes('&')
    ? text.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (all, name: string) => {
        if (name[0] !== '#') return entities[name] ?? all;
        const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
        return code <= 0x10ffff ? String.fromCodePoint(code) : all;
      })
    : text;
  return plain.includes('_x')
    ? plain.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : plain;
}

/** All text runs of an item, without the phonetic hints beside them. */
export function textOf(xml: string): string {
  const from = xml.indexOf('<t');
  if (from < 0) return '';
  if (xml.includes('<rPh')) return textOf(xml.replace(/<rPh[\s\S]*?<\/rPh>/g, ''));
  let text = '';
  for (let at = from; at >= 0; ) {
    const open = xml.indexOf('>', at);
    const next = xml.charCodeAt(at + 2);
    // <t> and <t xml:space="preserve">, not <tint>
    if (next === 62 || next === 32) {
      const close = xml.indexOf('</t>', open);
      if (close < 0) break;
      text += xml.slice(open + 1, close);
      at = xml.indexOf('<t', close);
    } else at = xml.indexOf('<t', open);
  }
  return decoded(text);
}

/** Characters that XML cannot carry are dropped; «_x0041_» would be read back as an escape, so its first sign is escaped itself. */
const illegal = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;
const cellLimit = 32_767;

/** A text as a cell can hold it, before signs of XML are escaped. */
export const cellText = (text: string): string =>
  text
    .replace(illegal, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .slice(0, cellLimit);

/** Name of a column, from 0: A, B, … Z, AA. */
export const columnLetters = (column: number): string =>
  (column < 26 ? '' : columnLetters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
