/** Snapshots under readers: pinned, paged, swapped, gone. `YUZHAO_READS=10000` for the long run. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pruneSnapshots } from '../../data/store/index.ts';
import { type Door, openDoor } from '../support/door.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';
import { swapTo } from '../support/swap.ts';

const reads = Number(process.env.YUZHAO_READS ?? 600);
const swaps = 20;

type Named = { snapshot: string; models_hash: string };
type Company = { enterprise_id: string; name: string };

let t: TestStore;
let door: Door;
let first: string;
beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('城.csv', registryCsv(inventedCity)));
  await t.build();
  first = await swapTo(t.store, 'aaaa');
  door = await openDoor(t.store);
});
afterAll(async () => {
  await door.close();
  await t.remove();
});

const pair = `link=${encodeURIComponent('集成电路封测')}&district=${encodeURIComponent('渝北区')}`;
const json = <T>(path: string) => door.json<T>(path);
/** The snapshot that a company of this answer was read from (`swapTo` writes it behind the name). */
const inside = (companies: { name: string }[]) => [...new Set(companies.map((c) => c.name.split('·')[1]))];

describe('a snapshot', () => {
  it('is named by every kind of answer, in head and body', async () => {
    const response = await door.get('/api/overview');
    const body = (await response.json()) as Named;
    expect(body.snapshot).toBe(first);
    expect(response.headers.get('x-yuzhao-snapshot')).toBe(first);
    expect(response.headers.get('x-yuzhao-models')).toBe(body.models_hash);
    expect(response.headers.get('x-yuzhao-profile')).toMatch(/\S/);
    for (const path of ['/api/links.csv', '/tables/chain.gap.parquet', `/api/match.xlsx?${pair}`])
      expect((await door.get(path)).headers.get('x-yuzhao-snapshot')).toBe(first);
  });

  it('can be pinned while another is served, in lists, cards and files, until it is gone', async () => {
    const { rows } = await json<{ rows: Company[] }>(`/tables/enterprise.current?columns=enterprise_id,name`);
    const id = rows[0]!.enterprise_id;
    await swapTo(t.store, 'bbbb');
    const card = (pin = '') => json<Named & { enterprise: Company }>(`/api/enterprises/${id}${pin}`);
    expect(inside([(await card()).enterprise])).toEqual(['bbbb']);
    const pinned = await card(`?snapshot=${first}`);
    expect([pinned.snapshot, ...inside([pinned.enterprise])]).toEqual([first, first]);
    expect(await (await door.get(`/tables/enterprise.current.csv?snapshot=${first}`)).text()).toContain(`·${first}`);
    pruneSnapshots(t.store, [], 0);
    const gone = await door.get(`/api/enterprises/${id}?snapshot=cafe`);
    expect(gone.status).toBe(404);
    expect(await gone.json()).toMatchObject({ code: 'snapshot_not_found' });
    await expect.poll(async () => (await door.get(`/api/overview?snapshot=${first}`)).status).toBe(404);
  });

  it.each(['../../etc/passwd', 'x', 'A'.repeat(80), ''])('named «%s» is refused', async (name) =>
    expect((await door.get(`/api/overview?snapshot=${encodeURIComponent(name)}`)).status).toBe(400),
  );

  it('holds for all pages of a list, whatever is built between them', async () => {
    const names: string[] = [];
    let cursor = '';
    const begun = (await json<Named>('/api/overview')).snapshot;
    for (let page = 0; ; page++) {
      const answer = await json<Named & { rows: Company[]; next?: string }>(
        `/tables/enterprise.current?limit=2&columns=enterprise_id,name${cursor}`,
      );
      expect([answer.snapshot, ...inside(answer.rows)]).toEqual([begun, begun]);
      names.push(...answer.rows.map((r) => r.enterprise_id));
      if (!answer.next) break;
      cursor = `&cursor=${answer.next}`;
      if (page === 0) await swapTo(t.store, 'cccc');
    }
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(4);
  });

  it('lets an answer be asked for again for nothing until it changes', async () => {
    const one = await door.get('/api/links');
    const tag = { 'if-none-match': one.headers.get('etag')! };
    expect((await door.get('/api/links', tag)).status).toBe(304);
    expect((await door.get('/api/links?limit=3', tag)).status).toBe(200);
    await swapTo(t.store, 'dddd');
    expect((await door.get('/api/links', tag)).status).toBe(200);
  });
});

describe(`${reads} reads while ${swaps} snapshots follow each other`, () => {
  it('all succeed, and none mixes two', async () => {
    const asked = [
      `/api/match?${pair}`,
      '/tables/enterprise.current',
      '/tables/enterprise.current.ndjson',
      '/api/overview',
      `/tables/enterprise.current.csv?columns=name`,
    ];
    const wrong: string[] = [];
    const seen = new Set<string>();
    let done = 0;
    let swapped = false;
    const reader = async () => {
      while (done < reads || !swapped) {
        const path = asked[done++ % asked.length]!;
        const response = await door.get(path);
        const text = await response.text();
        const named = response.headers.get('x-yuzhao-snapshot')!;
        seen.add(named);
        const within = new Set([...text.matchAll(/·([0-9a-f]+)/g)].map((m) => m[1]));
        const said = path.includes('.') && !path.endsWith('current') ? named : (JSON.parse(text) as Named).snapshot;
        if (!response.ok || said !== named || [...within].some((id) => id !== named))
          wrong.push(`${path} ${response.status} ${named} ${said} ${[...within]}`);
      }
    };
    const swapping = async () => {
      for (let i = 0; i < swaps; i++) {
        while (done < (reads / (swaps + 1)) * (i + 1)) await pause(5);
        await swapTo(t.store, (0xe000 + i).toString(16));
        pruneSnapshots(t.store, [], 0);
      }
      swapped = true;
    };
    await Promise.all([swapping(), ...Array.from({ length: 12 }, reader)]);
    expect(wrong).toEqual([]);
    expect(seen.size).toBeGreaterThan(swaps / 2);
    expect((await json<Named>('/api/overview')).snapshot).toBe((0xe000 + swaps - 1).toString(16));
  }, 1_200_000);
});
