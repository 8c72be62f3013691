/** Given policies and texts, what is published: standing, pieces, hits, coverage of a link in a district. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../data/store/index.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let db: Database;
const policies =
  `文号,政策名称,层级,发布日期,施行日期,有效期至,适用区域,适用产业链,支持方式,支持上限,主要内容,公平竞争审查日期,审查结论,例外情形,替代方案说明,实施期限或终止条件,状态
演示〔2025〕1号,甲措施,区县级,2025-01-01,2025-02-01,2028-01-01,渝北区,集成电路,财政、金融,最高1亿元,第一条 面向全部企业贴息。|第二条 企业迁出本区的退还补助。,2024-12-01,符合,,,,有效
演示〔2025〕2号,乙措施,市级,2025-01-01,,,全市,,服务,,,2024-12-01,符合,,,,有效
演示〔2019〕3号,丙措施,市级,2019-01-01,,,全市,新型显示,税收,最高9亿元,,,,,,,有效
演示〔2025〕4号,丁措施,市级,2025-01-01,,2026-01-01,全市,,财政,,,2024-12-01,符合,,,,有效
演示〔2025〕5号,戊措施,市级,2025-01-01,2027-01-01,,全市,,财政,,,2024-12-01,符合,,,,有效
演示〔2025〕6号,己措施,市级,2025-01-01,,,全市,,财政,,,2024-12-01,适用例外规定,科技进步,已比较,至2025年12月31日,有效
演示〔2025〕7号,庚措施,市级,2025-01-01,,,全市,不存在的产业,财政,,,2024-12-01,符合,,,,有效
`.replaceAll('|', '\n');
const quoted = policies.replace(/第一条 [^,]*/, (cell) => `"${cell}"`);

beforeAll(async () => {
  t = await testStore();
  await t.ingest('policies', t.write('政策.csv', quoted));
  await t.ingest('policies', t.write('旧.csv', '文号,政策名称,状态\n演示[2025]2号,旧题目,有效\n'));
  await t.ingest(
    'policy_texts',
    t.write('1.txt', '乙措施\n演示〔2025〕2号\n第一条　面向全部\n企业。\n第二条　对链主企业一事一议给予奖励。\n'),
  );
  await t.ingest('policy_texts', t.write('2.txt', '某措施\n演示〔2024〕9号\n第一条　甲。\n'));
  await t.build();
  db = await t.snapshot();
});
afterAll(async () => {
  db.closeAll();
  await t.remove();
});

describe('policy.current', () => {
  it('says of every document whether it may be relied on, and why', async () => {
    const rows = await db.rows('select policy_id, standing, in_force, filings from policy.current order by policy_id');
    expect(rows.map((r) => [r.policy_id, r.standing, r.in_force, r.filings])).toEqual([
      ['演示〔2019〕3号', '待复核：无公平竞争审查记录', false, 1],
      ['演示〔2024〕9号', '待复核：政策库无此文号，只有文本', false, 0],
      ['演示〔2025〕1号', '有效', true, 1],
      ['演示〔2025〕2号', '有效', true, 2],
      ['演示〔2025〕4号', '有效期已过', false, 1],
      ['演示〔2025〕5号', '尚未施行', false, 1],
      ['演示〔2025〕6号', '例外规定的期限已过', false, 1],
      ['演示〔2025〕7号', '有效', true, 1],
    ]);
  });
});

describe('policy.article and policy.hit', () => {
  it('the text where there is one, else the summary; hits carry article and quote', async () => {
    const pieces = await db.rows<{ piece_id: string; text: string }>(
      "select piece_id, text from policy.article where kind not in ('标题', '文号') order by policy_id, ordinal",
    );
    expect(pieces.map((p) => [p.piece_id, p.text])).toEqual([
      ['演示〔2024〕9号#第一条', '第一条　甲。'],
      ['演示〔2025〕1号#摘要/1', '第一条 面向全部企业贴息。'],
      ['演示〔2025〕1号#摘要/2', '第二条 企业迁出本区的退还补助。'],
      ['演示〔2025〕2号#第一条', '第一条　面向全部'],
      ['演示〔2025〕2号#第一条/p1', '企业。'],
      ['演示〔2025〕2号#第二条', '第二条　对链主企业一事一议给予奖励。'],
    ]);
    const hits = await db.rows<{ piece_id: string; article: string; quote: string; start: number }>(
      'select piece_id, article, quote, start from policy.hit',
    );
    expect(new Set(hits.map((h) => h.piece_id))).toEqual(new Set(['演示〔2025〕1号#摘要/2', '演示〔2025〕2号#第二条']));
    for (const hit of hits) {
      const { text } = pieces.find((p) => p.piece_id === hit.piece_id)!;
      expect(text.slice(hit.start, hit.start + hit.quote.length)).toBe(hit.quote);
    }
  });
});

describe('policy.coverage', () => {
  it('counts what is in force for the district and the chain; a larger cap counts nothing; unknown chains count nowhere', async () => {
    const of = (link: string, district: string) =>
      db.one(`select c.in_force, c.awaiting, c.instruments, c.policy_ids from policy.coverage as c
        join reference.link as l on c.link_id = l.link_id where l.name = '${link}' and l.version = '2019' and c.district_id = '${district}'`);
    expect(await of('集成电路设计', '500112')).toEqual({
      in_force: 2,
      awaiting: 0,
      instruments: ['服务', '财政', '金融'].sort(),
      policy_ids: ['演示〔2025〕1号', '演示〔2025〕2号'],
    });
    expect(await of('集成电路设计', '500118')).toMatchObject({ in_force: 1, policy_ids: ['演示〔2025〕2号'] });
    const display = await db.one(
      "select min(awaiting) as low, max(awaiting) as high from policy.coverage where link_id in (select link_id from reference.link where chain_id = 'display')",
    );
    expect(display).toEqual({ low: 1, high: 1 });
  });
});
