/** Chains, trends and input–output tables through the doors: routes answer with their schemas, the command line with words. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, serve } from '../../api/http/index.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let serving: Serving;
let ask: (path: string, body?: unknown) => Promise<{ status: number; body: Record<string, unknown> }>;

beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('名单.csv', registryCsv(inventedCity)));
  await t.build();
  serving = await serve({ store: t.store, port: 0 });
  const { origin } = new URL(serving.url);
  const first = await fetch(serving.url, { redirect: 'manual' });
  const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
  ask = async (path, body) => {
    const response = await fetch(`${origin}${path}`, {
      headers: { cookie, 'content-type': 'application/json', origin },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
});
afterAll(async () => {
  await serving.close();
  await t.remove();
});

const rowsOf = async (path: string): Promise<Record<string, unknown>[]> => {
  const { status, body } = await ask(path);
  expect({ path, status }).toEqual({ path, status: 200 });
  return body.rows as Record<string, unknown>[];
};

describe('routes', () => {
  it('list chains, gaps, the graph and anchors', async () => {
    expect((await rowsOf('/api/chains?version=2019')).map((r) => r.chain_id)).toContain('ic');
    expect((await rowsOf('/api/gaps?chain=ic')).every((r) => r.chain_id === 'ic')).toBe(true);
    expect(await rowsOf('/api/graph?from_link=ic-leadframe&to_link=ic-packaging-test')).toMatchObject([
      { criticality: 3, basis: 'reference' },
    ]);
    expect(Array.isArray(await rowsOf('/api/anchors'))).toBe(true);
  });

  it('show one chain, and whom a company could bring', async () => {
    const chain = await ask('/api/chains/ic');
    expect(chain.body.links).toContainEqual(
      expect.objectContaining({ link_id: 'ic-packaging-test', local_companies: 1 }),
    );
    expect((await ask('/api/chains/none')).body).toMatchObject({ status: 404, code: 'chain_not_found' });
    const company = encodeURIComponent('重庆壬癸半导体封装有限公司');
    const { body } = await ask(`/api/anchors/targets?company=${company}&top=3`);
    const peers = (body.neighbours as { role: string; companies: { name: string }[] }[]).filter(
      (n) => n.role === 'competitor',
    );
    expect(peers.flatMap((n) => n.companies.map((c) => c.name))).toContain('无锡甲乙半导体封测有限公司');
    expect(JSON.stringify(body)).not.toContain('餐饮');
  });

  it('give trends as lists', async () => {
    const entries = await rowsOf('/api/trends/entries?place_kind=province&link_id=ic-packaging-test');
    expect(entries.map((r) => r.place)).toEqual(expect.arrayContaining(['江苏', '重庆']));
    for (const topic of ['specialisation', 'complexity', 'survival']) await rowsOf(`/api/trends/${topic}?limit=5`);
  });

  it('answer an input–output question, and refuse a table that is not productive', async () => {
    const table = { sectors: ['甲', '乙'], flows: [150, 500, 200, 100], output: [1000, 2000] };
    const good = await ask('/api/io', {
      ...table,
      shocks: [
        { sector: '甲', change: 600 },
        { sector: '乙', change: 1500 },
      ],
    });
    expect(good.status).toBe(200);
    expect((good.body.sectors as { output_change: number }[])[0]!.output_change).toBeCloseTo(1247.5, 1);
    const bad = await ask('/api/io', { ...table, output: [100, 200], shocks: [] });
    expect(bad.body).toMatchObject({ status: 400, code: 'option_invalid' });
  });
});

describe('the command line', () => {
  const yuzhao = (...args: string[]) =>
    promisify(execFile)('node', ['api/cli/yuzhao.js', ...args]).then(
      ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );

  it('prints chains, gaps, an anchor, trends and an impact; unknown names end with 2', async () => {
    const io = t.write('io.csv', '部门,甲,乙,总产出\n甲,150,500,1000\n乙,200,100,2000\n');
    const [show, gaps, anchor, trends, impact, nobody] = await Promise.all([
      yuzhao('chain', 'show', '集成电路', '--store', t.store),
      yuzhao('chain', 'gaps', '--store', t.store),
      yuzhao('chain', 'anchor', '壬癸', '--store', t.store),
      yuzhao('trends', 'entries', '--link', '集成电路封测', '--store', t.store),
      yuzhao('io', io, '--shock', '甲=100'),
      yuzhao('chain', 'anchor', '查无此公司', '--store', t.store),
    ]);
    expect(show.stdout).toMatch(/完整度/);
    expect(gaps.stdout).toMatch(/个环节需要补、强、延/);
    expect(anchor.stdout).toMatch(/所在环节：集成电路封测[\s\S]*无锡甲乙半导体封测有限公司/);
    expect(trends.stdout).toMatch(/江苏/);
    expect(impact.stdout).toMatch(/甲：100、125\.41/);
    expect(nobody).toMatchObject({ code: 2, stderr: expect.stringContaining('[enterprise_not_found]') });
  }, 120_000);
});
