import { describe, expect, test } from 'vitest';
import { checkSign, creditCode, spoil, syntheticDivision } from '../../../data/demo/credit-code.ts';

describe('synthetic credit codes', () => {
  test('the check sign is that of GB 32100-2015 (the example of the standard)', () => {
    expect(checkSign('91350100M000100Y4')).toBe('3');
  });

  test('no two serials share a code, all carry a division that does not exist', () => {
    const codes = Array.from({ length: 50_000 }, (_, i) => creditCode(i));
    expect(new Set(codes).size).toBe(codes.length);
    expect(
      codes.every((c) => c.length === 18 && c.slice(2, 8) === syntheticDivision && checkSign(c.slice(0, 17)) === c[17]),
    ).toBe(true);
  });

  test('a spoilt code fails its check', () => {
    const code = creditCode(4711);
    for (let at = 8; at < 17; at++) expect(checkSign(spoil(code, at).slice(0, 17))).not.toBe(code[17]);
  });
});
