/** Fit of policies to a project: reasons, legal standing first, and no amount moves anything; nothing here reads a company's score. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../data/store/index.ts';
import { policyCard, policyFit, recordVerdict, searchPolicies, verdictsOf } from '../../engine/index.ts';
import { type TestStore, testStore } from '../support/store.ts';

const header =
  '文号,政策名称,层级,发布日期,适用区域,适用产业链,适用规模,投资额下限,投资强度下限,申报条件,支持方式,支持上限,主要内容,公平竞争审查日期,审查结论,状态';
const line = (id: string, cap: string, change: Partial<Record<string, string>> = {}) => {
  const row: Record<string, string> = {
    文号: id,
    政策名称: '措施',
    层级: '市级',
    发布日期: '2025-01-01',
    适用区域: '全市',
    支持方式: '财政',
    支持上限: cap,
    公平竞争审查日期: '2024-12-01',
    审查结论: '符合',
    状态: '有效',
    ...change,
  };
  return header
    .split(',')
    .map((h) => row[h] ?? '')
    .join(',');
};
const lines = (cap: (i: number) => string) => [
  line('A1', cap(1), { 主要内容: '标准厂房租金按评估价执行。' }),
  line('A2', cap(2), { 适用区域: '永川区', 投资额下限: '1亿元' }),
  line('A3', cap(3), { 公平竞争审查日期: '', 主要内容: '对链主企业一事一议给予奖励。' }),
  line('A4', cap(4), { 适用规模: '小型、微型', 适用产业链: '集成电路' }),
  line('A5', cap(5), { 投资强度下限: '300万元/亩', 申报条件: '依法登记' }),
  line('A6', cap(6), { 状态: '废止', 主要内容: '标准厂房。' }),
];

const stores: TestStore[] = [];
const opened: Database[] = [];
async function city(cap: (i: number) => string): Promise<[Database, TestStore]> {
  const t = await testStore();
  stores.push(t);
  await t.ingest('policies', t.write('政策.csv', `${[header, ...lines(cap)].join('\n')}\n`));
  await t.build();
  const db = await t.snapshot();
  opened.push(db);
  return [db, t];
}
let db: Database;
let t: TestStore;
beforeAll(async () => {
  [db, t] = await city((i) => `最高${i}00万元`);
});
afterAll(async () => {
  for (const d of opened) d.closeAll();
  for (const s of stores) await s.remove();
});

const question = { link: '集成电路设计', district: '渝北区', size: '大型', investment_cny: 2e8, land_mu: 80 };

describe('which policies fit', () => {
  it('says for each condition met, not met or unknown, and why', async () => {
    const fits = await policyFit(db, question);
    expect(fits.map((f) => [f.policy_id, f.verdict])).toEqual([
      ['A1', '适用'],
      ['A2', '不适用'],
      ['A4', '不适用'],
      ['A5', '不适用'],
      ['A3', '不适用'],
      ['A6', '不适用'],
    ]);
    const of = (id: string) =>
      Object.fromEntries(fits.find((f) => f.policy_id === id)!.conditions.map((c) => [c.condition, c.met]));
    expect(of('A2')).toMatchObject({ 效力: true, 适用区域: false, 投资额: true });
    expect(of('A4')).toMatchObject({ 适用产业链: true, 适用规模: false });
    expect(of('A5')).toMatchObject({ 投资强度: false, 申报条件: null });
    expect(of('A3')).toMatchObject({ 效力: false });
  });

  it('what is not told is unknown, not a no', async () => {
    const fits = await policyFit(db, {});
    expect(fits.find((f) => f.policy_id === 'A2')!.verdict).toBe('待核实');
  });

  it('stands in the same order whatever the policies pay', async () => {
    const order = async (d: Database) => (await policyFit(d, question)).map((f) => f.policy_id);
    const [other] = await city((i) => `最高${10 - i}亿元`);
    expect(await order(other)).toEqual(await order(db));
  });

  it('refuses an unknown support', async () => {
    await expect(policyFit(db, { instruments: ['奖杯'] })).rejects.toMatchObject({ code: 'option_invalid' });
  });
});

describe('text and verdicts', () => {
  it('finds words as they stand first, and what is in force before what is not', async () => {
    const found = await searchPolicies(db, '标准厂房');
    expect(found.map((f) => [f.policy_id, f.standing])).toEqual([
      ['A1', '有效'],
      ['A6', '废止'],
    ]);
    expect(found[1]!.relevance).toBeGreaterThan(found[0]!.relevance);
    expect(await searchPolicies(db, '量子纠缠')).toEqual([]);
  });

  it('a verdict is a row of the ledger, the newest speaks, and nothing is lost', async () => {
    const { hits } = await policyCard(db, 'A3');
    const id = hits[0]!.hit_id;
    await recordVerdict(db, t.store, id, { verdict: '需修改', reason: '对象特定', actor: 'r1' });
    await recordVerdict(db, t.store, id, { verdict: '无问题', reason: '已改', actor: 'r2' });
    expect((await verdictsOf(t.store, 'A3')).get(id)).toMatchObject({ verdict: '无问题', actor: 'r2' });
    await expect(
      recordVerdict(db, t.store, 'none', { verdict: '违反', reason: 'x', actor: 'r' }),
    ).rejects.toMatchObject({ code: 'hit_not_found' });
    await expect(policyCard(db, 'none')).rejects.toMatchObject({ code: 'policy_not_found' });
  });
});

describe('the wall between target lists and benefits', () => {
  it('no module of policies or panels imports or selects anything of match.* or investor.*', () => {
    const folders = ['engine/policy', 'engine/panel', 'engine/screen', 'engine/models/policy', 'engine/models/expert'];
    const files = [
      ...folders.flatMap((f) => readdirSync(f).map((name) => `${f}/${name}`)),
      'api/http/routes/policy.ts',
      'api/http/routes/expert.ts',
      'api/cli/policy.ts',
      'api/cli/panel.ts',
    ];
    expect(files.length).toBeGreaterThan(12);
    const score =
      /\b(?:from|join)\s+(?:match|investor)\.|\/match\.ts'|models\/(?:match|investor)|\bpropensity\b|chain\.placement/;
    expect(files.filter((file) => score.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
