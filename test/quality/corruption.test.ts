import { describe, expect, it } from 'vitest';
import { createCorruptor, type Damage, type Registered, shares } from './corruption.ts';
import { stream } from './district-interval.ts';

const brands = ['华宇', '金龙', '海纳', '新泰', '长兴'];
const trades = ['科技发展', '商贸', '机械制造', '房地产开发'];
const places: [string, string, string][] = [
  ['重庆市江北区', '重庆', '江北'],
  ['成都市', '四川', '成都'],
  ['昆山', '江苏', '苏州'],
  ['四川省德阳市', '四川', '德阳'],
];
const companies: Registered[] = brands.flatMap((brand) =>
  trades.flatMap((trade) =>
    places.map(([place, province, city]) => ({ name: `${place}${brand}${trade}有限公司`, province, city })),
  ),
);

describe('createCorruptor', () => {
  it('has a mix that adds up to 1', () => {
    expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });

  it('keeps to the mix although not every kind applies to every name', () => {
    const corrupt = createCorruptor(companies, stream(1), '天地玄黄');
    const counts = new Map<Damage, number>();
    const rounds = 100;
    for (let round = 0; round < rounds; round++) {
      for (const company of companies) {
        const { name, kind } = corrupt(company);
        expect(name).not.toBe(company.name);
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
    }
    for (const [kind, share] of Object.entries(shares)) {
      expect(counts.get(kind as Damage)! / rounds / companies.length).toBeCloseTo(share, 1);
    }
  });

  it('gives the same copies for the same seed', () => {
    const copies = (seed: number) => companies.map(createCorruptor(companies, stream(seed), '天地'));
    expect(copies(3)).toEqual(copies(3));
    expect(copies(3)).not.toEqual(copies(4));
  });

  it('does to a name what the kind says', () => {
    const corrupt = createCorruptor(companies, stream(5), '天地');
    const seen = new Map<Damage, string>();
    for (let round = 0; round < 200; round++) {
      const { name, kind } = corrupt(companies[0]!);
      seen.set(kind, name);
    }
    expect(seen.get('place')).toBe('华宇科技发展有限公司');
    expect(seen.get('form')).toBe('重庆市江北区华宇科技发展');
    expect(seen.get('suffix')).toBe('重庆江北区华宇科技发展有限公司');
    expect(seen.get('traditional')).toBe('重慶市江北區華宇科技發展有限公司');
    expect(seen.get('brackets')).toBe('华宇科技发展（重庆市江北区）有限公司');
    expect(['华宇科技', '华宇发展', '华宇科技发', '华宇科发展']).toContain(seen.get('short'));
  });
});
