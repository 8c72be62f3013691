/** The cleaners, through the door as a user meets them: one column of text in, one column of values out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../data/store/index.ts';
import { openCleaningSession } from '../../ingest/index.ts';

let db: Database;
beforeAll(async () => {
  db = await openCleaningSession();
});
afterAll(() => db.closeAll());

/** Trims and narrows as ../../ingest/judge.ts does, then applies the cleaner. */
const clean = async (expression: string, x: string): Promise<unknown> =>
  (
    await db.one<{ v: unknown }>(
      `select ${expression} as v from (select case when not is_blank(trimmed($x)) then without_blanks(without_time(narrow(trimmed($x)))) end as x)`,
      { x },
    )
  ).v;

describe('amounts', () => {
  it.each([
    ['1,600(万人民币元)', 16_000_000, 'CNY'],
    ['70.0000(万美元)', 700_000, 'USD'],
    ['50(万)', 500_000, 'CNY'],
    ['100万人民币', 1_000_000, 'CNY'],
    ['10,683.2000(万)', 106_832_000, 'CNY'],
    ['200(万元人民币)', 2_000_000, 'CNY'],
    ['300（万元）', 3_000_000, 'CNY'],
    ['120(万香港元)', 1_200_000, 'HKD'],
    ['120万港元', 1_200_000, 'HKD'],
    ['5(万元(美元))', 50_000, 'USD'],
    ['80(万德国马克)', 800_000, 'DEM'],
    ['约5亿元', 500_000_000, 'CNY'],
    ['1.2亿美元', 120_000_000, 'USD'],
    ['３００万元', 3_000_000, 'CNY'],
    ['0.35亿', 35_000_000, 'CNY'],
    ['11,0000000(万元人民币)', 110_000_000, 'CNY'],
    ['10,0620000(万美元)', 100_620_000, 'USD'],
    ['2,555,7000000(万元人民币)', 25_557_000_000, 'CNY'],
  ])('%s', async (text, amount, currency) => {
    expect(await clean('clean_money(x, odd_money(x))', text)).toBeCloseTo(amount, 2);
    expect(await clean('clean_currency(x, odd_money(x))', text)).toBe(currency);
  });

  it.each(['2560.0', '面议', '万人民币', '12(万蛋糕)'])('%s is not an amount', async (text) => {
    expect(await clean('clean_money(x, odd_money(x))', text)).toBeNull();
    expect(await clean('clean_currency(x, odd_money(x))', text)).toBeNull();
  });

  it('converts at the rate of the year', async () => {
    const rate = (await clean("to_cny(1.0, 'USD', date '2019-07-01')", 'x')) as number;
    expect(rate).toBeGreaterThan(6.8);
    expect(rate).toBeLessThan(7);
  });
});

describe('dates', () => {
  it.each([
    ['2019-05-01', '2019-05-01'],
    ['2019/5/1', '2019-05-01'],
    ['2021年3月', '2021-03-01'],
    ['2021年3月5日', '2021-03-05'],
    ['2024年2季度', '2024-04-01'],
    ['2024年第三季度', '2024-07-01'],
    ['2024.5', '2024-05-01'],
    ['2024.05.06', '2024-05-06'],
    ['20240506', '2024-05-06'],
    ['2024年下半年', '2024-07-01'],
    ['2024年底', '2024-12-31'],
    ['2024', '2024-01-01'],
    ['45292', '2024-01-01'],
    ['2024-01-05 00:00:00', '2024-01-05'],
    ['2024/5/6 0:00:00', '2024-05-06'],
    ['24年5月', '2024-05-01'],
    ['2024年Q2', '2024-04-01'],
    ['202405', '2024-05-01'],
  ])('%s', async (text, iso) => expect(await clean('clean_date(x)', text)).toBe(iso));

  it.each([
    ['2024-05-06', null, '2024-05-06'],
    ['2024.5', 'month', '2024-05-31'],
    ['2024年2季度', 'quarter', '2024-06-30'],
    ['2024年上半年', 'half', '2024-06-30'],
    ['2024年下半年', 'half', '2024-12-31'],
    ['2024', 'year', '2024-12-31'],
    ['2024年底', 'month', '2024-12-31'],
  ])('%s is the period %s and as a deadline its last day', async (text, period, last) => {
    expect(await clean('date_period(x)', text)).toBe(period);
    expect(await clean('cast(cast(deadline_of(clean_date(x), date_period(x)) as date) as varchar)', text)).toBe(last);
  });

  it.each(['2019-02-30', '明年', '0019-01-01', '13月', '2024年5季度'])('%s is not a date', async (text) =>
    expect(await clean('clean_date(x)', text)).toBeNull(),
  );
});

describe('credit codes', () => {
  it('takes a code whose check sign holds (GB 32100-2015)', async () => {
    expect(await clean('clean_code(x)', '91350100M000100Y43')).toBe('91350100M000100Y43');
    expect(await clean('clean_code(x)', ' 91350100m000100y43 ')).toBe('91350100M000100Y43');
  });
  it.each(['91350100M000100Y44', '500109na000176x', '91350100M000100Y4', '91350100M000100YI3'])(
    '%s is refused',
    async (text) => expect(await clean('clean_code(x)', text)).toBeNull(),
  );
});

describe('districts', () => {
  const district = (place: string, address: string, day: string) =>
    clean(`district_of('重庆', nullif('${place}', ''), nullif('${address}', ''), date '${day}')`, 'x');
  it.each([
    ['渝北', '', '2015-01-01', '500112'],
    ['北部新区', '重庆市北部新区一号', '2008-01-01', '500112'],
    ['双桥', '', '2005-01-01', '500111'],
    ['万盛', '', '2005-01-01', '500110'],
    ['开县', '', '2005-01-01', '500154'],
    ['梁平县', '', '2005-01-01', '500155'],
    ['', '重庆市永川区南大街1号', '2015-01-01', '500118'],
    ['两江新区', '重庆市江北区石马河1号', '2015-01-01', '500105'],
  ])('%s %s', async (place, address, day, adcode) => expect(await district(place, address, day)).toBe(adcode));

  it('says nothing about places outside', async () =>
    expect(await clean("district_of('四川', '成都', '成都市', null)", 'x')).toBeNull());
});

describe('names', () => {
  it('are equal whatever their brackets, width and case', async () => {
    expect(await clean('name_key(x)', 'ＡＢ科技（重庆）有限公司')).toBe(
      await clean('name_key(x)', 'ab科技(重庆)有限公司'),
    );
  });
});
