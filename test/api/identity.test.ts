/** Identity through the doors: review, decide, build, undo, by HTTP and at the command line; short names; the company card. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnterpriseCard } from '../../engine/index.ts';
import { type Door, openDoor } from '../support/door.ts';
import { codes, twoLists } from '../support/identities.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let door: Door;
let base: string;

type Rows = { rows: Record<string, unknown>[] };
const rows = async (path: string) => (await door.json<Rows>(path)).rows;
const send = (path: string, body: unknown) =>
  door.ask(path, {
    method: 'POST',
    headers: { cookie: door.cookie, origin: door.origin, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const yuzhao = (...args: string[]) =>
  spawnSync(process.execPath, ['api/cli/yuzhao.js', ...args, '--store', t.store], { encoding: 'utf8' });
const card = (id: string) => door.json<EnterpriseCard>(`/api/enterprises/${id}`);

beforeAll(async () => {
  t = await testStore();
  await twoLists(t, ['register', 'office', 'projects']);
  await t.build();
  door = await openDoor(t.store);
  base = (await rows(`/api/find?q=${encodeURIComponent('乙巳集团江南基地')}`))[0]!.enterprise_id as string;
});
afterAll(async () => {
  await door.close();
  await t.remove();
});

describe('what is known of a company', () => {
  it('shows on its card whose word stands, what did not survive, and its other ids', async () => {
    const { enterprise, provenance, conflicts, aliases } = await card(codes.jia);
    expect(enterprise.filings).toBe(2);
    expect(provenance.find((p) => p.fact === 'capital')).toMatchObject({ value: '50000000 CNY', rule: 'newest' });
    expect(conflicts.find((c) => c.fact === 'capital')).toMatchObject({
      source_file: '招商办.csv',
      other_value: '20000000 CNY',
      other_source_file: '登记.csv',
      other_source_line: 2,
    });
    expect(aliases).toMatchObject([{ enterprise_id: codes.jia, name: '重庆市甲辰半导体有限公司' }]);
    expect((await card(aliases[0]!.alias_id)).enterprise.enterprise_id).toBe(codes.jia);
  });

  it('is found by a short name, with reasons', async () => {
    const [first] = await rows(`/api/find?q=${encodeURIComponent('甲辰半导体')}&top=1`);
    expect(first).toMatchObject({ enterprise_id: codes.jia, reasons: expect.stringMatching(/^covered \d/) });
    const found = JSON.parse(yuzhao('find', '丙午光电', '--json').stdout) as { enterprise_id: string }[];
    expect(found[0]!.enterprise_id).toBe(codes.bing);
    expect(yuzhao('find', '无此字号').stdout).toContain('没有与「无此字号」相近的企业名称');
  });

  it('is as old as its lists', async () => {
    const { libraries } = await door.json<{ libraries: Record<string, unknown>[] }>('/api/data-age');
    const enterprises = libraries.find((row) => row.library === 'enterprises')!;
    expect(enterprises).toMatchObject({ oldest_as_of: '2025-06-30', newest_as_of: '2026-06-30', files: 2 });
    expect(enterprises.age_days).toBeGreaterThan(0);
  });
});

describe('a decision', () => {
  it('is refused for two codes, unknown ids and strangers', async () => {
    const body = { subject: 'enterprise', left: codes.yi, right: codes.bing, verdict: 'same', reason: '核对' };
    const refused = await send('/api/identity/decisions', body);
    expect([refused.status, (await refused.json()).code]).toEqual([409, 'identity_refused']);
    expect((await send('/api/identity/decisions', { ...body, right: 'N0000000000000000' })).status).toBe(404);
    expect((await send('/api/identity/decisions', { ...body, verdict: 'perhaps' })).status).toBe(400);
    const stranger = await door.ask('/api/identity/decisions', {
      method: 'POST',
      headers: { origin: door.origin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(stranger.status).toBe(401);
    expect(yuzhao('identity', 'decide', codes.yi, codes.bing, 'same', '--reason', '核对')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('two credit codes'),
    });
  });

  it('by HTTP, obeyed by the next build; taken back at the command line, it restores what was', async () => {
    const before = (await card(base)).enterprise;
    const answer = await send('/api/identity/decisions', {
      subject: 'enterprise',
      left: base,
      right: codes.yi,
      verdict: 'same',
      reason: '电话核实',
    });
    expect(answer.status).toBe(200);
    const { sequence } = (await answer.json()) as { sequence: number };
    expect((await card(base)).enterprise).toEqual(before);
    await t.build();
    expect((await card(base)).enterprise).toMatchObject({ enterprise_id: codes.yi, filings: 2 });
    expect(yuzhao('identity', 'log').stdout).toContain('电话核实');
    const undone = yuzhao('identity', 'undo', String(sequence), '--reason', '误判', '--by', '市办');
    expect([undone.status, undone.stdout]).toEqual([0, expect.stringContaining(`判定 ${sequence} 已撤销`)]);
    await t.build();
    expect((await card(base)).enterprise).toEqual(before);
    expect((await rows('/api/identity/decisions')).map((d) => [d.sequence, d.verdict, d.undone_by])).toEqual([
      [sequence + 1, 'undo', null],
      [sequence, 'same', sequence + 1],
    ]);
    expect((await send(`/api/identity/decisions/${sequence}/undo`, { reason: '再次' })).status).toBe(409);
    expect((await send('/api/identity/decisions/999/undo', { reason: '再次' })).status).toBe(404);
  });

  it('on project codes shows in the list', async () => {
    expect(yuzhao('identity', 'review', '--projects').stdout).toMatch(/^1 对项目待判定[\s\S]*两地填报？/);
    expect(
      yuzhao('identity', 'decide', 'P2', 'P1', 'same', '--projects', '--relation', '两地填报', '--reason', '两区核对')
        .status,
    ).toBe(0);
    await t.build();
    expect(await rows('/api/identity/projects')).toMatchObject([
      { left_id: 'P1', right_id: 'P2', outcome: 'same', relation: '两地填报' },
    ]);
    expect(yuzhao('identity', 'review', '--projects').stdout).toMatch(/^0 对项目待判定/);
  });
});
