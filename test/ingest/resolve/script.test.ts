import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseName, toSimplified, toTraditional } from '../../../ingest/resolve/script.ts';

describe('normaliseName', () => {
  it.each([
    ['重慶長安（集團）汽車　股份有限公司', '重庆长安(集团)汽车股份有限公司'],
    ['ＴＣＬ科技〔惠州〕有限公司', 'TCL科技(惠州)有限公司'],
    [' 深圳市·华为 技术有限公司 ', '深圳市华为技术有限公司'],
    ['臺灣積體電路製造股份有限公司', '台湾积体电路制造股份有限公司'],
    ['华为【（）】技术有限公司', '华为技术有限公司'],
    ['', ''],
  ])('%s → %s', (raw, expected) => expect(normaliseName(raw)).toBe(expected));

  it('changes nothing the second time', () => {
    const characters = fc.constantFrom(...'重慶市长安（(集團)）　 a·Ｂ【】有限公司後裏');
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 20 }), (parts) => {
        const once = normaliseName(parts.join(''));
        expect(normaliseName(once)).toBe(once);
      }),
    );
  });
});

describe('the table of characters', () => {
  it('brings a name back from traditional characters', () => {
    const name = '重庆长江电气发展股份有限责任公司';
    expect(toTraditional(name)).not.toBe(name);
    expect(toSimplified(toTraditional(name))).toBe(name);
  });

  it('leaves simplified characters and others alone', () => expect(toSimplified('重庆abc〇')).toBe('重庆abc〇'));
});
