/** Trend tables on an invented city: entries that add up, quotients and complexity as the published modules give them, survival. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../data/store/index.ts';
import { trends } from '../../engine/index.ts';
import { specialise } from '../../engine/models/trend/specialisation.ts';
import { placeTables } from '../../engine/trend/place-table.ts';
import { registryHeader, registryLine } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let db: Database;

const digits = '零一二三四五六七八九';
const trades = ['集成电路封装测试', '手机生产制造', '摩托车生产', '汽车线束生产', '光纤光缆生产', '印制电路板生产'];
const districts = ['渝北', '永川', '璧山', '江津', '涪陵', '万州'];

/** 60 companies: the n-th district makes the n-th trade and those before it; every fourth company closed after 2.5 years. */
function lines(): string[] {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const place = districts[i % 6]!;
    const scope = trades[Math.floor(i / 6) % ((i % 6) + 1)]!;
    const year = 2010 + (i % 5);
    const closed = i % 4 === 0 ? `${year + 2}-09-01` : '';
    const name = `重庆${digits[Math.floor(i / 10)]}${digits[i % 10]}制造有限公司`;
    return `${registryLine({ name, scope, province: '重庆', place, date: `${year}-03-01`, address: `重庆市${place}区一号` })},${closed ? '注销' : '存续'},${closed}`;
  });
  return [`${registryHeader},经营状态,注销日期`, ...rows];
}

beforeAll(async () => {
  t = await testStore();
  const { load } = await t.ingest('enterprises', t.write('名单.csv', `${lines().join('\n')}\n`));
  expect(load.accepted).toBe(60);
  await t.build();
  db = await t.snapshot();
});
afterAll(async () => {
  db.closeAll();
  await t.remove();
});

describe('entries', () => {
  it('add up to the placed companies, over districts as over the province', async () => {
    const total = (kind: string) =>
      db.one<{ n: number }>('select cast(sum(entries) as bigint) as n from trend.entry where place_kind = $kind', {
        kind,
      });
    const placed = await db.one<{ n: number }>('select count(*) as n from chain.placement where score >= 2');
    expect(await total('province')).toEqual(placed);
    expect(await total('district')).toEqual(placed);
  });

  it('are asked for by names of link, place and years', async () => {
    const rows = await trends(db, { topic: 'entries', link: '印制电路板', place: '万州区', from: 2010, to: 2014 });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((r) => r.link === '印制电路板' && r.place === '万州区')).toBe(true);
    await expect(trends(db, { topic: 'weather' })).rejects.toMatchObject({ code: 'option_invalid' });
  });
});

describe('specialisation', () => {
  it('is the share of the link in the place over its share in all places', async () => {
    const bad = await db.rows(
      `with n as (select *, sum(companies) over (partition by place_kind, version, place) as p, sum(companies) over (partition by place_kind, version, link_id) as l,
         sum(companies) over (partition by place_kind, version) as a from trend.specialisation)
       select * from n where companies > 0 and abs(location_quotient - (companies * 1.0 / p) / (l * 1.0 / a)) > 1e-9 or present <> (location_quotient >= 1) or not density between 0 and 1`,
    );
    expect(bad).toEqual([]);
  });
});

describe('complexity', () => {
  it('is standardised, and higher where more and rarer links are held', async () => {
    const [district] = (await placeTables(db)).filter((p) => p.place_kind === 'district' && p.version === '2019');
    const { present } = specialise(district!);
    expect(present.rows).toBe(6);
    const rows = await db.rows<{ complexity: number }>(
      "select complexity from trend.complexity where place_kind = 'district' and version = '2019' and item_kind = 'place'",
    );
    expect(rows.length).toBe(6);
    expect(rows.reduce((sum, r) => sum + r.complexity, 0)).toBeCloseTo(0, 9);
    expect(rows.reduce((sum, r) => sum + r.complexity ** 2, 0) / 6).toBeCloseTo(1, 9);
  });
});

describe('survival', () => {
  it('falls by the share that closed of those that reached the year', async () => {
    const rows = await db.rows<{ years: number; at_risk: number; closed: number; survival: number }>(
      "select * from trend.survival where link_id = '*'",
    );
    expect(rows).toHaveLength(1);
    const [step] = rows;
    expect(step!.years).toBe(3);
    expect(step!.survival).toBeCloseTo(1 - step!.closed / step!.at_risk, 12);
    expect(step!.closed).toBeGreaterThanOrEqual(5);
  });
});
