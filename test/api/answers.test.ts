/** Kept answers: the same bytes without a second reckoning, never those of another snapshot, caller or question. */
import Type from 'typebox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { staffByDistrict } from '../../api/http/access.ts';
import { Answers } from '../../api/http/answers.ts';
import { type Route, rows } from '../../api/http/route.ts';
import { createToken } from '../../api/tokens.ts';
import { text, whole } from '../../data/schema/types.ts';
import { type Door, openDoor } from '../support/door.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';
import { swapTo } from '../support/swap.ts';

let t: TestStore;
let door: Door;
let reckoned = 0;
const probe = (path: string, live: boolean): Route =>
  rows({
    path,
    summary: { zh: '试', en: 'test' },
    access: staffByDistrict,
    district: { in: 'row', field: 'district_id' },
    live,
    row: Type.Object({ district_id: text('区县'), n: whole('第几次') }),
    key: ['district_id'],
    handler: async () => {
      reckoned++;
      return ['500112', '500105'].map((district_id) => ({ district_id, n: reckoned }));
    },
  });

beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('城.csv', registryCsv(inventedCity)));
  await t.build();
  door = await openDoor(t.store, { table: [probe('/probe/kept', false), probe('/probe/live', true)] });
});
afterAll(async () => {
  await door.close();
  await t.remove();
});

type Body = { snapshot: string; rows: { district_id: string; n: number }[] };
const ask = (path: string) => door.json<Body>(path);

it('reckons once a question and snapshot, and what is live each time', async () => {
  const first = await ask('/probe/kept');
  expect(await ask('/probe/kept')).toEqual(first);
  expect((await ask('/probe/kept?limit=1')).rows[0]!.n).toBeGreaterThan(first.rows[0]!.n);
  const live = await ask('/probe/live');
  expect((await ask('/probe/live')).rows[0]!.n).toBe(live.rows[0]!.n + 1);
  await swapTo(t.store, 'beef');
  const after = await ask('/probe/kept');
  expect(after.snapshot).toBe('beef');
  expect(after.rows[0]!.n).toBeGreaterThan(live.rows[0]!.n);
});

it('keeps nobody’s rows for somebody else', async () => {
  expect((await ask('/probe/kept')).rows).toHaveLength(2);
  for (const district_id of ['500112', '500105']) {
    const { token } = await createToken(t.store, { role: 'officer', district_id, label: 'test', days: 1 });
    const as = { headers: { authorization: `Bearer ${token}` } };
    for (let i = 0; i < 2; i++) {
      const { rows: own } = (await (await door.ask('/probe/kept', as)).json()) as Body;
      expect(own.map((r) => r.district_id)).toEqual([district_id]);
    }
  }
  expect((await door.ask('/probe/kept')).status).toBe(401);
});

it('holds so many bytes and no more; what was asked for last stays', () => {
  const answers = new Answers();
  const megabyte = Buffer.alloc(2 ** 20);
  for (let i = 0; i < 64; i++) answers.keep(`a${i}`, megabyte);
  expect(answers.find('a0')).toBe(megabyte);
  answers.keep('b', megabyte);
  expect(answers.find('a1')).toBeUndefined();
  expect(answers.find('a0')).toBe(megabyte);
  answers.keep('large', Buffer.alloc(3 * 2 ** 20));
  expect(answers.find('large')).toBeUndefined();
});
