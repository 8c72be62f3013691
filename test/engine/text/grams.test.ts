import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachGram, GRAM_SPACE } from '../../../engine/text/grams.ts';
import { bagOf, Vocabulary } from '../../../engine/text/vocabulary.ts';

function gramsOf(text: string): string[] {
  const grams: string[] = [];
  eachGram(text, (_hash, _weight, start, end) => grams.push(text.slice(start, end)));
  return grams;
}

test('one to three characters within a run; anything that carries no text ends the run', () => {
  expect(gramsOf('动力电池')).toEqual(['动', '动力', '动力电', '力', '力电', '力电池', '电', '电池', '池']);
  expect(gramsOf('A、B')).toEqual(['A', 'B']);
  expect(gramsOf('')).toEqual([]);
});

test('a gram has one hash wherever it stands, below the size of the space', () => {
  const hashes = new Map<string, number>();
  const text = fc.stringMatching(/^[电池动力A1、]{0,30}$/);
  fc.assert(
    fc.property(text, (sample) => {
      eachGram(sample, (hash, _weight, start, end) => {
        const gram = sample.slice(start, end);
        expect(hash).toBeLessThan(GRAM_SPACE);
        expect(hashes.get(gram) ?? hash).toBe(hash);
        hashes.set(gram, hash);
      });
    }),
  );
  expect(new Set(hashes.values()).size).toBe(hashes.size);
});

test('vectors have length 1 and hold only what was seen in training; rare n-grams tell more', () => {
  const bags = ['电池', '电机', '电缆'].map((text) => bagOf([{ text, weight: 1 }]));
  const vocabulary = new Vocabulary(bags, 1);
  const { index, value } = vocabulary.vector(bagOf([{ text: '电池', weight: 1 }]));
  expect(Math.hypot(...value)).toBeCloseTo(1, 6);
  expect(index).toHaveLength(3);
  const of = (gram: string) => {
    let found = 0;
    vocabulary.eachFeature(gram, (feature, _weight, start, end) => {
      if (end - start === gram.length) found = value[index.indexOf(feature)]!;
    });
    return found;
  };
  expect(of('池')).toBeGreaterThan(of('电'));
  expect(vocabulary.vector(bagOf([{ text: '苹果', weight: 1 }])).index).toHaveLength(0);
});
