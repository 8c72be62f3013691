/** Companies here are invented. */
import { describe, expect, test } from 'vitest';
import { nameCore, productDocument, registryDocument } from '../../../engine/text/company-document.ts';

const places = new Set(['重庆', '永川', '内蒙古']);

describe('nameCore', () => {
  test.each([
    ['重庆市永川区甲乙齿轮有限责任公司', '甲乙齿轮'],
    ['甲乙齿轮（集团）股份有限公司', '甲乙齿轮'],
    ['甲乙齿轮(重庆)有限公司', '甲乙齿轮重庆'],
    ['内蒙古自治区丙丁乳业股份有限公司', '丙丁乳业'],
    ['重庆', ''],
    ['', ''],
  ])('%s → %s', (name, core) => expect(nameCore(name, places)).toBe(core));
});

describe('registryDocument', () => {
  test('the first trade counts most, what is only sold counts half, boilerplate is gone', () => {
    const [name, first, second, sold] = registryDocument(
      '重庆甲乙有限公司',
      '齿轮制造；轴承制造；五金销售（依法须经批准的项目，经相关部门批准后方可开展经营活动）',
      places,
    );
    expect(name).toEqual({ text: '甲乙', weight: 3 });
    expect(first).toEqual({ text: '齿轮制造', weight: 1 });
    expect(second!.weight).toBeCloseTo(6 / 7, 9);
    expect(sold).toEqual({ text: '五金销售', weight: 0.375 });
  });

  test('no scope leaves the name; a cell of 10⁶ characters is cut', () => {
    expect(registryDocument('甲', '', places)).toEqual([{ text: '甲', weight: 3 }]);
    const long = registryDocument('甲', '齿轮、'.repeat(400_000), places);
    expect(long.length).toBeLessThan(3000);
  });
});

test('products weigh by revenue; a share above 1 is a mistake of the filing', () => {
  const weights = productDocument([
    { product: '齿轮', share: 0.64 },
    { product: 'led灯', share: 0 },
    { product: '轴', share: 7 },
  ]);
  expect(weights.map(({ text }) => text)).toEqual(['齿轮', 'LED灯', '轴']);
  expect(weights.map(({ weight }) => Number(weight.toFixed(9)))).toEqual([1, 0.2, 1.2]);
});
