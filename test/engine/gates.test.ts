/** Gates on an invented city: what keeps a company or a district out, by which rule, from which line; and that no score buys a way in. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factors } from '../../data/schema/profile.ts';
import type { Database } from '../../data/store/index.ts';
import { matchList, matchSpread } from '../../engine/index.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

const rules = `条目编号,管控要求,管控内容,行业代码,产业链环节,关键词,适用区域,管控单元编码,生效日期,失效日期,依据文件
R1,禁止,不得新建封测,,集成电路封测,,巫溪县,,2024-01-01,,甲文
R2,限制,须先落实水源,,集成电路封测,,渝北区,,2024-01-01,,甲文
R3,禁止,单元内不得布局,,集成电路封测,,,ZH50011220001,2024-01-01,,乙文
R4,禁止,已经失效,,集成电路封测,,渝北区,,2019-01-01,2021-01-01,丙文
R5,禁止,丙丁字号停用,,,丙丁,,,2024-01-01,,丁文
R6,禁止,江北不收甲乙,,,甲乙,江北区,,2024-01-01,,丁文
R7,禁止,什么也没说,,,,,,2024-01-01,,丁文
R8,提倡,不是管控要求,,集成电路封测,,,,2024-01-01,,丁文
R9,禁止,不认识的地方,,集成电路封测,,火星区,,2024-01-01,,丁文
`;
const parks = `园区编号,园区名称,区县,主导产业,可供工业用地,可用标准厂房
P1,城口园,城口县,芯·集成电路,0,0
P2,渝北园,渝北区,芯·集成电路,300,0
P3,黔江园,黔江区,芯·集成电路,,
`;
const map = `区域,产业,定位,起始日期,依据文件
渝北区,芯·集成电路,主导产业,2023-06-01,图
渝北区,屏·新型显示,主导产业,2023-06-01,图
渝北区,器·智能终端,主导产业,2023-06-01,图
两江新区,芯·集成电路,主导产业,2023-06-01,图
璧山区,集成电路封测,特色产业,2023-06-01,图
江津区,不存在的产业,主导产业,2023-06-01,图
`;

let t: TestStore;
let db: Database;
const ask = (district: string, more = {}) => matchList(db, { link: '集成电路封测', district, top: 50, ...more });

beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('城.csv', registryCsv(inventedCity)));
  const filed = await t.ingest('restrictions', t.write('负面清单.csv', rules));
  expect(filed.load).toMatchObject({ rows_in: 9, accepted: 6 });
  expect((await t.rows(filed, 'rejected')).map((r) => r.code).sort()).toEqual([
    'area_unknown',
    'rule_without_subject',
    'stance_unknown',
  ]);
  await t.ingest(
    'parks',
    t.write('园区_上季.csv', '园区编号,园区名称,区县,可供工业用地\nP1,城口园,城口县,50\nP2,渝北园,渝北区,400\n'),
    '2026-03-31',
  );
  await t.ingest('parks', t.write('园区.csv', parks));
  await t.ingest('industry_map', t.write('产业地图.csv', map));
  await t.build();
  db = await t.snapshot();
});
afterAll(async () => {
  db.closeAll();
  await t.remove();
});

describe('a district', () => {
  it('is closed by a rule that forbids the link there, with rule, document and line', async () => {
    const answer = await ask('巫溪县');
    expect(answer.rows).toEqual([]);
    expect(await ask('巫溪县', { weights: { scale: 9 } })).toMatchObject({ rows: [], left: 0 });
    expect(await matchSpread(db, { link: '集成电路封测', district: '巫溪县' })).toMatchObject({ listed: 0, left: 0 });
    expect(answer.closed_by).toEqual([
      {
        gate: 'restriction',
        rule: 'R1',
        reason: '不得新建封测',
        document: '甲文',
        unit_id: null,
        source: { file: '负面清单.csv', sheet: '', line: 2 },
      },
    ]);
    expect(
      await db.rows("select * from match.ranked where district_id = '500238' and link_id = 'ic-packaging-test'"),
    ).toEqual([]);
  });

  it('with a rule that narrows only is listed, and the rule stands beside', async () => {
    const answer = await ask('渝北区');
    expect(answer.rows.length).toBeGreaterThan(0);
    expect(answer.notes.map((g) => g.rule)).toEqual(['R2']);
  });

  it('is judged by a 三线一单 unit only when the project names it', async () => {
    expect((await ask('渝北区')).closed_by).toEqual([]);
    const named = await ask('渝北区', { unit: 'ZH50011220001' });
    expect(named.rows).toEqual([]);
    expect(named.closed_by.map((g) => [g.rule, g.unit_id])).toEqual([['R3', 'ZH50011220001']]);
    expect((await ask('渝北区', { unit: 'ZH50011220002' })).closed_by).toEqual([]);
  });

  it('is closed to makers when all its parks are full, not when nobody filed their land', async () => {
    expect((await ask('城口县')).closed_by).toMatchObject([{ gate: 'land', source: { file: '园区.csv', line: 2 } }]);
    expect((await ask('黔江区')).closed_by).toEqual([]);
    expect(await db.rows("select land from district.room where district_id = '500112'")).toEqual([{ land: 300 }]);
    const design = await matchList(db, { link: 'ic-design-digital', district: '城口县', top: 5 });
    expect(design.closed_by).toEqual([]);
  });

  it('has the slots of the 产业地图 within the limit of its area', async () => {
    const slots = await db.rows<{ area: string; industry: string; counts: boolean; link_id: string | null }>(
      'select distinct area, industry, counts, allowed from district.slot order by area, industry',
    );
    const beyond = slots.filter((s) => !s.counts);
    expect(beyond.map((s) => [s.area, s.industry])).toEqual([['渝北区', '器·智能终端']]);
    expect(slots.find((s) => s.area === '两江新区')).toMatchObject({ allowed: 3 });
    expect((await ask('渝北区')).fit.slot).toBe(1);
    expect((await ask('璧山区')).fit.slot).toBe(0.6);
    expect((await ask('永川区')).fit.slot).toBe(0);
  });
});

describe('a company', () => {
  it('that a rule forbids everywhere is not listed, and says which rule of which document', async () => {
    const answer = await ask('渝北区');
    expect(answer.rows.some((r) => r.name.includes('丙丁'))).toBe(false);
    expect(answer.gated).toMatchObject({ restricted: 1, local: 1, not_a_company: 1 });
    const [row] = await db.rows(
      "select gate, gate_rule, gate_source from match.candidate where name like '%丙丁%' and link_id = 'ic-packaging-test'",
    );
    expect(row).toEqual({
      gate: 'restricted',
      gate_rule: 'R5 丙丁字号停用（丙丁）',
      gate_source: '丁文，负面清单.csv 第 6 行',
    });
  });

  it('that a rule forbids in one district is listed in the others', async () => {
    expect((await ask('渝北区')).rows.some((r) => r.name.includes('甲乙'))).toBe(true);
    for (const weights of [undefined, { scale: 9 }]) {
      const there = await ask('江北区', { weights });
      expect(there.rows.some((r) => r.name.includes('甲乙'))).toBe(false);
      expect(there.left).toBe(there.rows.length);
      expect(there.gated.restricted).toBe(2);
    }
    expect((await matchSpread(db, { link: '集成电路封测', district: '江北区' })).listed).toBe(
      (await ask('江北区')).candidates,
    );
  });

  it('is counted once a list, kept out or on it, as the candidates and the gates of the district say', async () => {
    const counted = await db.rows(
      `select c.link_id, d.district_id, coalesce(c.gate, case when g.enterprise_id is not null then 'restricted' end) as gate,
         count(*) as companies
       from match.candidate as c cross join reference.district as d
       left join (select distinct link_id, district_id, enterprise_id from match.gate where veto) as g
         on g.link_id = c.link_id and g.district_id = d.district_id and g.enterprise_id = c.enterprise_id
       group by all order by all`,
    );
    expect(await db.rows('select * from match.gated order by all')).toEqual(counted);
  });

  it('has a rule and a source whenever a gate keeps it out', async () => {
    const [bare] = await db.rows<{ n: number }>(
      'select count(*) as n from match.candidate where gate is not null and (gate_rule is null or gate_source is null)',
    );
    expect(bare!.n).toBe(0);
  });
});

describe('a gate', () => {
  it('is never offset: no weights bring a gated company or a closed district back', async () => {
    const weights = fc.record(
      Object.fromEntries(factors.map((f) => [f, fc.double({ min: 0, max: 100, noNaN: true })])),
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(weights, fc.constantFrom('渝北区', '江北区', '巫溪县', '城口县'), async (given, district) => {
        const { rows } = await ask(district, { weights: given });
        expect(rows.filter((r) => r.name.includes('丙丁') || r.name.startsWith('重庆'))).toEqual([]);
        if (district === '江北区') expect(rows.filter((r) => r.name.includes('甲乙'))).toEqual([]);
        if (district === '巫溪县' || district === '城口县') expect(rows).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});
