/** Shortlists through the door: added once, noted, moved, removed, revived; officers keep to their own district. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../api/tokens.ts';
import { readWorkbook } from '../../data/xlsx.ts';
import { type Door, openDoor } from '../support/door.ts';
import { registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let door: Door;
const tokens: Record<string, string> = {};
const name = '无锡引线框架股份有限公司';
let enterprise = '';

beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('名单.csv', registryCsv([{ name, scope: '引线框架、封装基板生产' }])));
  await t.build();
  for (const [who, role, district_id] of [
    ['yubei', 'officer', '500112'],
    ['jiangbei', 'officer', '500105'],
    ['planner', 'planner', null],
    ['leader', 'leader', null],
    ['researcher', 'researcher', null],
  ] as const)
    tokens[who] = (await createToken(t.store, { role, district_id, label: 'test', days: 1 })).token;
  door = await openDoor(t.store);
  enterprise = (await door.json<{ rows: { id: string }[] }>(`/api/search?kind=company&q=${encodeURIComponent(name)}`))
    .rows[0]!.id;
});
afterAll(async () => {
  await door.close();
  await t.remove();
});

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
type Answer = { status: number; body: any };
async function send(who: string, path: string, body?: unknown, key?: string): Promise<Answer> {
  const response = await door.ask(path, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      authorization: `Bearer ${tokens[who]}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key ? { 'idempotency-key': key } : {}),
    },
  });
  return { status: response.status, body: await response.json() };
}
const add = (who: string, more: object = {}, key?: string) =>
  send(who, '/api/shortlist', { enterprise, link: 'ic-leadframe', district: '500112', ...more }, key);
const list = async (who: string) => (await send(who, '/api/shortlist')).body;
const step = (who: string, id: string, body: object) => send(who, `/api/shortlist/${id}/steps`, body);

describe('a shortlist', () => {
  let id = '';

  it('takes a company once: again it is the same entry, and a note is kept', async () => {
    const first = await add('yubei');
    expect(first).toMatchObject({ status: 200, body: { repeated: false } });
    id = first.body.entry_id;
    expect(
      (await add('planner', { link: '引线框架与封装材料', district: '渝北区', note: '年会上见过' })).body,
    ).toMatchObject({ entry_id: id, repeated: true });
    const { rows, history } = await list('planner');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      entry_id: id,
      enterprise_id: enterprise,
      name,
      link_id: 'ic-leadframe',
      district: '渝北区',
      state: 'to_call',
      note: '年会上见过',
      notes: 1,
    });
    expect(history.map((n: { step: string }) => n.step)).toEqual(['added', 'noted']);
    const match = await door.json<{ rows: { rank: number; enterprise_id: string; score: number }[] }>(
      '/api/match?link=ic-leadframe&district=500112',
    );
    const listed = match.rows.find((row) => row.enterprise_id === enterprise)!;
    expect(rows[0].rank).toBe(listed.rank);
    expect(rows[0].score).toBeCloseTo(listed.score, 9);
  });

  it('does one intention once under its key', async () => {
    const note = { step: 'noted', note: '已致电' };
    const path = `/api/shortlist/${id}/steps`;
    const twice = await Promise.all([
      send('yubei', path, note, 'key-of-note-1'),
      send('yubei', path, note, 'key-of-note-1'),
    ]);
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    const { history } = await list('yubei');
    expect(history.filter((n: { note: string }) => n.note === '已致电')).toHaveLength(1);
  });

  it('keeps officers to their own district and lets leaders read only', async () => {
    expect((await add('jiangbei')).status).toBe(403);
    expect((await step('jiangbei', id, { step: 'noted', note: '抢' })).status).toBe(403);
    expect((await list('jiangbei')).rows).toEqual([]);
    expect((await list('leader')).rows).toHaveLength(1);
    expect((await step('leader', id, { step: 'noted', note: '看' })).status).toBe(403);
    expect((await send('researcher', '/api/shortlist')).status).toBe(403);
  });

  it('changes the state, and refuses a step that says nothing', async () => {
    expect((await step('yubei', id, { step: 'moved', state: 'visit_set', note: '下周二' })).body).toMatchObject({
      state: 'visit_set',
      note: '下周二',
    });
    expect((await list('yubei')).rows[0]).toMatchObject({ state: 'visit_set', note: '下周二' });
    expect((await step('yubei', id, { step: 'noted' })).body).toMatchObject({ status: 409, code: 'shortlist_refused' });
    expect((await step('yubei', id, { step: 'moved' })).body.code).toBe('shortlist_refused');
    expect((await step('yubei', 'HX000000000000', { step: 'removed' })).body).toMatchObject({
      status: 404,
      code: 'shortlist_not_found',
    });
  });

  it('gives a workbook with every note', async () => {
    const bytes = Buffer.from(await (await door.get('/api/shortlist.xlsx')).arrayBuffer());
    const sheets = await readWorkbook(bytes);
    const text = JSON.stringify(sheets);
    for (const word of [name, '已约访', '下周二', '年会上见过', '已致电']) expect(text).toContain(word);
  });

  it('forgets nothing when a company is removed and added again', async () => {
    expect((await step('yubei', id, { step: 'removed', note: '已落户外地' })).status).toBe(200);
    expect((await list('yubei')).rows).toEqual([]);
    expect((await step('yubei', id, { step: 'noted', note: '晚了' })).body.code).toBe('shortlist_refused');
    expect((await add('yubei')).body).toEqual(expect.objectContaining({ entry_id: id, repeated: false }));
    const { rows, history } = await list('yubei');
    expect(rows[0].state).toBe('to_call');
    expect(history.map((n: { step: string }) => n.step)).toEqual([
      'added',
      'noted',
      'noted',
      'moved',
      'removed',
      'added',
    ]);
  });
});
