import { describe, expect, it } from 'vitest';
import { kindWords } from '../../../data/schema/ledger.ts';
import { libraries } from '../../../data/schema/library.ts';
import { readMetrics } from '../../../data/schema/metric.ts';
import { createLedger, createTable, Database } from '../../../data/store/index.ts';
import { addFiled, buildKnown, computeMetric } from '../../../engine/caliber/index.ts';

async function filed(): Promise<Database> {
  const db = await Database.open();
  await createTable(db, 'lake.projects', libraries.projects);
  await createTable(db, 'lake.events', libraries.events);
  await db.run(`insert into lake.projects by name
    select * from (values
      ('P1', '甲', '500112', '正式合同', date '2020-03-01', 1e9, date '2020-09-01', null, date '2020-06-30'),
      ('P1', '甲', '500112', '正式合同', date '2020-03-01', 3e9, date '2020-09-01', null, date '2021-06-30'),
      ('P2', '乙', '500112', '框架协议', date '2020-03-01', 9e9, null, null, date '2020-06-30'),
      ('P3', '丙', '500109', null, date '2020-05-01', 2e9, null, date '2021-01-15', date '2021-06-30')
    ) as t(project_id, name, district_id, contract_class, signed_on, agreed_investment_cny, agreed_start_on, started_on, as_of)`);
  await db.run(`insert into lake.events by name
    select * from (values
      ('P1', '开工', date '2020-08-01', null, null, date '2020-12-31'),
      ('P1', '开工', date '2020-08-01', null, null, date '2021-12-31'),
      ('P1', '资金到位', date '2020-10-01', 2e8, 'A', date '2020-12-31'),
      ('P1', '聚餐', date '2020-10-01', null, null, date '2020-12-31')
    ) as t(project_id, kind, happened_on, amount_cny, evidence_grade, as_of)`);
  await createLedger(db);
  await addFiled(db);
  await buildKnown(db);
  return db;
}

describe('addFiled', () => {
  it('turns what files tell into events with the day on which they told it', async () => {
    const db = await filed();
    const events = await db.rows(
      `select project_id, kind, cast(happened_on as varchar) as happened_on, cast(cast(known_at as date) as varchar) as known_on, amount_cny from ledger.event order by project_id, happened_on, kind`,
    );
    expect(events).toEqual([
      { project_id: 'P1', kind: 'contract', happened_on: '2020-03-01', known_on: '2020-06-30', amount_cny: 1e9 },
      { project_id: 'P1', kind: 'start', happened_on: '2020-08-01', known_on: '2020-12-31', amount_cny: null },
      { project_id: 'P1', kind: 'arrival', happened_on: '2020-10-01', known_on: '2020-12-31', amount_cny: 2e8 },
      {
        project_id: 'P1',
        kind: 'contract_revision',
        happened_on: '2021-06-30',
        known_on: '2021-06-30',
        amount_cny: 3e9,
      },
      { project_id: 'P2', kind: 'contract', happened_on: '2020-03-01', known_on: '2020-06-30', amount_cny: 9e9 },
      { project_id: 'P3', kind: 'contract', happened_on: '2020-05-01', known_on: '2021-06-30', amount_cny: 2e9 },
      { project_id: 'P3', kind: 'start', happened_on: '2021-01-15', known_on: '2021-06-30', amount_cny: null },
    ]);
    const start = async (as_known_at: string) =>
      (await computeMetric(db, readMetrics().get('start.any')!, { as_known_at }))[0]!;
    expect((await start('2020-07-31')).value).toBe(0);
    expect(await start('2020-12-31')).toMatchObject({ value: 1, n: 1 });
    expect(await start('2021-07-31')).toMatchObject({ value: 1, n: 2 });
    db.closeAll();
  });

  it('knows each word of a file by one kind only', () => {
    const words = kindWords().map((w) => w.word);
    expect(new Set(words).size).toBe(words.length);
  });
});
