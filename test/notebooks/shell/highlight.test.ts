import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight } from '../../../notebooks/shell/highlight.ts';

const marked = (text: string, ...words: string[]) => highlight(text, words).filter(({ word }) => word !== null);

describe('highlight', () => {
  it('marks every occurrence', () => {
    expect(marked('封装；测试；封装', '封装').map(({ text }) => text)).toEqual(['封装', '封装']);
  });

  it('lets the longest word win', () => {
    expect(marked('集成电路封装测试', '封装', '集成电路封装')).toEqual([
      { text: '集成电路封装', word: '集成电路封装' },
    ]);
  });

  it('marks both halves of a pair', () => {
    expect(marked('半导体器件的测试', '半导体+测试')).toEqual([
      { text: '半导体', word: '半导体+测试' },
      { text: '测试', word: '半导体+测试' },
    ]);
  });

  it('overlooks width, case, white space and the form of brackets', () => {
    expect(marked('ｌｅｄ 芯片（外延片）', 'LED芯片(外延片)').map(({ text }) => text)).toEqual([
      'ｌｅｄ 芯片（外延片）',
    ]);
  });

  it('leaves the text as it was', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (text, words) => {
        expect(
          highlight(text, words)
            .map((stretch) => stretch.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
