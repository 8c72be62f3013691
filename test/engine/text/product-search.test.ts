/** Makers here are invented. */
import { describe, expect, test } from 'vitest';
import { Bm25 } from '../../../engine/text/bm25.ts';
import { ProductSearch } from '../../../engine/text/product-search.ts';
import { TextClassifier } from '../../../engine/text/text-classifier.ts';

const doc = (text: string) => [{ text, weight: 1 }];

describe('Bm25', () => {
  const index = new Bm25([doc('齿轮箱'), doc('齿轮'), doc('啤酒'), []]);

  test('the closer text scores higher, no shared character scores 0', () => {
    const scores = index.scores(doc('齿轮'));
    expect(scores[1]).toBeGreaterThan(scores[0]!);
    expect(scores[0]).toBeGreaterThan(0);
    expect([...scores.slice(2)]).toEqual([0, 0]);
  });

  test('an empty query and an index of nothing are fine', () => {
    expect([...index.scores([])]).toEqual([0, 0, 0, 0]);
    expect(new Bm25([]).scores(doc('齿轮'))).toHaveLength(0);
  });
});

describe('ProductSearch', () => {
  const classifier = TextClassifier.train(
    [
      { document: doc('轴承齿轮减速机'), label: 'machines' },
      { document: doc('啤酒白酒饮料'), label: 'drinks' },
    ],
    [
      { id: 'machines', path: [] },
      { id: 'drinks', path: [] },
    ],
  );
  const makers = [
    { registry: doc('甲乙传动'), products: [{ product: '减速机', share: 0.9 }] },
    { registry: doc('丙丁传动'), products: [{ product: '白酒水', share: 0.9 }] },
    { registry: [], products: [{ product: '传动齿轮', share: 0.2 }] },
    { registry: [], products: [] },
  ];
  const search = new ProductSearch(makers, classifier);

  test('words first', () => expect(search.search('齿轮')[0]!.company).toBe(2));

  test('of two that share the same word, the one of the industry of the product', () => {
    const hits = search.search('齿轮传动');
    const rank = (company: number) => hits.findIndex((hit) => hit.company === company);
    expect(rank(0)).toBeLessThan(rank(1));
  });

  test('parts add up; who shares no word is not listed', () => {
    const hits = search.search('减速机', 2);
    for (const { score, words, industry } of hits) expect(words + industry).toBeCloseTo(score, 12);
    expect(hits.map(({ company }) => company)).not.toContain(3);
    expect(search.search('幼儿园')).toEqual([]);
  });
});
