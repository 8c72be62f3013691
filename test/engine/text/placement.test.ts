/** Companies, terms and links here are invented. */
import { describe, expect, test } from 'vitest';
import type { LinkTerm } from '../../../data/schema/chain.ts';
import { createPlacer } from '../../../engine/text/placement.ts';

const term = (link_id: string, kind: LinkTerm['kind'], ...words: string[]) =>
  words.map((word): LinkTerm => ({ link_id, term: word, kind, source: 'editorial' }));

const terms = [
  ...term('test', 'name', '集成电路封测', '芯片封装'),
  ...term('test', 'synonym', '集成电路+封装', '集成电路+测试'),
  ...term('test', 'weak', '半导体', '封装'),
  ...term('test', 'excluded', '食品'),
  ...term('phone', 'product', '手机'),
  ...term('shell', 'product', '手机外壳'),
  ...term('engine', 'name', '发动机'),
  ...term('design', 'name', '集成电路设计'),
];
const links = [
  { link_id: 'design', core_activity: 'research' as const },
  { link_id: 'test', core_activity: 'make' as const },
];
const placer = createPlacer(terms, { links });
const score = (link: string, name: string, scope: string, products?: string[]) =>
  placer.place(name, scope, products).find((placed) => placed.link_id === link)?.score ?? 0;
const activity = (link: string, scope: string) =>
  placer
    .place('甲乙有限公司', scope)
    .find((placed) => placed.link_id === link)
    ?.evidence.find((part) => part.where === 'scope')?.activity;

describe('evidence', () => {
  test('no word, no link', () => {
    expect(placer.place('甲乙餐饮有限公司', '餐饮服务；酒类零售')).toEqual([]);
    expect(placer.place('', '')).toEqual([]);
  });

  test('parts sum to the score', () => {
    const placed = placer.place('甲乙芯片封装贸易有限公司', '集成电路封装、测试；半导体销售；手机生产');
    expect(placed.length).toBeGreaterThan(0);
    for (const { score: total, evidence } of placed) {
      expect(evidence.reduce((sum, part) => sum + part.weight, 0)).toBeCloseTo(total, 12);
    }
  });

  test('the longest word wins', () => {
    const placed = placer.place('甲乙有限公司', '生产手机外壳').map((one) => one.link_id);
    expect(placed).toEqual(['shell']);
  });

  test('width and case do not matter', () => {
    const wide = createPlacer(term('led', 'name', 'LED芯片'));
    expect(wide.place('甲乙有限公司', '生产ｌｅｄ 芯片')).toHaveLength(1);
  });

  test('the hash names terms, rules and links', () => {
    expect(createPlacer(terms, { links }).hash).toBe(placer.hash);
    expect(createPlacer(terms.slice(1), { links }).hash).not.toBe(placer.hash);
    expect(createPlacer(terms).hash).not.toBe(placer.hash);
  });
});

describe('activity', () => {
  test.each([
    ['生产、销售：手机', 'make'],
    ['手机、电视机的研发、生产、销售', 'make'],
    ['研发手机', 'research'],
    ['手机的研发及技术咨询', 'research'],
    ['加工、制造：电视机；手机', 'make'],
    ['生产电视机，手机', 'make'],
    ['塑料加工；手机', 'unclear'],
  ])('%s → %s', (scope, expected) => expect(activity('phone', scope)).toBe(expected));

  test('selling alone places nobody; making outweighs research', () => {
    expect(score('phone', '甲乙有限公司', '手机批发;手机零售')).toBe(0);
    expect(score('phone', '甲乙有限公司', '手机生产')).toBeGreaterThan(score('phone', '甲乙有限公司', '手机研发'));
  });

  test('a link of designers counts design in full', () => {
    expect(score('design', '甲乙有限公司', '从事集成电路设计')).toBeGreaterThan(2);
  });
});

describe('negation, exclusion, other trades', () => {
  test.each([
    '汽车配件制造（不含发动机）',
    '汽车配件制造(不含汽车、发动机制造)',
    '生产汽车配件（发动机除外）',
    '除发动机以外的汽车配件制造',
    '汽车配件制造，均不含发动机',
  ])('%s does not count', (scope) => expect(score('engine', '甲乙有限公司', scope)).toBe(0));

  test('an excluded word cancels the item it stands in', () => {
    expect(score('test', '甲乙有限公司', '食品封装')).toBe(0);
    expect(score('test', '甲乙有限公司', '集成电路封装')).toBeGreaterThan(1);
  });

  test('a pair needs both words in one clause', () => {
    expect(score('test', '甲乙有限公司', '集成电路的开发、制造、测试')).toBeGreaterThan(1);
    expect(score('test', '甲乙有限公司', '集成电路生产；软件测试')).toBe(0);
  });

  test('a name of another trade weighs against', () => {
    const maker = score('phone', '甲乙电子有限公司', '手机生产');
    expect(score('phone', '甲乙贸易有限公司', '手机生产')).toBeLessThan(maker);
    expect(score('phone', '甲乙餐饮有限公司', '手机生产')).toBe(0);
  });

  test('a catch-all scope and a late mention weigh less', () => {
    const other = '服装、食品、百货、建材、家具、图书、玩具、化妆品、茶叶、箱包';
    const first = score('phone', '甲乙有限公司', '手机生产');
    const late = score('phone', '甲乙有限公司', `${other}销售；手机生产`);
    expect(late).toBeLessThan(first / 2);
  });

  test('a term that only modifies another noun weighs less', () => {
    expect(score('phone', '甲乙有限公司', '生产手机模具')).toBeLessThan(score('phone', '甲乙有限公司', '生产手机') / 2);
  });
});

test('products count as made', () => {
  const placed = placer.place('甲乙股份有限公司', '', ['手机']);
  expect(placed[0]?.evidence[0]).toMatchObject({ word: '手机', where: 'product', activity: 'make' });
});
