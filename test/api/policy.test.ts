/** Policies, experts and leads through the door: what strangers see, what they do not, and what a write leaves behind. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, openDoor } from '../support/door.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let door: Door;
const policies = `文号,政策名称,层级,发布日期,适用区域,支持方式,主要内容,公平竞争审查日期,审查结论,状态
演示〔2025〕1号,甲措施,市级,2025-01-01,全市,财政,对链主企业一事一议给予奖励。,2024-12-01,符合,有效
演示〔2019〕2号,乙措施,市级,2019-01-01,全市,税收,按留成部分全额返还增值税。,,,有效
`;

beforeAll(async () => {
  t = await testStore();
  await t.ingest('policies', t.write('政策.csv', policies));
  await t.ingest(
    'experts',
    t.write(
      '专家.csv',
      '专家编号,姓名,联系电话,单位,专业领域,擅长产业链\nZ1,虚构某甲,000-1,虚构大学,集成电路设计,芯·集成电路\n',
    ),
  );
  await t.ingest('parks', t.write('园区.csv', '园区编号,园区名称,区县,可供工业用地\nY1,某园区,渝北区,120\n'));
  await t.build();
  door = await openDoor(t.store);
});
afterAll(async () => {
  await door.close();
  await t.remove();
});

const id = encodeURIComponent('演示〔2025〕1号');
const stranger = async <T>(path: string): Promise<T> => (await (await door.ask(path)).json()) as T;

describe('a stranger', () => {
  it('reads policies with their standing, their text, what fits, parks and age', async () => {
    const { rows } = await stranger<{ rows: Record<string, unknown>[] }>('/api/policies');
    expect(rows.map((r) => [r.policy_id, r.standing, r.in_force])).toEqual([
      ['演示〔2019〕2号', '待复核：无公平竞争审查记录', false],
      ['演示〔2025〕1号', '有效', true],
    ]);
    expect(await stranger(`/api/policies/${id}`)).toMatchObject({
      policy: { standing: '有效' },
      articles: [{ kind: '摘要' }],
    });
    expect(await stranger('/api/policies/search?q=%E5%A2%9E%E5%80%BC%E7%A8%8E')).toMatchObject({
      rows: [{ policy_id: '演示〔2019〕2号' }],
    });
    const fit = await stranger<{ policies: { policy_id: string; verdict: string }[] }>(
      '/api/policies/fit?district=500112',
    );
    expect(fit.policies.map((p) => [p.policy_id, p.verdict])).toEqual([
      ['演示〔2025〕1号', '适用'],
      ['演示〔2019〕2号', '不适用'],
    ]);
    expect(await stranger('/api/parks')).toMatchObject({
      rows: [{ name: '某园区', district_id: '500112', free_land_mu: 120 }],
    });
    expect(await stranger('/api/about')).toMatchObject({ synthetic: false, policies_as_of: '2026-06-30' });
    expect((await stranger<{ rows: unknown[] }>('/api/link-names')).rows.length).toBeGreaterThan(50);
  });

  it.each([
    `/api/policies/${id}/hits`,
    '/api/experts',
    '/api/panel?link=x',
    '/tables/policy.hit',
    '/tables/expert.current',
  ])('is kept out of %s', async (path) => expect((await door.ask(path)).status).toBe(401));

  it('files no lead', async () => {
    const response = await door.ask('/api/leads', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-yuzhao-request': '1' },
      body: JSON.stringify({ investor: '某公司', content: '建厂' }),
    });
    expect(response.status).toBe(401);
  });
});

const post = (path: string, body: unknown) =>
  door.ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: door.cookie, 'x-yuzhao-request': '1' },
    body: JSON.stringify(body),
  });

describe('who works here', () => {
  it('records a verdict, which the hits then carry', async () => {
    const path = `/api/policies/${id}/hits`;
    const { hits } = await door.json<{ hits: { hit_id: string; verdict: string | null }[] }>(path);
    expect(hits[0]).toMatchObject({ verdict: null });
    const written = await post(`/api/policy-hits/${hits[0]!.hit_id}/verdict`, {
      verdict: '需修改',
      reason: '对象特定',
    });
    expect(written.status).toBe(200);
    const after = await door.json<{ hits: unknown[] }>(path);
    expect(after.hits[0]).toMatchObject({ verdict: '需修改', reason: '对象特定' });
    expect((await post(`/api/policy-hits/${hits[0]!.hit_id}/verdict`, { verdict: '好', reason: 'x' })).status).toBe(
      400,
    );
    expect((await post('/api/policy-hits/0000000000000000/verdict', { verdict: '违反', reason: 'x' })).status).toBe(
      404,
    );
  });

  it('sees experts under pseudonyms, and a panel that names nobody', async () => {
    const experts = await (await door.get('/api/experts')).text();
    const panel = await (await door.get(`/api/panel?link=${encodeURIComponent('集成电路设计')}&size=3`)).text();
    for (const text of [experts, panel]) {
      expect(text).toContain('Z1');
      for (const secret of ['虚构某甲', '000-1', '虚构大学']) expect(text).not.toContain(secret);
    }
    expect(JSON.parse(panel)).toMatchObject({ members: [{ expert_id: 'Z1', field: '产业链' }] });
  });

  it('files a lead once, however often it is sent', async () => {
    const lead = { investor: '某公司', content: '建设封测厂', district: '渝北区', investment_cny: 2e8 };
    const [first, second] = [await post('/api/leads', lead), await post('/api/leads', lead)];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await first.json()).toEqual(await second.json());
    expect((await post('/api/leads', { ...lead, district: '火星区' })).status).toBe(400);
  });
});
