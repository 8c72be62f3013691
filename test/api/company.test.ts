/** GET /api/companies/:id: a company with relations, signs and ranks, as a planner, an officer and others see it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../api/tokens.ts';
import type { CompanyCard } from '../../engine/index.ts';
import { type Door, openDoor } from '../support/door.ts';
import { registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let door: Door;
const tokens: Record<string, string> = {};
const supplier = '无锡引线框架股份有限公司';
const anchor = '重庆甲乙半导体封装测试有限公司';

beforeAll(async () => {
  t = await testStore();
  await t.ingest(
    'enterprises',
    t.write(
      '名单.csv',
      registryCsv([
        {
          name: anchor,
          scope: '集成电路封装测试',
          capital: '90,000(万元人民币)',
          province: '重庆',
          place: '渝北',
          address: '重庆市渝北区一号',
        },
        { name: supplier, scope: '引线框架、封装基板生产', capital: '20,000(万元人民币)', date: '2010-01-01' },
      ]),
    ),
  );
  await t.ingest(
    'relations',
    t.write('关系.csv', `主体,关系,客体,日期,出处\n${supplier},供给,${anchor},2026-01-01,年报\n`),
  );
  await t.ingest(
    'signals',
    t.write('信号.csv', `企业名称,信号,日期,内容,出处\n${supplier},募投项目,2025-01-06,扩产,公告\n`),
  );
  await t.build();
  for (const [name, role, district_id] of [
    ['yubei', 'officer', '500112'],
    ['enterprise', 'enterprise', null],
  ] as const)
    tokens[name] = (await createToken(t.store, { role, district_id, label: 'test', days: 1 })).token;
  door = await openDoor(t.store);
});
afterAll(async () => {
  await door.close();
  await t.remove();
});

const idOf = async (name: string) => {
  const { rows } = await door.json<{ rows: { id: string }[] }>(
    `/api/search?kind=company&q=${encodeURIComponent(name)}`,
  );
  return rows[0]!.id;
};
const card = async (name: string) => door.json<CompanyCard>(`/api/companies/${await idOf(name)}`);

describe('the company card', () => {
  it('tells a relation from both ends, and which end is a local anchor', async () => {
    const [own] = (await card(supplier)).relations;
    expect(own).toMatchObject({
      relation: '供给',
      from_company: true,
      other_name: anchor,
      other_is_anchor: true,
      dated_on: '2026-01-01',
      source: '年报',
      source_line: 2,
    });
    const [other] = (await card(anchor)).relations;
    expect(other).toMatchObject({
      relation: '供给',
      from_company: false,
      other_name: supplier,
      other_is_anchor: false,
    });
  });

  it('says what a sign is worth today from its strength, age and half-life', async () => {
    const [sign] = (await card(supplier)).signals;
    expect(sign).toMatchObject({
      kind: '募投项目',
      happened_on: '2025-01-06',
      strength: 1,
      half_life_days: 540,
      detail: '募投项目：扩产',
    });
    expect(sign!.worth).toBeCloseTo(2 ** (-sign!.age_days / 540), 9);
  });

  it('has the ranks of the published lists, highest score first; a local company has a gate and no rank', async () => {
    const { places, gates } = await card(supplier);
    expect(places.length).toBeGreaterThan(0);
    expect(places.map((p) => p.score)).toEqual(places.map((p) => p.score).toSorted((a, b) => b - a));
    const first = places[0]!;
    const { rows } = await door.json<{ rows: { rank: number; name: string; score: number }[] }>(
      `/api/match?link=${first.link_id}&district=${first.district_id}`,
    );
    const row = rows.find((r) => r.name === supplier)!;
    expect(row.rank).toBe(first.rank);
    expect(row.score).toBeCloseTo(first.score, 9);
    expect(gates).toEqual([]);
    const local = await card(anchor);
    expect(local.places).toEqual([]);
    expect(new Set(local.gates.map((g) => g.gate))).toEqual(new Set(['local']));
    expect(local.anchor_of.length).toBeGreaterThan(0);
  });

  it('shows an officer the own district only, an enterprise and a stranger nothing', async () => {
    const path = `/api/companies/${await idOf(supplier)}`;
    const as = (name: string) => door.ask(path, { headers: { authorization: `Bearer ${tokens[name]}` } });
    const seen = (await (await as('yubei')).json()) as CompanyCard;
    expect(new Set(seen.places.map((p) => p.district_id))).toEqual(new Set(['500112']));
    expect(seen.relations).toHaveLength(1);
    expect((await as('enterprise')).status).toBe(403);
    expect((await door.ask(path)).status).toBe(401);
  });

  it('says so when there is no such company', async () => {
    expect(await (await door.get('/api/companies/none')).json()).toMatchObject({
      status: 404,
      code: 'enterprise_not_found',
    });
  });
});
