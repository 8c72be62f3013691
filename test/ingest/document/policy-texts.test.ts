/** Policy documents through the door: .docx, .pdf, .html and .txt give the same pieces; what has no text says which page. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDocx } from '../../../data/docx.ts';
import { encodeGbk } from '../../../data/encoding.ts';
import { AppError } from '../../../data/errors.ts';
import { pdf } from '../../support/documents.ts';
import { type TestStore, testStore } from '../../support/store.ts';

let t: TestStore;
beforeAll(async () => {
  t = await testStore();
});
afterAll(() => t.remove());

const paragraphs = [
  '关于促进某产业发展的若干措施',
  '演示府发〔2025〕3号',
  '第一条　面向全部企业，按统一标准给予补助。',
  '第二条　支持方式：（一）贴息；（二）担保。',
];
const plain = paragraphs.join('\n');

const piecesOf = async (name: string, content: string | Uint8Array) => {
  const result = await t.ingest('policy_texts', t.write(name, content));
  expect(result.load.rejected).toBe(0);
  return (await t.rows(result, 'accepted')).toSorted((a, b) => Number(a.ordinal) - Number(b.ordinal));
};
const brief = (rows: Record<string, unknown>[]) => rows.map((r) => [r.kind, r.piece_id, String(r.text).trim()]);
const expected = [
  ['标题', '演示府发〔2025〕3号#t1', paragraphs[0]],
  ['文号', '演示府发〔2025〕3号#n1', paragraphs[1]],
  ['条', '演示府发〔2025〕3号#第一条', paragraphs[2]],
  ['条', '演示府发〔2025〕3号#第二条', '第二条　支持方式：'],
  ['项', '演示府发〔2025〕3号#第二条/（一）', '（一）贴息；'],
  ['项', '演示府发〔2025〕3号#第二条/（二）', '（二）担保。'],
];

describe('a policy document', () => {
  it.each([
    ['a.txt', plain],
    ['gbk.txt', encodeGbk(plain)],
    [
      'b.html',
      `<html><head><title>x</title><script>var a="第九条 x";</script></head><body>${paragraphs.map((p) => `<p>${p.replace('：', '&#65306;')}</p>`).join('')}</body></html>`,
    ],
    ['c.docx', writeDocx(paragraphs)],
  ])('%s', async (name, content) => {
    const rows = await piecesOf(name, content);
    expect(brief(rows)).toEqual(expected);
    expect(rows.map((r) => r.title)).toEqual(rows.map(() => paragraphs[0]));
    if (name.endsWith('.txt')) expect(rows.map((r) => r.text).join('')).toBe(plain);
  });

  it('d.pdf keeps the page and joins lines that the page broke', async () => {
    const rows = await piecesOf(
      'd.pdf',
      pdf([
        [paragraphs[0]!, paragraphs[1]!, '第一条　面向全部企业，按统一标准给予补'],
        ['助，任何企业都可以在网上平台申报。', '第二条　支持方式：（一）贴息。'],
      ]),
    );
    expect(rows.map((r) => [r.piece_id, r.page])).toEqual([
      ['演示府发〔2025〕3号#t1', 1],
      ['演示府发〔2025〕3号#n1', 1],
      ['演示府发〔2025〕3号#第一条', 1],
      ['演示府发〔2025〕3号#第二条', 2],
      ['演示府发〔2025〕3号#第二条/（一）', 2],
    ]);
    expect(String(rows[2]!.text).replace('　', ' ')).toBe(
      '第一条 面向全部企业，按统一标准给予补\n助，任何企业都可以在网上平台申报。\n',
    );
  });
});

describe('a file that is no document', () => {
  const refused = async (name: string, content: string | Uint8Array): Promise<AppError> => {
    const error = await t.ingest('policy_texts', t.write(name, content)).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AppError);
    return error as AppError;
  };

  it('a scanned page is named', async () => {
    const error = await refused('扫描.pdf', pdf([['演示府发〔2025〕4号', '第一条　有字。'], []]));
    expect([error.code, error.message]).toEqual(['file_format', expect.stringContaining('page 2 of 2')]);
  });

  it('no number, an old .doc, a broken .docx, an empty text', async () => {
    expect((await refused('无号.txt', '某些措施\n第一条　甲。\n')).remedy).toContain('file name');
    expect((await refused('旧.doc', 'x')).remedy).toContain('.docx');
    expect((await refused('坏.docx', 'PK nothing')).code).toBe('file_format');
    expect((await refused('坏.pdf', '%PDF-1.4 nothing')).code).toBe('file_format');
    expect((await refused('空.txt', ' \n\n')).code).toBe('file_empty');
  });
});

const opinion = '../shared/design/opinion-2019-6.txt';
describe.skipIf(!existsSync(opinion))(
  `the Opinion itself (${existsSync(opinion) ? 'present' : 'skipped: ../shared/design is absent'})`,
  () => {
    it('has eighteen numbered parts in six chapters', async () => {
      const result = await t.ingest('policy_texts', opinion);
      const rows = await t.rows(result, 'accepted');
      expect(rows.every((r) => r.policy_id === '渝府发〔2019〕6号')).toBe(true);
      expect(rows.filter((r) => r.kind === '部分')).toHaveLength(6);
      expect(
        rows
          .filter((r) => r.kind === '项')
          .map((r) => r.number)
          .at(-1),
      ).toBe('（十八）');
    });
  },
);
