/** The text of some invented policies, as their offices would send it: Word files, and plain text in two encodings. */
import { writeDocx } from '../docx.ts';
import { encodeGbk } from '../encoding.ts';
import type { PolicyDraft } from './policies.ts';
import type { Rng } from './rng.ts';

/** `rows`: pieces into which the document is cut. */
type PolicyDocument = { name: string; bytes: Uint8Array; rows: number };

/** Stands in every document, below its number. */
export const notice = '（合成文本：机关、文号和条款均为虚构，不得作为依据。）';

const encoder = new TextEncoder();
const forms: { ending: string; write: (lines: readonly string[]) => Uint8Array }[] = [
  { ending: 'docx', write: writeDocx },
  { ending: 'docx', write: writeDocx },
  { ending: 'txt', write: (lines) => encodeGbk(plain(lines)) },
  { ending: 'docx', write: writeDocx },
  { ending: 'docx', write: writeDocx },
  { ending: 'txt', write: (lines) => encoder.encode(plain(lines)) },
];
const plain = (lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;

/** Up to six of the policies written out. */
export function policyDocuments(rng: Rng, drafts: readonly PolicyDraft[]): PolicyDocument[] {
  return rng.sample(drafts, forms.length).map((draft, i) => {
    const { ending, write } = forms[i]!;
    const lines = linesOf(draft);
    return { name: `政策文本_${i + 1}.${ending}`, bytes: write(lines), rows: lines.length };
  });
}

/** One paragraph a line: title, number, notice, three chapters, who issued it and when. */
function linesOf({ policy_id, title, issuer, issued, effective, expires, chain, clauses }: PolicyDraft): string[] {
  let last = 0;
  const article = (text: string): string => `第${numerals[last++]}条　${text}`;
  return [
    title,
    policy_id,
    notice,
    '第一章　总则',
    article(`为推动${chain?.split('·')[1] ?? '先进制造'}产业高质量发展，制定本文件。`),
    article('本文件适用于符合规划和环保、安全要求的经营主体，不区分所有制形式。'),
    '第二章　支持措施',
    ...clauses.map((clause) => article(clause.text)),
    '第三章　附则',
    article(`本文件自${inWords(effective)}起施行${expires ? `，有效期至${inWords(expires)}` : ''}。`),
    article('本文件由制定机关负责解释。'),
    issuer,
    inWords(issued),
  ];
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const inWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};
