import { describe, expect, it } from 'vitest';
import { createNameIndex } from '../../../ingest/resolve/name-index.ts';
import { createPostings } from '../../../ingest/resolve/name-postings.ts';
import { cleanShortName } from '../../../ingest/resolve/short-name.ts';

const names = [
  '江苏长电科技股份有限公司',
  '江苏长电科技股份有限公司滁州分公司',
  '长电国际科技（上海）有限公司',
  '浙江长兴电子科技有限公司',
  '广东省高速公路发展股份有限公司',
  '广东高速广告有限公司',
  '深圳市振业(集团)股份有限公司',
  '深圳振业建材有限公司',
  '重庆长安汽车股份有限公司',
  '重庆长安汽车客运有限公司',
  '无锡华光锅炉股份有限公司',
];
const index = createNameIndex(names);

describe('createNameIndex', () => {
  it.each([
    ['长电科技', '江苏长电科技股份有限公司'],
    ['粤高速A', '广东省高速公路发展股份有限公司'],
    ['*ST深振业A', '深圳市振业(集团)股份有限公司'],
    ['長安汽車', '重庆长安汽车股份有限公司'],
    ['华光股份', '无锡华光锅炉股份有限公司'],
    ['江苏长电科技股份有限公司滁州分公司', '江苏长电科技股份有限公司滁州分公司'],
  ])('%s → %s', (query, name) => {
    const [best] = index.resolve(query, 3);
    expect(best).toMatchObject({ name, id: names.indexOf(name) });
  });

  it('gives at most k, best first, each with the parts of its score', () => {
    const found = index.resolve('长电科技', 3);
    expect(found).toHaveLength(3);
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
    for (const { score, reasons } of found) expect(reasons.reduce((sum, { part }) => sum + part, 0)).toBeCloseTo(score);
  });

  it('gives nothing for a name that nothing is like', () => expect(index.resolve('鑫淼', 3)).toEqual([]));
  it('takes an empty register and an empty query', () => {
    expect(createNameIndex([]).resolve('长电科技', 3)).toEqual([]);
    expect(index.resolve('', 3)).toEqual([]);
  });
});

describe('cleanShortName', () => {
  it.each([
    ['*ST鑫光', '鑫光'],
    ['S*ST前锋', '前锋'],
    ['万科A', '万科'],
    ['退市长油', '长油'],
    ['华信退', '华信'],
    ['TCL科技', 'TCL科技'],
    ['寒武纪-U', '寒武纪'],
    ['ST', 'ST'],
  ])('%s → %s', (name, expected) => expect(cleanShortName(name)).toBe(expected));
});

describe('createPostings', () => {
  it('lists every name of a character once, in order', () => {
    const postings = createPostings(['甲乙甲', '乙丙', '甲']);
    expect([...postings.list('甲'.charCodeAt(0))]).toEqual([0, 2]);
    expect([...postings.list('乙'.charCodeAt(0))]).toEqual([0, 1]);
    expect(postings.count('丁'.charCodeAt(0))).toBe(0);
    expect(String.fromCharCode(...postings.text(1))).toBe('乙丙');
  });
});
