/** A build after a change works on what changed only, and leaves what a build from nothing leaves. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { published } from '../../../data/schema/published.ts';
import { currentSnapshot, Database, literal, snapshotOf } from '../../../data/store/index.ts';
import { build } from '../../../engine/index.ts';
import { readModels } from '../../../engine/runner/model.ts';
import { resolveStore } from '../../../ingest/index.ts';
import { type InventedRow, inventedCity, registryCsv } from '../../support/enterprises.ts';
import { type TestStore, testDay, testStore } from '../../support/store.ts';

const now = new Date(`${testDay}T00:00:00Z`);
/** One company changes its trade, one enters, one has its name corrected; the others are not in the second list. */
const second: InventedRow[] = [
  { name: '无锡戊己商贸有限公司', scope: '集成电路封装测试；半导体封装' },
  { name: '成都寅卯半导体封装测试有限公司', province: '四川', place: '成都', scope: '集成电路封装、测试' },
  { ...inventedCity[0]!, capital: '90,000(万元人民币)' },
];

let store: TestStore;
let before: string;
const seen = new Map<string, number>();
/** relation → its rows, in the order in which they lie. */
const left: Record<'carried' | 'anew', Map<string, string>> = { carried: new Map(), anew: new Map() };

async function contents(id: string): Promise<Map<string, string>> {
  const db = await Database.open();
  await db.run(`attach ${literal(snapshotOf(store.store, id)!.path)} as s (read_only)`);
  const views = new Set((await readModels()).filter(({ kind }) => kind === 'view').map(({ relation }) => relation));
  const found = new Map<string, string>();
  for (const relation of Object.keys(published)) {
    const order = views.has(relation) ? '' : ' order by rowid';
    found.set(relation, JSON.stringify(await db.rows(`select * from s.${relation}${order}`)));
  }
  db.closeAll();
  return found;
}

beforeAll(async () => {
  store = await testStore();
  await store.ingest('enterprises', store.write('a.csv', registryCsv(inventedCity)));
  before = await store.build();
  await store.ingest('enterprises', store.write('b.csv', registryCsv(second)), '2026-07-31');
  await resolveStore(store.store);
  const report = ({ relation, rows }: { relation: string; rows: number }) => {
    if (!seen.has(relation)) seen.set(relation, rows);
  };
  const id = (await build(store.store, { now, report })).snapshot.id;
  for (const [relation, rows] of await contents(id)) left.carried.set(relation, rows);
  const again = await build(store.store, { now, force: true });
  expect(again.snapshot.id).toBe(id);
  for (const [relation, rows] of await contents(id)) left.anew.set(relation, rows);
});
afterAll(() => store.remove());

it('reads the company that changed its trade and the new one, and no other', () => {
  expect(before).toBeDefined();
  expect(seen.get('chain.placement')).toBe(2);
});

it.each(Object.keys(published))('leaves %s as a build from nothing does, row by row', (relation) => {
  expect(left.carried.get(relation)).toBe(left.anew.get(relation));
});

it('places the changed company anew and keeps the others', () => {
  const rows = JSON.parse(left.carried.get('chain.placement')!) as { link_id: string }[];
  expect(rows.length).toBeGreaterThan(5);
});

it('ends with what fails before its inputs are read, and leaves no draft', async () => {
  const { id } = currentSnapshot(store.store)!;
  await store.ingest('enterprises', store.write('c.csv', registryCsv([{ ...inventedCity[1]!, scope: '餐饮服务' }])));
  const after = Promise.reject(new Error('no identities'));
  await expect(build(store.store, { now, after })).rejects.toThrow('no identities');
  expect(readdirSync(store.store).filter((file) => file.startsWith('snapshot.draft'))).toEqual([]);
  expect(currentSnapshot(store.store)!.id).toBe(id);
});
