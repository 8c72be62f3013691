/** The HTTP door: who comes in, what it answers, what it says when it cannot. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, serve } from '../../api/http/index.ts';
import { factors } from '../../data/schema/profile.ts';
import { readWorkbook } from '../../data/xlsx.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let serving: Serving;
let origin: string;
let cookie: string;

beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('城.csv', registryCsv(inventedCity)));
  await t.build();
  serving = await serve({ store: t.store, port: 0 });
  origin = new URL(serving.url).origin;
  const first = await fetch(serving.url, { redirect: 'manual' });
  cookie = first.headers.get('set-cookie')!.split(';')[0]!;
});
afterAll(async () => {
  await serving.close();
  await t.remove();
});

const get = (path: string, headers: Record<string, string> = { cookie }) => fetch(`${origin}${path}`, { headers });
const pair = `link=${encodeURIComponent('集成电路封测')}&district=${encodeURIComponent('渝北区')}`;

describe('the guard', () => {
  it('takes the token once, sets a strict cookie and hides the token', async () => {
    const again = await fetch(serving.url, { redirect: 'manual' });
    expect(again.status).toBe(401);
    expect(cookie).toMatch(/^yuzhao_session=/);
  });

  it.each([
    '/',
    '/api/overview',
    '/api/links',
    `/api/match?${pair}`,
    `/api/match.xlsx?${pair}`,
    '/api/enterprises/x',
    '/nothing',
  ])('keeps strangers out of %s', async (path) => {
    expect((await get(path, {})).status).toBe(401);
    expect((await get(path, { cookie: 'yuzhao_session=guess' })).status).toBe(401);
  });

  it('tells a browser in words to open the link again', async () => {
    const response = await get('/targets/', { accept: 'text/html' });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('请重新打开链接');
  });

  it('lets the health check through and nothing else', async () =>
    expect(await (await get('/health', {})).json()).toEqual({ ok: true }));

  it('sends security headers', async () => {
    const { headers } = await get('/api/overview');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('answers', () => {
  it('lists links, districts and a match that names its snapshot', async () => {
    const links = (await (await get('/api/links')).json()) as { rows: { name: string }[] };
    expect(links.rows.some((l) => l.name === '集成电路封测')).toBe(true);
    expect(((await (await get('/api/districts')).json()) as { rows: unknown[] }).rows).toHaveLength(38);
    const match = (await (await get(`/api/match?${pair}&top=5`)).json()) as {
      snapshot: string;
      rows: { rank: number; parts: object }[];
    };
    expect(match.snapshot).toMatch(/^[0-9a-f]{16}$/);
    expect(Object.keys(match.rows[0]!.parts)).toHaveLength(factors.length);
  });

  it('ranks districts, explains a pair and allots investors', async () => {
    const get = async (path: string) =>
      (await fetch(`${origin}${path}`, { headers: { cookie } })).json() as Promise<Record<string, unknown>>;
    const fit = await get('/api/fit?link=集成电路封测');
    expect((fit.rows as { rank: number }[]).map((r) => r.rank)).toEqual(Array.from({ length: 38 }, (_, i) => i + 1));
    const why = await get('/api/match/explain?link=集成电路封测&district=渝北区&enterprise=无锡甲乙半导体封测有限公司');
    expect(why).toMatchObject({ rank: 1, gate: null, enterprise: { source: { file: '城.csv', line: 2 } } });
    const plan = await get('/api/allocation?link=集成电路封测&capacity={"渝北区":1,"default":0}');
    expect(plan).toMatchObject({ placed: 1, share: {} });
    expect((plan.rows as { note: string }[]).filter((r) => r.note === 'capacity_short').length).toBe(plan.unplaced);
    expect(JSON.stringify([fit, why, plan])).not.toContain('probability');
  });

  it('gives the same rows as a workbook', async () => {
    const match = (await (await get(`/api/match?${pair}&top=5`)).json()) as { rows: { name: string; rank: number }[] };
    const response = await get(`/api/match.xlsx?${pair}&top=5`);
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('集成电路封测'));
    const [sheet] = await readWorkbook(new Uint8Array(await response.arrayBuffer()));
    const names = sheet!.rows.filter((r) => typeof r.cells[0] === 'number').map((r) => r.cells[1]);
    expect(names).toEqual(match.rows.map((r) => r.name));
  });

  it('narrows a list, spreads it, and says in the workbook how it was narrowed', async () => {
    type Listed = {
      candidates: number;
      left: number;
      limits: object;
      rows: { name: string; rank: number; province: string }[];
    };
    const ask = async <T>(path: string) => (await (await get(path)).json()) as T;
    const all = await ask<Listed>(`/api/match?${pair}`);
    expect(all).toMatchObject({ left: all.candidates, limits: {} });
    const limits = `provinces=${encodeURIComponent('江苏, 上海')}&capital_cny_from=10000000&founded_below=2020`;
    const some = await ask<Listed>(`/api/match?${pair}&${limits}&top=2`);
    expect(some.rows).toEqual(all.rows.filter((row) => row.province === '江苏').slice(0, 2));
    expect(some.rows.length).toBeGreaterThan(0);
    expect(some).toMatchObject({ candidates: all.candidates, left: some.rows.length });
    const spread = await ask<{ listed: number; left: number; provinces: { province: string; left: number }[] }>(
      `/api/match/spread?${pair}&${limits}`,
    );
    expect(spread).toMatchObject({ listed: all.candidates, left: some.left });
    expect(spread.provinces.find((p) => p.province === '江苏')!.left).toBe(some.left);
    const workbook = await get(`/api/match.xlsx?${pair}&${limits}&top=2`);
    const sheets = await readWorkbook(new Uint8Array(await workbook.arrayBuffer()));
    const listed = sheets[0]!.rows.filter((r) => typeof r.cells[0] === 'number').map((r) => r.cells[1]);
    expect(listed).toEqual(some.rows.map((r) => r.name));
    expect(sheets[1]!.rows.map((r) => r.cells.slice(0, 2)).filter(([what]) => String(what).startsWith('筛选'))).toEqual(
      [
        ['筛选：注册资金', '≥ 1000 万元'],
        ['筛选：注册年份', '< 2020 年'],
        ['筛选：省份', '江苏、上海'],
        ['筛选后企业数', some.left],
      ],
    );
    const csv = await (await get(`/api/match.csv?${pair}&${limits}`)).text();
    expect(csv.trim().split('\n')).toHaveLength(1 + some.left);
    for (const wrong of ['score_from=a', 'founded_below=', 'provinces=', 'capital_from=1'])
      expect((await get(`/api/match?${pair}&${wrong}`)).status, wrong).toBe(400);
  });

  it('shows a company with its source row', async () => {
    const match = (await (await get(`/api/match?${pair}`)).json()) as {
      rows: { enterprise_id: string; name: string }[];
    };
    const { enterprise, placements } = (await (
      await get(`/api/enterprises/${match.rows[0]!.enterprise_id}`)
    ).json()) as { enterprise: { name: string; source_line: number }; placements: unknown[] };
    expect(enterprise.name).toBe(match.rows[0]!.name);
    expect(enterprise.source_line).toBeGreaterThan(1);
    expect(placements.length).toBeGreaterThan(0);
  });
});

describe('problems', () => {
  it.each([
    ['/api/match?link=x&district=500112', 404, 'link_not_found'],
    [`/api/match?link=${encodeURIComponent('集成电路封测')}&district=x`, 404, 'district_not_found'],
    [`/api/match?${pair}&top=0`, 400, 'option_invalid'],
    [`/api/match?${pair}&weights=%7B`, 400, 'option_invalid'],
    [`/api/match?${pair}&weights=%5B1%5D`, 400, 'option_invalid'],
    ['/api/match', 400, 'option_invalid'],
    ["/api/enterprises/'%20or%201=1", 404, 'enterprise_not_found'],
    ['/api/none', 404, 'not_found'],
  ])('%s', async (path, status, code) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status, code });
  });
});

describe('a rebuild while serving', () => {
  it('moves readers to the new snapshot and never fails one', async () => {
    const before = ((await (await get('/api/overview')).json()) as { snapshot: string }).snapshot;
    await t.ingest(
      'enterprises',
      t.write(
        '新.csv',
        registryCsv([{ name: '南京寅卯半导体封测有限公司', place: '南京', scope: '集成电路封装测试' }]),
      ),
    );
    const reads: Promise<Response>[] = [];
    const building = t.build();
    for (let i = 0; i < 40; i++) {
      reads.push(get(`/api/match?${pair}`));
      await new Promise((done) => setTimeout(done, 20));
    }
    const after = await building;
    const answers = (await Promise.all((await Promise.all(reads)).map((r) => r.json()))) as {
      snapshot: string;
      rows: { name: string }[];
    }[];
    for (const answer of answers) {
      expect([before, after]).toContain(answer.snapshot);
      expect(answer.rows.some((r) => r.name.startsWith('南京寅卯'))).toBe(answer.snapshot === after);
    }
    expect(((await (await get('/api/overview')).json()) as { snapshot: string }).snapshot).toBe(after);
  });
});
