/** Chain analysis and signs of investment on an invented city: given a list, relations and signs, expect the published rows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../data/store/index.ts';
import { anchorTargets, chainGaps, chainShow } from '../../engine/index.ts';
import { registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let db: Database;

const local = (name: string, scope: string, capital = '800(万元人民币)', place = '渝北') => ({
  name,
  scope,
  capital,
  province: '重庆',
  place,
  address: `重庆市${place}区一号`,
});

const city = [
  local('重庆甲乙半导体封装测试有限公司', '集成电路封装测试', '90,000(万元人民币)'),
  local('重庆丙丁手机制造有限公司', '手机、智能手机生产制造', '30,000(万元人民币)'),
  local('重庆戊己手机有限公司', '手机生产', '20,000(万元人民币)', '永川'),
  local('重庆庚辛餐饮有限公司', '餐饮服务', '90,000(万元人民币)'),
  {
    name: '无锡引线框架股份有限公司',
    scope: '引线框架、封装基板生产',
    capital: '20,000(万元人民币)',
    date: '2010-01-01',
  },
  { name: '引线框架(成都)有限公司', scope: '引线框架销售', province: '四川', place: '成都', date: '2025-12-31' },
  { name: '苏州寅卯集成电路封测有限公司', scope: '集成电路封装测试', capital: '60,000(万元人民币)' },
  { name: '无锡辰巳餐饮管理股份有限公司', scope: '餐饮服务；食品封装', capital: '60,000(万元人民币)' },
  {
    name: '无锡引线框架股份有限公司成都分公司',
    scope: '引线框架销售',
    province: '四川',
    place: '成都',
    date: '2024-06-30',
  },
];

beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('名单.csv', registryCsv(city)));
  await t.ingest(
    'relations',
    t.write(
      '关系.csv',
      '主体,关系,客体,日期,出处\n无锡引线框架股份有限公司,供给,重庆甲乙半导体封装测试有限公司,2026-01-01,年报\n' +
        '重庆甲乙半导体封装测试有限公司,竞争,苏州寅卯集成电路封测有限公司,2026-01-01,访谈\n' +
        '传感器,上游材料,石英,,\n电磁流量计,上游材料,流量传感器,,\n智能水表,上游材料,压力传感器,,\n智能电表,上游材料,电流传感器,,\n',
    ),
  );
  await t.ingest(
    'signals',
    t.write(
      '信号.csv',
      '企业名称,信号,日期,内容,出处\n无锡引线框架股份有限公司,募投项目,2026-06-30,扩产,公告\n' +
        '无锡引线框架股份有限公司,募投项目,2025-01-05,旧项目,公告\n无锡辰巳餐饮管理股份有限公司,拿地,2026-06-30,,公告\n',
    ),
  );
  await t.build();
  db = await t.snapshot();
});
afterAll(async () => {
  db.closeAll();
  await t.remove();
});

describe('the chain', () => {
  it('has anchors by rule: placed, large, local; never a caterer', async () => {
    const anchors = await db.rows<{ name: string }>('select distinct name from chain.anchor');
    expect(anchors.map((a) => a.name)).toContain('重庆甲乙半导体封装测试有限公司');
    expect(anchors.map((a) => a.name)).not.toContain('重庆庚辛餐饮有限公司');
    expect(
      (
        await db.rows(
          "select 1 from chain.anchor as a join enterprise.current as e using (enterprise_id) where e.province <> '重庆'",
        )
      ).length,
    ).toBe(0);
  });

  it('confirms or adds flows from pairs of products only where enough pairs say so', async () => {
    const [sensor] = await db.rows(
      "select basis, pairs, criticality from chain.connection where from_link = 'ic-sensor' and to_link = 'iot-smart-meter'",
    );
    expect(sensor).toMatchObject({ basis: 'both', pairs: 3, criticality: 2 });
    const added = await db.rows("select from_link, to_link from chain.connection where basis = 'relations'");
    expect(added).toEqual([]);
  });

  it('measures concentration, dependence and pull of each link', async () => {
    const row = async (link: string) =>
      (await db.rows('select * from chain.standing where link_id = $link', { link }))[0]!;
    expect(await row('ic-packaging-test')).toMatchObject({ hhi: 1, top1_share: 1, anchors: 1 });
    const frames = await row('ic-leadframe');
    expect(frames).toMatchObject({ hhi: null, single_supplier_risk: false });
    expect(frames.anchor_pull).toBeCloseTo(3 * Math.log(2), 9);
    expect(frames.pulled_by).toBe('集成电路封测 1家');
    const shares = await db.rows<{ hhi: number; top1: number; top3: number }>(
      'select hhi, top1_share as top1, top3_share as top3 from chain.standing where hhi is not null',
    );
    for (const { hhi, top1, top3 } of shares) {
      expect(hhi).toBeGreaterThanOrEqual(top1 ** 2 - 1e-9);
      expect(hhi).toBeLessThanOrEqual(top1 + 1e-9);
      expect(top3).toBeGreaterThanOrEqual(top1 - 1e-9);
    }
  });

  it('has shares between 0 and 1, and parts that add up', async () => {
    const bad = await db.rows(
      `select * from chain.completeness where not completeness between 0 and 1 or present > links or closed_flows > inner_flows
         or to_fill + to_strengthen + to_extend > links or not outside_dependence between 0 and 1`,
    );
    expect(bad).toEqual([]);
  });
});

describe('signs', () => {
  it('fade by half-life, repeats of a kind count less, each says how it misleads', async () => {
    const signs = await db.rows<{ kind: string; worth: number; basis: string; false_positive: string; detail: string }>(
      `select s.* from investor.signal as s join enterprise.current as e using (enterprise_id)
       where e.name = '无锡引线框架股份有限公司' order by s.worth desc`,
    );
    expect(signs[0]).toMatchObject({ kind: '募投项目', worth: 1, basis: 'signals' });
    const old = signs.find((s) => s.detail.includes('旧项目'))!;
    expect(old.worth).toBeCloseTo(0.5 * 0.5 ** (541 / 540), 9);
    expect(signs.map((s) => s.kind).sort()).toEqual(['募投项目', '募投项目', '异地分支', '新设子公司']);
    expect(signs.every((s) => s.false_positive.length > 5)).toBe(true);
  });

  it('reach the propensity of the company and the list; an unplaced company has none', async () => {
    const [row] = await db.rows<{ signals: number; ties: number }>(
      "select p.signals, p.ties from investor.propensity as p join enterprise.current as e using (enterprise_id) where e.name = '无锡引线框架股份有限公司'",
    );
    expect(row!.signals).toBeGreaterThan(1.5);
    expect(row!.ties).toBe(2);
    expect(
      await db.rows(
        "select 1 from investor.signal as s join enterprise.current as e using (enterprise_id) where e.name like '%餐饮%'",
      ),
    ).toEqual([]);
    const [ranked] = await db.rows<{ signals: number; ties: number }>(
      "select signals, ties from match.ranked where link_id = 'ic-leadframe' and name = '无锡引线框架股份有限公司' limit 1",
    );
    expect(ranked!.ties).toBeCloseTo(0.6, 9);
    expect(ranked!.signals).toBeGreaterThan(0.6);
  });
});

describe('doors', () => {
  it('show a chain with its links, and the gaps with numbers', async () => {
    const shown = await chainShow(db, '集成电路');
    expect(shown.chain.chain_id).toBe('ic');
    expect(shown.links.find((l) => l.link_id === 'ic-packaging-test')).toMatchObject({
      local_companies: 1,
      anchors: 1,
    });
    expect(shown.connections.every((c) => c.from_link !== c.to_link)).toBe(true);
    const gaps = await chainGaps(db, {});
    expect(gaps.every((g) => ['补', '强', '延'].includes(g.verdict as string))).toBe(true);
    await expect(chainShow(db, '不存在的链')).rejects.toMatchObject({ code: 'chain_not_found' });
  });

  it('name suppliers, customers and competitors of an anchor with reasons, filed relations first', async () => {
    const answer = await anchorTargets(db, { name: '重庆甲乙半导体封装测试有限公司', top: 5 });
    expect(answer.links.map((l) => l.link_id)).toContain('ic-packaging-test');
    expect(answer.filed.map((f) => [f.name, f.role])).toEqual(
      expect.arrayContaining([
        ['无锡引线框架股份有限公司', 'supplier'],
        ['苏州寅卯集成电路封测有限公司', 'competitor'],
      ]),
    );
    const frames = answer.neighbours.find((n) => n.link_id === 'ic-leadframe')!;
    expect(frames).toMatchObject({ role: 'supplier', criticality: 3 });
    expect(frames.companies[0]).toMatchObject({ name: '无锡引线框架股份有限公司' });
    const peers = answer.neighbours.find((n) => n.role === 'competitor')!;
    expect(peers.companies.map((c) => c.name)).toContain('苏州寅卯集成电路封测有限公司');
    expect(JSON.stringify(answer)).not.toContain('餐饮');
    await expect(anchorTargets(db, { name: '查无此公司', top: 5 })).rejects.toMatchObject({
      code: 'enterprise_not_found',
    });
  });
});
