import { describe, expect, it } from 'vitest';
import { ActivityMiner, ActivityVocabulary } from '../../../engine/relatedness/activity-vocabulary.ts';

const mined = (texts: [scope: string, area: string, name?: string][], minTexts = 2, excluded: string[] = []) => {
  const miner = new ActivityMiner();
  for (const [text, area, name = ''] of texts) miner.add({ text, name, area });
  return miner.vocabulary({ minTexts, minAreaShare: 1 }, excluded).terms;
};

describe('ActivityMiner', () => {
  it('keeps what stands as an item of its own in every area, without trade verbs', () => {
    const terms = mined([
      ['销售：五金、化工原料(不含危险化学品)', '甲'],
      ['五金零售；批发化工原料', '乙'],
      ['生产水泥', '甲'],
    ]);
    expect(terms).toEqual(['五金', '化工原料']);
  });

  it('leaves out standard clauses, places and words of one area', () => {
    const terms = mined([
      ['蔬菜，法律法规禁止的不得经营，合川桃片，榨菜', '甲'],
      ['蔬菜，法律法规禁止的不得经营，合川桃片，米粉', '乙'],
      ['榨菜', '甲'],
    ], 2, ['合川']); // biome-ignore format: rows
    expect(terms).toEqual(['蔬菜']);
  });

  it('learns the trade at the end of names, but no branch that is called after its place', () => {
    const terms = mined([
      ['', '甲', '甲地三舟科技有限公司'],
      ['', '乙', '乙地永信科技有限责任公司'],
      ['', '甲', '某某银行南岸分公司'],
      ['', '乙', '某某银行南岸分公司'],
    ]); // biome-ignore format: rows
    expect(terms).toEqual(['科技']);
  });
});

describe('ActivityVocabulary', () => {
  const vocabulary = new ActivityVocabulary(['摩托车', '摩托车配件', '配件', '百货']);

  it('finds terms inside longer ones, each once, and gives every text numbers of its own', () => {
    expect([...vocabulary.itemsOf(['销售摩托车配件、摩托车'])]).toEqual([0, 1, 2]);
    expect([...vocabulary.itemsOf(['百货', '某百货有限公司'])]).toEqual([3, 7]);
    expect(vocabulary.termOf(7)).toBe('百货');
  });

  it('does not see punctuation, brackets, order or standard sentences', () => {
    const plain = vocabulary.itemsOf(['百货、摩托车']);
    const styled = vocabulary.itemsOf(['『摩托车；百货。（配件除外）*法律、法规禁止的不得经营』']);
    expect(styled).toEqual(plain);
    expect(vocabulary.itemsOf(['', ''])).toHaveLength(0);
  });
});
