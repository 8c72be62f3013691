/** Document numbers (文号) such as 渝府发〔2019〕6号, in one spelling, so that a text finds its policy. */

const pattern = /[\p{Script=Han}]{1,24}\s*[〔[［【（(﹝]\s*(?:19|20)\d{2}\s*[〕\]］】）)﹞]\s*(?:第\s*)?\d{1,5}\s*号/u;
const alone = new RegExp(`^[\\s　]*(?:发文字号|文号|文件编号)?[:：\\s　]*(${pattern.source})[\\s　]*$`, 'u');

/** Is a line nothing but a document number? */
export const isDocumentNumber = (line: string): boolean => line.length < 80 && alone.test(line);

/** Brackets as 〔〕, no spaces, no 第. Text without a number comes back trimmed. */
export const spellNumber = (text: string): string =>
  text
    .replace(/[\s　]/g, '')
    .replace(/[[［【（(﹝](?=(?:19|20)\d{2})/, '〔')
    .replace(/(?<=(?:19|20)\d{2})[\]］】）)﹞](?:第)?/, '〕');

/** The number of a document: a line of its own near its head, else in its file name; null = none. */
export function numberOf(lines: readonly { text: string }[], file: string): string | null {
  const own = lines.slice(0, 60).find((line) => isDocumentNumber(line.text));
  const found = (own && alone.exec(own.text)?.[1]) ?? pattern.exec(file)?.[0];
  return found ? spellNumber(found) : null;
}
