/** Every route × every role × two districts, taken from the route table: who is let in, and whose rows come out. */

import Type from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow, type District, type Role, roles, staff } from '../../api/http/access.ts';
import { districtId } from '../../api/http/district-name.ts';
import { item, type Route, rows, write } from '../../api/http/route.ts';
import { routes } from '../../api/http/routes/index.ts';
import { createToken } from '../../api/tokens.ts';
import { text } from '../../data/schema/types.ts';
import { type Door, openDoor } from '../support/door.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { sampleOf } from '../support/sample.ts';
import { type TestStore, testStore } from '../support/store.ts';

const districts = { own: '500112', other: '500105' };

/** Routes of no other use: one of each way in which a district can stand in a route. */
const Owned = Type.Object({ district_id: text('区县'), name: text('名称') });
const byDistrict = allow({ officer: 'own_district', planner: 'all' });
const twoDistricts = [districts.own, districts.other].map((district_id) => ({ district_id, name: `甲${district_id}` }));
const summary = { zh: '试', en: 'test' };
const probes: Route[] = [
  rows({
    path: '/probe/rows',
    summary,
    access: byDistrict,
    district: { in: 'row', field: 'district_id' },
    row: Owned,
    key: ['district_id'],
    handler: async () => twoDistricts,
  }),
  rows({
    path: '/probe/sql',
    summary,
    access: byDistrict,
    district: { in: 'row', field: 'district_id' },
    row: Owned,
    key: ['district_id'],
    handler: async () => ({
      sql: `select * from (values ('500112', '甲500112'), ('500105', '甲500105')) as v (district_id, name)`,
    }),
  }),
  item({
    path: '/probe/answer/:id',
    summary,
    access: byDistrict,
    district: { in: 'answer', field: 'district_id' },
    params: Type.Object({ id: Type.String() }),
    answer: Owned,
    handler: async (c) => ({ district_id: c.params.id, name: '甲' }),
  }),
  write({
    path: '/probe/write',
    summary,
    access: byDistrict,
    district: { in: 'body', field: 'events.district_id' },
    body: Type.Object({ events: Type.Array(Type.Object({ district_id: text('区县') })) }),
    answer: Type.Object({ ok: text('好') }),
    handler: async () => ({ ok: 'ok' }),
  }),
  rows({
    path: '/probe/people',
    summary,
    access: allow({ researcher: 'pseudonymised' }),
    personal: ['name'],
    row: Owned,
    key: ['district_id'],
    filters: ['name'],
    handler: async () => twoDistricts,
  }),
];

let t: TestStore;
let door: Door;
const tokens = new Map<string, string>();

beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('城.csv', registryCsv(inventedCity)));
  await t.build();
  for (const role of roles.slice(1)) {
    const district_id = role === 'officer' ? districts.own : null;
    tokens.set(role, (await createToken(t.store, { role, district_id, label: 'test', days: 1 })).token);
  }
  door = await openDoor(t.store, { table: [...routes, ...probes] });
});
afterAll(async () => {
  await door.close();
  await t.remove();
});

const call = (role: Role, route: Route, path: string, body?: unknown): Promise<Response> =>
  door.ask(path, {
    method: route.kind === 'write' ? route.method : 'GET',
    headers: {
      ...(role === 'public' ? {} : { authorization: `Bearer ${tokens.get(role)}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      'x-yuzhao-request': '1',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** Every value that stands under a name which means a district, at any depth. */
function districtsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(districtsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'district_id' && typeof inner === 'string' ? [inner] : districtsIn(inner),
  );
}

const named = (district: District | undefined, place: string) =>
  district?.in === place ? (district as { field: string }).field : null;

describe.each([...routes, ...probes].map((route) => [`${route.kind} ${route.path}`, route] as const))(
  '%s',
  (_, route) => {
    it.each(roles)('%s', async (role) => {
      const scope = route.access[role];
      for (const district of Object.values(districts)) {
        const sample = sampleOf(route, district);
        const response = await call(role, route, sample.path, sample.body);
        const text = await response.text();
        if (scope === 'none') {
          expect(response.status, text).toBe(role === 'public' ? 401 : 403);
          expect(text.length).toBeLessThan(600);
          continue;
        }
        expect([401, 500], `${sample.path} ${text}`).not.toContain(response.status);
        if (scope !== 'own_district') continue;
        const asked = ['query', 'params', 'body'].some((place) => named(route.district, place));
        if (asked && district !== districts.own) expect(response.status).toBe(403);
        if (response.status !== 200) continue;
        if (response.headers.get('content-type')?.includes('json'))
          for (const found of districtsIn(JSON.parse(text))) expect(districtId(found)).toBe(districts.own);
      }
    });
  },
);

describe('the scopes, on routes that hold rows of two districts', () => {
  const as = (role: Role, path: string) =>
    call(role, probes[0]!, path).then(
      async (r) => (await r.json()) as { rows: { district_id: string; name: string }[] },
    );

  it.each(['/probe/rows', '/probe/sql'])('%s gives an officer the own rows only, in every format', async (path) => {
    expect((await as('officer', path)).rows.map((r) => r.district_id)).toEqual([districts.own]);
    expect((await as('planner', path)).rows).toHaveLength(2);
    for (const format of ['ndjson', 'csv', 'arrow', 'parquet', 'xlsx'])
      expect(
        Buffer.from(await (await call('officer', probes[0]!, `${path}.${format}`)).arrayBuffer()).includes('甲500105'),
        format,
      ).toBe(false);
    expect((await as('officer', `${path}?columns=name`)).rows).toEqual([{ name: '甲500112' }]);
  });

  it('refuses an officer the answer about another district', async () => {
    expect((await call('officer', probes[2]!, '/probe/answer/500105')).status).toBe(403);
    expect((await call('officer', probes[2]!, '/probe/answer/500112')).status).toBe(200);
  });

  it('refuses an officer a write of which one part is for another district', async () => {
    const send = (...ids: string[]) =>
      call('officer', probes[3]!, '/probe/write', { events: ids.map((district_id) => ({ district_id })) });
    expect((await send('500112')).status).toBe(200);
    expect((await send('500112', '500105')).status).toBe(403);
  });

  it('gives a researcher pseudonyms, equal for equal names, and no filter on what stands behind them', async () => {
    const { rows: found } = await as('researcher', '/probe/people');
    expect(found.every((r) => /^p_[0-9a-f]{16}$/.test(r.name))).toBe(true);
    expect((await as('admin', '/probe/people')).rows[0]!.name).toBe('甲500112');
    expect((await call('researcher', probes[4]!, '/probe/people?name=x')).status).toBe(400);
    expect((await (await call('researcher', probes[4]!, '/probe/people.csv')).text()).includes('甲')).toBe(false);
  });
});

describe('a route that cannot be held does not exist', () => {
  const base = { path: '/x', summary, row: Owned, key: ['district_id'], handler: async () => [] };
  it.each([
    ['without a rule', { ...base, access: undefined as never }, 'no access rule'],
    ['with a role left out', { ...base, access: { public: 'all' } as never }, 'no access rule'],
    ['that refuses everybody', { ...base, access: allow({ admin: 'none' }) }, 'refuses everybody'],
    ['with own_district and no district', { ...base, access: byDistrict }, 'where the district is'],
    [
      'with a district that its rows lack',
      { ...base, access: byDistrict, district: { in: 'row', field: 'city' } as const },
      'no field',
    ],
    ['with pseudonyms for nothing', { ...base, access: allow({ researcher: 'pseudonymised' }) }, 'no personal field'],
    [
      'that shows a target score to the public',
      {
        ...base,
        row: Type.Object({ district_id: text(''), score: Type.Number() }),
        access: { ...staff, public: 'all' as const },
      },
      'score',
    ],
    ['with a filter that its rows lack', { ...base, access: staff, filters: ['colour'] }, 'colour'],
    ['with an undescribed parameter', { ...base, path: '/x/:id', access: staff }, 'id'],
  ])('%s', (_, declaration, words) => expect(() => rows(declaration)).toThrow(words));

  it('does not compile without access', () => {
    // @ts-expect-error access is required
    expect(() => rows({ ...base })).toThrow('no access rule');
  });
});
