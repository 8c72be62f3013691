/** Every metric of the registry has something to count in the synthetic city, within what real places have shown (domain notes). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMetrics } from '../../../data/schema/metric.ts';
import type { Database } from '../../../data/store/index.ts';
import { computeMetric } from '../../../engine/index.ts';
import { cityOf } from '../../data/demo/folder.ts';
import { type TestStore, testDay, testStore } from '../../support/store.ts';

let t: TestStore;
let db: Database;

beforeAll(async () => {
  t = await testStore();
  const { files } = await cityOf(2019, 0.1);
  for (const { library, path } of files)
    if (library === 'projects' || library === 'events' || library === 'tasks') await t.ingest(library, path);
  await t.build();
  db = await t.snapshot();
});
afterAll(async () => {
  db.closeAll();
  await t.remove();
});

const figure = async (id: string, signed: { signed_from?: string; signed_to?: string } = {}) =>
  (await computeMetric(db, readMetrics().get(id)!, { as_known_at: testDay, ...signed }))[0]!;

describe('the city’s rates', () => {
  it.each([...readMetrics().keys()])('%s has a value over several projects', async (id) => {
    const { value, n } = await figure(id);
    expect(value).toBeGreaterThan(0);
    expect(n).toBeGreaterThan(5);
  });

  it('stand where rates of real places stand, and in the order of the funnel', async () => {
    const of = async (id: string) => (await figure(id, { signed_from: '2019-01-01', signed_to: '2023-12-31' })).value!;
    const [kept, substantive, start, production, money] = [
      await of('fulfil.not_terminated'),
      await of('fulfil.substantive'),
      await of('start.any'),
      await of('produce.any'),
      await of('arrival.cohort_cum'),
    ];
    expect(kept).toBeGreaterThan(start);
    expect(start).toBeGreaterThanOrEqual(substantive);
    expect(substantive).toBeGreaterThan(production);
    expect(start).toBeGreaterThan(0.5);
    expect(start).toBeLessThan(0.9);
    expect(production).toBeGreaterThan(0.25);
    expect(money).toBeGreaterThan(0.2);
    expect(money).toBeLessThan(0.65);
  });

  it('knows before its day what was agreed, and nothing else', async () => {
    const rows = await db.rows<{ kind: string; ahead: number }>(
      `select kind, count(*) filter (where happened_on > cast(known_at as date)) as ahead from ledger.event group by kind`,
    );
    for (const { kind, ahead } of rows) expect(ahead > 0, kind).toBe(kind === 'instalment');
  });
});
