/** Pieces of a document: nothing is lost, every piece has a place of its own, markers open pieces and citations do not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, type Piece } from '../../../ingest/document/cut.ts';
import { numberOf, spellNumber } from '../../../ingest/document/document-number.ts';
import { isWrapped, linesOfText } from '../../../ingest/document/plain.ts';

const piecesOf = (text: string, wrapped = false): Piece[] => cut(linesOfText(text), { wrapped });
const outline = (pieces: Piece[]) => pieces.map((p) => `${p.kind} ${p.path}`);

const law = `关于促进某产业发展的若干措施
演示府发〔2025〕3号

第一章　总则
第一条　为促进发展，制定本措施。
本措施适用于全市。
第二条　下列企业可以申报：（一）正常经营的；（二）依法纳税的。依照第一条规定执行。
第二章　支持
第三条　支持方式如下：
（一）补助。
1.按统一标准；
2.总额控制。
（1）先到先得；
——另行公告。
附件：申报表
`;

describe('the structure of a document', () => {
  it('chapters, articles, clauses within a line, items, bullets, an annex', () => {
    expect(outline(piecesOf(law))).toEqual([
      '标题 t1',
      '文号 n1',
      '章 第一章',
      '条 第一章/第一条',
      '段 第一章/第一条/p1',
      '条 第一章/第二条',
      '项 第一章/第二条/（一）',
      '项 第一章/第二条/（二）',
      '章 第二章',
      '条 第二章/第三条',
      '项 第二章/第三条/（一）',
      '目 第二章/第三条/（一）/1.',
      '目 第二章/第三条/（一）/2.',
      '子目 第二章/第三条/（一）/2./（1）',
      '列举 第二章/第三条/（一）/2./（1）/l1',
      '附件 附件',
    ]);
  });

  it('an article that is only cited opens nothing', () => {
    expect(outline(piecesOf('第三条规定的企业除外。\n第三条第二款另有规定。\n第三条　企业应当公开。\n'))).toEqual([
      '段 p1',
      '段 p2',
      '条 第三条',
    ]);
  });

  it('figures with a point are no items, the same number twice gets its own place', () => {
    expect(outline(piecesOf('标准如下：1.5%的补助。\n一、甲。\n一、乙。\n'))).toEqual([
      '段 p1',
      '部分 一',
      '部分 一~2',
    ]);
  });

  it('joins lines that break at the width of the page, and keeps the page number out of the way', () => {
    const lines = [
      '第一条　本市对全部符合条件的企业按照统一的标准给予研发',
      '投入补助，标准另行公布，任何企业都可以在网上平台申报和',
      '— 1 —',
      '查询。',
      '第二条　本措施自印发之日起施行。',
    ];
    const pieces = piecesOf(`${lines.join('\n')}\n`, true);
    expect(outline(pieces)).toEqual(['条 第一条', '条 第二条']);
    expect(pieces.map((p) => p.line)).toEqual([1, 5]);
    expect(isWrapped(linesOfText(`${lines.join('\n')}\n`.repeat(3)))).toBe(true);
    expect(isWrapped(linesOfText(law))).toBe(false);
  });
});

const fragment = fc.constantFrom(
  '第一章　总则',
  '第二条　',
  '第十条规定的',
  '（一）',
  '(2)',
  '3.',
  '①',
  '——',
  '一、',
  '附件：',
  '\n',
  '\r\n',
  '\n\n',
  '\r',
  '　　',
  ' ',
  '— 3 —\n',
  '。',
  '；',
  '：',
  '企业应当',
  '渝府发〔2019〕6号',
  '最高500万元',
  'ABC',
  '𠀀',
  '第',
  '条',
  '（',
);

describe('nothing is lost', () => {
  it.each([false, true])('the pieces joined are the text, and no two share a place (wrapped: %s)', (wrapped) => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fragment, { maxLength: 60 }).map((f) => f.join('')),
          fc.string({ unit: 'grapheme' }),
        ),
        (text) => {
          const pieces = piecesOf(text, wrapped);
          expect(pieces.map((p) => p.text).join('')).toBe(text);
          expect(new Set(pieces.map((p) => p.path)).size).toBe(pieces.length);
        },
      ),
      { numRuns: 1_500 },
    );
  });
});

describe('document numbers', () => {
  it('one spelling for all brackets and spaces', () => {
    for (const text of ['渝府发[2019]6号', '渝府发〔2019〕 6 号', '渝府发（2019）第6号', '渝府发【2019】6号'])
      expect(spellNumber(text)).toBe('渝府发〔2019〕6号');
  });

  it('is a line of its own, else stands in the file name; a cited one is not taken', () => {
    const lines = linesOfText('关于某事的通知\n根据国发〔2024〕1号，现通知如下：\n');
    expect(numberOf(lines, '通知.txt')).toBeNull();
    expect(numberOf(lines, '演示府发[2025]9号 通知.txt')).toBe('演示府发〔2025〕9号');
    expect(numberOf(linesOfText('关于某事的通知\n发文字号：演示府发（2025）10号\n'), 'x.txt')).toBe(
      '演示府发〔2025〕10号',
    );
  });
});
