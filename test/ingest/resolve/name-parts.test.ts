import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseName } from '../../../ingest/resolve/name-parts.ts';
import { countStems, createPlaces, learnStems } from '../../../ingest/resolve/places.ts';

describe('parseName', () => {
  it.each([
    // name, place, brand, trade, form, branch
    ['江苏长电科技股份有限公司', '江苏', '长电', '科技', '股份', ''],
    ['重庆市江北区华宇商贸有限公司', '重庆 江北', '华宇', '商贸', '有限', ''],
    ['正规电线电缆（东莞）有限公司', '东莞', '正规', '电线电缆', '有限', ''],
    ['深圳市振业(集团)股份有限公司', '深圳', '振业', '', '股份', ''],
    ['重庆啤酒股份有限公司', '重庆', '', '啤酒', '股份', ''],
    ['昆山市宏光电子厂', '昆山', '宏光', '电子', '厂', ''],
    ['长安汽车', '', '长安', '汽车', '', ''],
    ['平安银行股份有限公司广州中石化大厦支行', '', '平安', '银行', '股份', '广州中石化大厦支行'],
    ['重庆市水泵厂有限责任公司江北分公司', '重庆', '水泵厂', '', '有限', '江北分公司'],
    ['仁寿县广发果蔬种植专业合作社', '仁寿', '广发果蔬种植', '', '合作社', ''],
    ['佛山市顺德区好又多超市有限公司', '佛山 顺德', '好又多', '超市', '有限', ''],
  ])('%s', (name, place, brand, trade, form, branch) => {
    expect(parseName(name)).toMatchObject({ place, brand, trade, form, branch, core: brand + trade });
  });

  it.each([
    ['重庆市华宇商贸有限公司', '重慶華宇商貿有限責任公司'],
    ['重庆华宇商贸有限公司', '华宇商贸（重庆）有限公司'],
    ['四川省长虹电器股份有限公司', '四川长虹电器股份有限公司'],
    ['重庆机电控股（集团）公司', '重庆机电控股集团公司'],
  ])('%s and %s have one key', (a, b) => expect(parseName(a).key).toBe(parseName(b).key));

  it.each([
    ['重庆华宇商贸有限公司', '重庆华宇商贸有限公司江北分公司'],
    ['重庆华宇商贸有限公司', '成都华宇商贸有限公司'],
    ['重庆华宇商贸有限公司', '重庆华宇商贸股份有限公司'],
    ['重庆华宇商贸有限公司', '重庆华宇商贸集团有限公司'],
    ['武汉市化工原料公司', '武汉市化工原料总公司'],
    ['华宇商贸有限公司第一分公司', '华宇商贸有限公司第二分公司'],
  ])('%s and %s have not', (a, b) => expect(parseName(a).key).not.toBe(parseName(b).key));

  it('reads 有限公司 with one character wrong', () => {
    expect(parseName('上海华轻机械有限司')).toMatchObject({ core: '华轻机械', form: '有限' });
  });

  it('takes every text', () => {
    const characters = fc.constantFrom(...'重庆市江北区()（集团）股份有限责任公司分厂店科技华第一省县A ');
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 24 }), (parts) => {
        const found = parseName(parts.join(''));
        expect(found.core).toBe(found.brand + found.trade);
        expect(found.key.endsWith(`|${found.form}|${found.branch}`)).toBe(true);
      }),
    );
  });
});

describe('places', () => {
  it('learns a county that a register writes with its suffix', () => {
    const names = ['浠水县甲有限公司', '浠水县乙有限公司', '浠水县丙有限公司', '好又超市有限公司'];
    const stems = learnStems(countStems(names), 3);
    expect(stems).toEqual(['浠水']);
    expect(parseName('浠水华宇商贸有限公司', createPlaces(stems))).toMatchObject({ place: '浠水', core: '华宇商贸' });
    expect(parseName('浠水华宇商贸有限公司').place).toBe('');
  });

  it('keeps a brand that is also a place far away', () => {
    expect(parseName('重庆东方机械有限公司')).toMatchObject({ place: '重庆', brand: '东方' });
    expect(parseName('东方立信商务（武汉）有限公司')).toMatchObject({ place: '武汉', core: '东方立信商务' });
  });

  it('reads several places in one bracket', () => {
    expect(
      createPlaces()
        .whole('佛山市顺德区')
        .map(({ stem }) => stem),
    ).toEqual(['佛山', '顺德']);
    expect(createPlaces().whole('加盟店')).toEqual([]);
  });
});
