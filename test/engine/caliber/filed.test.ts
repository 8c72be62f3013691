import { describe, expect, it } from 'vitest';
import { readReference } from '../../../data/csv.ts';
import { District } from '../../../data/schema/geo.ts';
import { kindWords } from '../../../data/schema/ledger.ts';
import { libraries } from '../../../data/schema/library.ts';
import { readMetrics } from '../../../data/schema/metric.ts';
import { createLedger, createSchemas, createTable, Database, insertRows } from '../../../data/store/index.ts';
import { addFiled, buildKnown, computeMetric } from '../../../engine/caliber/index.ts';

/** An empty lake with the districts beside it. */
async function lake(): Promise<Database> {
  const db = await Database.open();
  await createSchemas(db, ['lake.projects']);
  await createTable(db, 'lake.projects', libraries.projects);
  await createTable(db, 'lake.events', libraries.events);
  await createTable(db, 'lake.evaluations', libraries.evaluations);
  await createTable(db, 'lake.tasks', libraries.tasks);
  await insertRows(db, 'reference.district', District, readReference('geo/district.csv', District));
  return db;
}

async function built(db: Database): Promise<Database> {
  await createLedger(db);
  await addFiled(db);
  await buildKnown(db);
  return db;
}

async function filed(): Promise<Database> {
  const db = await lake();
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
  return built(db);
}

const eventsOf = (db: Database) =>
  db.rows(
    `select coalesce(project_id, district_id) as of, kind, cast(happened_on as varchar) as happened_on, cast(cast(known_at as date) as varchar) as known_on, amount_cny, evidence_grade
     from ledger.event order by of, happened_on, kind, known_at`,
  );

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

  it('takes steps, promises and money from the lists, each known since the first list that said it', async () => {
    const db = await lake();
    await db.run(`insert into lake.projects by name
      select * from (values
        ('P1', '500112', date '2020-03-01', 1e9, null, null, 1e8, date '2021-12-01', 5e6, '广东', '一期', date '2020-06-30'),
        ('P1', '500112', date '2020-03-01', 1e9, date '2020-04-01', date '2020-05-01', 3e8, date '2021-12-01', 5e6, '广东', '一期', date '2020-12-31'),
        ('P1', '500112', date '2020-03-01', 1e9, date '2020-04-01', date '2020-05-01', 3e8, date '2021-12-01', 5e6, '广东', '一期', date '2021-06-30')
      ) as t(project_id, district_id, signed_on, agreed_investment_cny, registered_on, filing_on, arrived_cny, agreed_production_on, agreed_tax_y1_cny, investor_province, project_class, as_of)`);
    await built(db);
    expect(await eventsOf(db)).toEqual(
      [
        ['contract', '2020-03-01', '2020-06-30', 1e9, null],
        ['registration', '2020-04-01', '2020-12-31', null, null],
        ['filing', '2020-05-01', '2020-12-31', null, null],
        ['arrival', '2020-06-30', '2020-06-30', 1e8, 'C'],
        ['arrival', '2020-12-31', '2020-12-31', 2e8, 'C'],
      ].map(([kind, happened_on, known_on, amount_cny, evidence_grade]) => ({ of: 'P1', kind, happened_on, known_on, amount_cny, evidence_grade })),
    ); // biome-ignore format: a table
    expect(
      await db.one(
        `select cast(agreed_production_on as varchar) as due, agreed_tax_y1_cny as tax, investor_origin, project_class from ledger.event where kind = 'contract'`,
      ),
    ).toEqual({ due: '2021-12-01', tax: 5e6, investor_origin: 'out_of_city', project_class: null });
    db.closeAll();
  });

  it('takes from a post-evaluation what was promised and paid, in the year of production in which it was due', async () => {
    const db = await lake();
    await db.run(
      `insert into lake.projects by name select 'P1' as project_id, '500112' as district_id, date '2018-03-01' as signed_on, 1e9 as agreed_investment_cny, date '2018-06-30' as as_of`,
    );
    await db.run(`insert into lake.evaluations by name
      select 'P1' as project_id, date '2020-02-01' as produced_on, date '2020-01-10' as completed_on, 8e8 as fixed_investment_cny,
        4e6 as agreed_tax_y1_cny, 1e6 as tax_y1_cny, 6e6 as agreed_tax_y2_cny, 3e6 as tax_y2_cny, date '2022-06-30' as as_of`);
    await built(db);
    expect((await eventsOf(db)).slice(1).map((e) => [e.kind, e.happened_on, e.amount_cny, e.evidence_grade])).toEqual([
      ['completion', '2020-01-10', null, null],
      ['fixed_investment', '2020-01-10', 8e8, 'B'],
      ['production', '2020-02-01', null, null],
      ['tax', '2021-01-31', 1e6, 'B'],
      ['tax', '2022-01-31', 3e6, 'B'],
    ]);
    const rate = async (year: number) =>
      (
        await computeMetric(db, readMetrics().get(`capacity.tax_vs_promise_y${year}`)!, { as_known_at: '2022-12-31' })
      )[0]!;
    expect(await rate(1)).toMatchObject({ value: 0.25, n: 1 });
    expect(await rate(2)).toMatchObject({ value: 0.5, n: 1 });
    expect((await rate(3)).value).toBe(null);
    db.closeAll();
  });

  it('knows an agreed instalment before its day, and what was asked of a district until another sheet asks for something else', async () => {
    const db = await lake();
    await db.run(
      `insert into lake.projects by name select 'P1' as project_id, '500112' as district_id, date '2024-03-01' as signed_on, 1e9 as agreed_investment_cny, date '2024-03-10' as as_of`,
    );
    await db.run(`insert into lake.events by name select * from (values
      ('P1', '约定到资', date '2024-06-01', 4e8, null, date '2024-03-10'),
      ('P1', '约定到资', date '2025-06-01', 6e8, null, date '2024-03-10'),
      ('P1', '资金到位', date '2024-05-01', 1e8, 'A', date '2024-05-10')
    ) as t(project_id, kind, happened_on, amount_cny, evidence_grade, as_of)`);
    await db.run(`insert into lake.tasks by name select * from (values
      (2024, '渝北区', '到位资金', 4e8, date '2024-02-20'), (2024, '渝北', '到位资金', 2e8, date '2024-08-20'),
      (2024, '江北区', '到位资金', 4e8, date '2024-02-20'), (2024, '江北区', '资金到位率', 0.9, date '2024-02-20'), (2024, '工业主管部门', '到位资金', 9e8, date '2024-02-20')
    ) as t(year, unit, indicator, target, issued_on)`);
    await built(db);
    const value = async (metric: string, as_known_at: string, district?: string) =>
      (await computeMetric(db, readMetrics().get(metric)!, { as_known_at, ...(district ? { district } : {}) }))[0]!
        .value;
    expect(await value('arrival.vs_schedule', '2024-05-31')).toBe(null);
    expect(await value('arrival.vs_schedule', '2024-06-30')).toBe(0.25);
    expect(await value('arrival.vs_schedule', '2025-06-30')).toBe(0.1);
    expect(await value('arrival.vs_task', '2024-06-30')).toBe(1 / 8);
    expect(await value('arrival.vs_task', '2024-06-30', '500112')).toBe(1 / 4);
    expect(await value('arrival.vs_task', '2024-12-31', '500112')).toBe(1 / 2);
    db.closeAll();
  });
});
