import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LinkTerm } from '../../../data/schema/chain.ts';
import { Lexicon, longestOnly } from '../../../engine/text/lexicon.ts';
import { PlacementLexicon } from '../../../engine/text/placement-lexicon.ts';
import { foldUnits } from '../../../engine/text/placement-scope.ts';

const letters = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', 'A', ';'), minLength: 0, maxLength: 30 });
const words = fc.uniqueArray(fc.string({ unit: fc.constantFrom('甲', '乙', '丙', 'A'), minLength: 1, maxLength: 4 }), {
  maxLength: 12,
});

describe('Lexicon', () => {
  test('finds exactly what a naive search finds', () => {
    fc.assert(
      fc.property(words, letters, (list, text) => {
        const naive: string[] = [];
        for (let start = 0; start < text.length; start++) {
          for (const word of list) if (text.startsWith(word, start)) naive.push(`${start} ${word}`);
        }
        const lexicon = new Lexicon(list);
        const found = lexicon.scan(text).map((hit) => `${hit.start} ${list[hit.id]}`);
        expect(found.sort()).toEqual(naive.sort());
        expect(lexicon.occursIn(foldUnits(text))).toBe(naive.length > 0);
      }),
    );
  });

  test('no words, no hits', () => expect(new Lexicon([]).scan('甲乙')).toEqual([]));
});

test('longestOnly keeps disjoint hits, the longest first served', () => {
  const hits = [
    { id: 0, start: 0, end: 2 },
    { id: 1, start: 1, end: 4 },
    { id: 2, start: 4, end: 5 },
  ];
  expect(longestOnly(hits).map((hit) => hit.id)).toEqual([1, 2]);
});

describe('PlacementLexicon', () => {
  const term = (link_id: string, kind: LinkTerm['kind'], word: string): LinkTerm => ({
    link_id,
    term: word,
    kind,
    source: 'editorial',
  });
  const lexicon = new PlacementLexicon(
    [
      term('a', 'name', '甲乙'),
      term('b', 'product', '甲乙丙'),
      term('a', 'synonym', '甲+丁'),
      term('a', 'excluded', '戊'),
      term('b', 'excluded', '*己'),
      term('a', 'weak', '庚辛'),
      term('b', 'weak', '庚辛'),
    ],
    4,
  );
  const links = (text: string) => lexicon.read(text).matches.map((match) => `${match.link_id} ${match.word}`);

  test('the longer word hides the shorter', () => expect(links('甲乙丙')).toEqual(['b 甲乙丙']));
  test('a pair counts in any order, within its window and clause', () => {
    expect(links('甲、丁')).toEqual(['a 甲+丁']);
    expect(links('丁甲')).toEqual(['a 甲+丁']);
    expect(links('甲;丁')).toEqual([]);
    expect(links('甲一二三四五丁')).toEqual([]);
  });
  test('an excluded word cancels its link only', () => {
    expect(links('甲乙戊')).toEqual([]);
    expect(links('甲乙丙戊')).toEqual(['b 甲乙丙']);
  });
  test('a starred word is reported wherever it stands', () => {
    const itemAt = (position: number) => (position < 4 ? 0 : 1);
    const reading = lexicon.read('甲乙丙、己', itemAt);
    expect(reading.matches.map((match) => match.link_id)).toEqual(['b']);
    expect(reading.anywhere.get('b')).toBe('己');
  });
  test('a word of two links is shared', () => {
    expect(lexicon.read('庚辛').matches.map((match) => match.share)).toEqual([1 / Math.sqrt(2), 1 / Math.sqrt(2)]);
  });
  test('weak words alone do not start a placement', () => {
    const triggers = new Lexicon(lexicon.triggers);
    expect(triggers.occursIn(foldUnits('庚辛'))).toBe(false);
    expect(triggers.occursIn(foldUnits('甲 乙'))).toBe(true);
  });
});
