/** Events entered beside files: judged with what the files told, shown before the next build, corrected without erasing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../data/schema/ledger.ts';
import { readMetrics } from '../../../data/schema/metric.ts';
import type { Database } from '../../../data/store/index.ts';
import { computeMetric, projectTimeline, recordEvents } from '../../../engine/index.ts';
import { readEventFile } from '../../../ingest/index.ts';
import { type TestStore, testStore } from '../../support/store.ts';

let t: TestStore;
const asked = { asOf: '2026-06-30', by: '渝北专班' };
const entry = (kind: NewEvent['kind'], happened_on: string, more: Partial<NewEvent> = {}): NewEvent => ({
  kind,
  project_id: 'ZS1',
  happened_on,
  actor: 'officer-1',
  source: 'form',
  ...more,
});

beforeAll(async () => {
  t = await testStore();
  await t.ingest('projects', t.write('项目.csv', '项目代码,项目名称,投资主体,项目所在地,合同类别,签约时间,协议总投资（万元）\nZS1,甲项目,某某公司,渝北区,正式合同,2021-03-01,50000\n')); // biome-ignore format: a table
  await t.ingest('events', t.write('事件.csv', '项目代码,事件,发生日期,填报日期,金额（万元）,佐证等级,备注\nZS1,签约,2021-03-01,2021-03-05,50000,A,\nZS1,开工,2021-09-01,2021-09-10,,B,\nZS1,资金到位,2021-10-01,2021-10-10,1000,A,\n')); // biome-ignore format: a table
  await t.build();
});
afterAll(() => t.remove());

const withSnapshot = async <T>(work: (db: Database) => Promise<T>): Promise<T> => {
  const db = await t.snapshot();
  try {
    return await work(db);
  } finally {
    db.closeAll();
  }
};
const rate = (id: string, as_known_at: string) =>
  withSnapshot(async (db) => (await computeMetric(db, readMetrics().get(id)!, { as_known_at }))[0]!);

describe('readEventFile', () => {
  it('reads the offices’ headings, and says of every other row why it is none', async () => {
    const path = t.write(
      '进展.csv',
      '项目编号,节点,完成日期,到位金额,证据等级,原因,佐证材料\nZS1,停滞,2022-02-01,,B级,资金链紧张,会议纪要\nZS1,资金到位,2022-03-01,5百贝壳,A,,\nZS1,聚餐,2022-03-01,,A,,\n,开工,2022-03-01,,A,,\n',
    );
    const { rows, refused } = await readEventFile(path, asked);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      line: 2,
      event: { kind: 'stall', cause: '资金链紧张', evidence: '会议纪要', evidence_grade: 'B', source: '进展.csv#2' },
    });
    expect(refused.map((r) => [r.line, r.code]).sort()).toEqual([
      [3, 'unknown_currency'],
      [4, 'kind_unknown'],
      [5, 'required_missing'],
    ]);
  });
});

describe('recordEvents', () => {
  it('knows projects that only files tell of, and refuses what contradicts them', async () => {
    const { accepted, refused } = await recordEvents(t.store, [
      entry('production', '2023-01-01'),
      entry('start', '2020-01-01'),
      entry('arrival', '2022-01-01', { amount: 1, currency: 'XXX' }),
      entry('transfer', '2022-01-01', { district_id: '500112' }),
      entry('start', '2022-01-01', { project_id: 'NOBODY' }),
    ]);
    expect(accepted).toHaveLength(1);
    expect(accepted[0]!.district_id).toBe('500112');
    expect(refused.map((r) => r.code)).toEqual([
      'before_contract',
      'unknown_currency',
      'transfer_to_itself',
      'unknown_project',
    ]);
  });

  it('still knows the contract of the files once the ledger holds something of the project', async () => {
    const { refused } = await recordEvents(t.store, [entry('capacity', '2023-06-01')]);
    expect(refused).toEqual([]);
  });

  it('shows what was entered before the next build counts it', async () => {
    const shown = await withSnapshot((db) => projectTimeline(db, t.store, 'ZS1'));
    expect(shown.events.map((e) => [e.kind, e.pending])).toEqual([
      ['contract', false],
      ['start', false],
      ['arrival', false],
      ['production', true],
      ['capacity', true],
    ]);
    expect(shown.register).toMatchObject({ stage: '在建' });
    await expect(withSnapshot((db) => projectTimeline(db, t.store, 'NONE'))).rejects.toMatchObject({
      code: 'project_not_found',
    });
  });
});

describe('what a file told', () => {
  it('is corrected by a new row: past days keep their figures, the file’s row stays to be seen', async () => {
    const before = await rate('start.any', '2022-01-01');
    const start = (await withSnapshot((db) => projectTimeline(db, t.store, 'ZS1'))).events.find(
      (e) => e.kind === 'start',
    )!;
    const { refused } = await recordEvents(t.store, [
      entry('retraction', '2021-09-01', { corrects: start.event_id, cause: '误报', known_at: '2024-05-01' }),
    ]);
    expect(refused).toEqual([]);
    await t.build();
    expect((await rate('start.any', '2022-01-01')).value).toBe(before.value);
    expect((await rate('start.any', '2024-04-30')).value).toBe(1);
    expect((await rate('start.any', '2024-05-02')).value).toBe(0);
    const shown = await withSnapshot((db) => projectTimeline(db, t.store, 'ZS1'));
    expect(shown.events.find((e) => e.event_id === start.event_id)).toMatchObject({
      corrected_at: '2024-05-01T15:59:59.999Z',
    });
  });

  it('is one event when somebody enters it again later: never counted twice, never forgotten for the time before', async () => {
    const money = async (day: string) => (await rate('arrival.cohort_cum', day)).numerator;
    const { refused } = await recordEvents(t.store, [
      entry('arrival', '2021-10-01', { amount_cny: 1e7, evidence_grade: 'A', known_at: '2023-01-01' }),
    ]);
    expect(refused).toEqual([]);
    await t.build();
    expect(await money('2021-12-31')).toBe(1e7);
    expect(await money('2024-12-31')).toBe(1e7);
  });
});
