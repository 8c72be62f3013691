import { describe, expect, it } from 'vitest';
import type { FactorRule, MatchRow } from '../../../notebooks/shell/answers.ts';
import { invert } from '../../../notebooks/targets/measure.ts';
import { standing } from '../../../notebooks/targets/standing.ts';

const rule = (low: number, high: number): FactorRule => ({ weight: 1, low, high, title: '', title_en: '', why: '' });

describe('value behind a part', () => {
  it('undoes weight and range', () => expect(invert(1.5, 2, rule(0, 4))).toEqual({ value: 3, bound: '' }));
  it('says when the range cut it off', () => {
    expect(invert(2, 2, rule(0, 4))?.bound).toBe('≥');
    expect(invert(0, 2, rule(-15, 0))).toEqual({ value: -15, bound: '≤' });
  });
  it('knows nothing under a weight of 0', () => expect(invert(0, 0, rule(0, 1))).toBeNull());
});

describe('standing', () => {
  const row = (rank: number, parts: Record<string, number>): MatchRow => ({
    rank,
    enterprise_id: `e${rank}`,
    name: '',
    province: null,
    prefecture: null,
    registered_on: null,
    capital_cny: null,
    score: Object.values(parts).reduce((sum, part) => sum + part, 0),
    parts,
    evidence: [],
  });
  const rows = [row(1, { placement: 2, scale: 1.5, gap: 1 }), row(2, { placement: 2.5, scale: 0.5, gap: 1 })];

  it('names what a company has less and more than the one above', () => {
    const found = standing(rows, 1)!;
    expect(found.rank).toBe(1);
    expect(found.by).toBeCloseTo(0.5);
    expect(found.less).toEqual([{ factor: 'scale', by: -1 }]);
    expect(found.more).toEqual([{ factor: 'placement', by: 0.5 }]);
  });
  it('compares the first with the second', () => expect(standing(rows, 0)?.rank).toBe(2));
  it('has nothing to compare in a list of one', () => expect(standing(rows.slice(0, 1), 0)).toBeNull());
});
