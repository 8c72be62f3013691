/** Where to land, why, and who goes where, on an invented city with parks, a 产业地图, first talks and short capacity. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { districtFactors, factors, placeFactors } from '../../data/schema/profile.ts';
import { appendRows, type Database } from '../../data/store/index.ts';
import { allocateInvestors, explainPair, fitList, matchList } from '../../engine/index.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

const parks = `园区编号,园区名称,区县,主导产业,可供工业用地,可用标准厂房
P1,城口园,城口县,芯·集成电路,0,0
P2,永川园,永川区,芯·集成电路,30,0
P3,渝北园,渝北区,芯·集成电路,300,6000
`;
const more = Array.from({ length: 8 }, (_, i) => ({
  name: `苏州第${'一二三四五六七八'[i]}半导体封测有限公司`,
  place: '苏州',
  capital: `${(i + 1) * 1000}(万元人民币)`,
  scope: '集成电路封装测试',
}));

let t: TestStore;
let db: Database;
const link = '集成电路封测';

beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('城.csv', registryCsv([...inventedCity, ...more])));
  await t.ingest('parks', t.write('园区.csv', parks));
  await appendRows(t.store, 'first_talk_filing', [
    {
      filing_id: 'F1',
      district_id: '500118',
      project_name: '封测项目',
      investor_name: '苏州第八半导体封测有限公司',
      investor_credit_code: null,
      content: null,
      link,
      investment: 1e8,
      currency: 'CNY',
      investment_cny: 1e8,
      talked_on: '2026-05-01',
      evidence: ['会议纪要'],
      actor: 'test',
    },
  ]);
  await t.build();
  db = await t.snapshot();
});
afterAll(async () => {
  db.closeAll();
  await t.remove();
});

describe('fit', () => {
  it('ranks open districts by the sum of their parts and puts closed ones last, with the rule', async () => {
    const { rows } = await fitList(db, { link });
    expect(rows.length).toBe(38);
    const open = rows.filter((r) => r.rank !== null);
    open.forEach((row, i) => {
      expect(row.rank).toBe(i + 1);
      expect(row.score).toBeCloseTo(
        districtFactors.reduce((sum, f) => sum + (row.parts[f] ?? 0), 0),
        9,
      );
      if (i > 0) expect(row.score).toBeLessThanOrEqual(open[i - 1]!.score);
    });
    expect(rows.at(-1)).toMatchObject({ name: '城口县', rank: null, closed_by: [{ gate: 'land' }] });
  });

  it('computes the parts that the target list has, to the last digit', async () => {
    const { rows } = await fitList(db, { link });
    for (const stand of rows.filter((r) => r.rank !== null).slice(0, 8)) {
      const list = await matchList(db, { link, district: stand.district_id, top: 1 });
      for (const f of districtFactors) expect(list.rows[0]!.parts[f]).toBeCloseTo(stand.parts[f]!, 12);
    }
  });

  it('says what would bring a district to the first place, and it does', async () => {
    const { rows } = await fitList(db, { link, weights: { affinity: 0, focus: 0, zone: 0 } });
    const [first, ...others] = rows.filter((r) => r.rank !== null);
    expect(first!.first_if).toEqual([]);
    const movable = others.filter((r) => r.first_if.length > 0);
    expect(movable.length).toBeGreaterThan(0);
    for (const row of movable) for (const lever of row.first_if) expect(lever.score).toBeGreaterThan(first!.score);
  });
});

describe('an explanation', () => {
  it('gives the rank, the parts and the source of the list itself', async () => {
    const list = await matchList(db, { link, district: '渝北区', top: 50 });
    for (const row of list.rows.slice(0, 3)) {
      const why = await explainPair(db, { link, district: '渝北区', enterprise: row.enterprise_id });
      expect([why.rank, why.of, why.score]).toEqual([row.rank, list.rows.length, row.score]);
      expect(why.parts).toEqual(row.parts);
      expect(why.enterprise.source).toEqual({ file: '城.csv', line: row.source.line });
      expect(why.districts.find((d) => d.name === '渝北区')!.score).toBeCloseTo(row.score, 9);
    }
  });

  it('says which parts its rank hangs on, as a list without that part shows', async () => {
    const list = await matchList(db, { link, district: '渝北区', top: 50 });
    const last = list.rows.at(-1)!;
    const why = await explainPair(db, { link, district: '渝北区', enterprise: last.enterprise_id });
    for (const { factor, rank } of why.without) {
      const without = await matchList(db, { link, district: '渝北区', top: 50, weights: { [factor]: 0 } });
      expect(without.rows.find((r) => r.enterprise_id === last.enterprise_id)!.rank).toBe(rank);
    }
  });

  it('names the gate, its rule and its source for a company that is not listed', async () => {
    const why = await explainPair(db, { link, district: '渝北区', enterprise: '重庆壬癸半导体封装有限公司' });
    expect(why).toMatchObject({ rank: null, gate: { gate: 'local', rule: '所在省份 重庆', source: '城.csv 第 6 行' } });
  });

  it('refuses a company that is not on the link', async () => {
    await expect(explainPair(db, { link, district: '渝北区', enterprise: '没有这家' })).rejects.toMatchObject({
      code: 'enterprise_not_found',
    });
  });
});

describe('allocation', () => {
  it('gives every investor a lead and two reserves, none in a closed district, and keeps to the capacity', async () => {
    const plan = await allocateInvestors(db, { link });
    expect(plan.unplaced).toBe(0);
    for (const row of plan.rows) {
      expect(row.reserves).toHaveLength(2);
      const named = [row.lead!, ...row.reserves].map((d) => d.district_id);
      expect(new Set(named).size).toBe(3);
      expect(named).not.toContain('500229');
    }
    for (const d of plan.districts) expect(d.load).toBeLessThanOrEqual(d.capacity);
    expect(plan.districts.find((d) => d.name === '渝北区')).toMatchObject({ capacity: 8, by: 'service' });
    expect(plan.districts.find((d) => d.name === '永川区')).toMatchObject({ capacity: 0, by: 'parks' });
  });

  it('scores places by the parts that differ between districts', async () => {
    const plan = await allocateInvestors(db, { link });
    const [row] = plan.rows;
    const list = await matchList(db, { link, district: row!.lead!.district_id, top: 50 });
    const { parts } = list.rows.find((r) => r.enterprise_id === row!.enterprise_id)!;
    expect(row!.lead!.score).toBeCloseTo(
      placeFactors.reduce((sum, f) => sum + parts[f], 0),
      9,
    );
    expect(factors.length).toBeGreaterThan(placeFactors.length);
  });

  it('is never worth less than what offices do without a plan, when there is room for all', async () => {
    const capacity = { 渝北区: 2, 江北区: 1, 璧山区: 3, 永川区: 2, 北碚区: 2, default: 1 };
    const plan = await allocateInvestors(db, { link, capacity });
    expect(plan.placed).toBe(plan.investors);
    expect(plan.share.exact).toBeLessThanOrEqual(1);
    expect(plan.load).toBeLessThan(1);
    expect(plan.districts.find((d) => d.name === '渝北区')).toMatchObject({ capacity: 2, by: 'table' });
  });

  it('says who is left without a place when capacity is short, and what a place would be worth', async () => {
    const plan = await allocateInvestors(db, { link, capacity: { 渝北区: 2, 江北区: 1, default: 0 } });
    expect(plan.placed).toBe(3);
    expect(plan.unplaced).toBe(plan.investors - 3);
    const left = plan.rows.filter((r) => r.lead === null);
    expect(left.map((r) => r.note)).toEqual(left.map(() => 'capacity_short'));
    expect(left.every((r) => r.best !== null && r.reserves.length === 2)).toBe(true);
    expect(plan.districts.find((d) => d.name === '渝北区')!.price).toBeGreaterThan(0);
  });

  it('honours the first talk on record when little is lost by it', async () => {
    const plan = await allocateInvestors(db, { link, capacity: { default: 3 } });
    const row = plan.rows.find((r) => r.name === '苏州第八半导体封测有限公司')!;
    expect(row.first_talk).toBe('F1 2026-05-01');
    const others = plan.rows.filter((r) => r.first_talk === null);
    expect(others.length).toBe(plan.rows.length - 1);
  });

  it.each([
    [{}, 'option_invalid'],
    [{ link, chain: '芯' }, 'option_invalid'],
    [{ chain: '没有的链' }, 'link_not_found'],
    [{ link, capacity: { 浦东: 1 } }, 'district_not_found'],
    [{ link, capacity: { 渝北区: -1 } }, 'option_invalid'],
  ])('refuses %j', async (question, code) => {
    await expect(allocateInvestors(db, question)).rejects.toMatchObject({ code });
  });
});
