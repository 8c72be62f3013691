import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database } from '../../../../data/store/index.ts';
import { linkRecords } from '../../../../ingest/resolve/linkage/link.ts';
import { clusterRecords, decidePair, undoDecision } from '../../../../ingest/resolve/linkage/merge-log.ts';

type Company = [
  id: string,
  name: string,
  code: string | null,
  city: string | null,
  capital: number | null,
  day?: string,
];
const companies: Company[] = [
  ['a1', '重庆市华宇商贸有限公司', null, '江北', 500_000],
  ['a2', '重慶華宇商貿有限責任公司', null, null, null],
  ['b1', '江苏长电科技股份有限公司', null, '无锡', 1_779_550_000],
  ['b2', '长电科技', null, null, 1_779_550_000],
  ['c1', '上海宏达机械有限公司', null, '嘉定', null],
  ['c2', '成都宏达机械有限公司', null, '成都', null],
  ['d1', '重庆新泰机械制造有限公司', '915001182028992963', '永川', null],
  ['d2', '重庆新泰装备有限公司', '915001182028992963', null, null],
  ['e1', '武汉万松园餐饮有限公司', null, '武汉', 300_000],
  ['e2', '武汉万松园餐饮有限公司汉口分公司', null, '武汉', null],
  ['f1', '南京龙腾软件开发有限公司', '91320000000000000A', '南京', null],
  ['f2', '南京市龙腾软件开发有限公司', '91320000000000000B', '南京', null],
  ['g1', '华新商贸有限公司', null, '苏州', null],
  ['g2', '华新商贸有限公司', null, '绵阳', null],
  ['h1', '深圳海纳微电子有限公司', null, '深圳', 8_130_000, '2016-05-09'],
  ['h2', '深圳海纳徽电子有限公司', null, '深圳', 8_130_000, '2016-05-09'],
  ['i1', '苏州金鼎五金制造有限公司', null, '苏州', 7_260_000, '2011-04-02'],
  ['i2', '苏州金鼎五金制品有限公司', null, '苏州', 7_260_000, '2018-09-27'],
];
const at = '2026-11-24T00:00:00Z';
const person = { by: '张三', at, reason: '电话核实' };
let db: Database;

async function load(order: (a: string, b: string) => number): Promise<void> {
  await db.run(
    'create or replace table company (record_id varchar, name varchar, credit_code varchar, city varchar, capital_cny double, registered_on varchar)',
  );
  await db.append('company', (appender) => {
    for (const row of [...companies].sort((a, b) => order(a[0], b[0]))) {
      for (const cell of row.slice(0, 4)) {
        if (cell === null) appender.appendNull();
        else appender.appendVarchar(cell as string);
      }
      if (row[4] === null) appender.appendNull();
      else appender.appendDouble(row[4]);
      if (row[5] === undefined) appender.appendNull();
      else appender.appendVarchar(row[5]);
      appender.endRow();
    }
  });
}

const clusters = async (): Promise<string[]> =>
  (
    await db.rows<{ ids: string }>(`select string_agg(record_id, ' ' order by record_id) as ids from resolve.cluster
    group by cluster_id having count(*) > 1 order by 1`)
  ).map(({ ids }) => ids);

beforeEach(async () => {
  db = await Database.open(':memory:');
  await load((a, b) => (a < b ? -1 : 1));
});
afterEach(() => db.closeAll());

describe('linkRecords', () => {
  it('links what is one company, by the first rule of the cascade that says so', async () => {
    await linkRecords(db, 'company', { at });
    expect(await clusters()).toEqual(['a1 a2', 'b1 b2', 'd1 d2', 'h1 h2']);
    const methods = await db.rows(
      "select left_id, method from resolve.merge_log where verdict = 'same' order by left_id",
    );
    expect(methods).toEqual([
      { left_id: 'a1', method: 'full_name' },
      { left_id: 'b1', method: 'unique_core' },
      { left_id: 'd1', method: 'credit_code' },
      { left_id: 'h1', method: 'fellegi_sunter' },
    ]);
  });

  it('says how sure a weighed pair is', async () => {
    const { parameters } = await linkRecords(db, 'company', { at });
    expect(parameters.levels.length).toBeGreaterThan(0);
    const [pair] = await db.rows<{ probability: number }>(
      "select probability from resolve.pair where method = 'fellegi_sunter' and outcome = 'link'",
    );
    expect(pair!.probability).toBeGreaterThan(0.9);
  });

  it('does not depend on the order of rows', async () => {
    await linkRecords(db, 'company', { at });
    const before = await db.rows('select * from resolve.cluster order by record_id');
    await load((a, b) => (a < b ? 1 : -1));
    await db.run('drop schema resolve cascade');
    await linkRecords(db, 'company', { at });
    expect(await db.rows('select * from resolve.cluster order by record_id')).toEqual(before);
  });

  it('takes a relation that has names only, and an empty one', async () => {
    await db.run('create view names as select record_id, name from company');
    await linkRecords(db, 'names', { at });
    expect(await clusters()).toContain('a1 a2');
    await db.run('create view nobody as select * from company where false');
    await linkRecords(db, 'nobody', { at });
    expect(await clusters()).toEqual([]);
  });
});

describe('the merge log', () => {
  it('undoes a link, and does not make it again', async () => {
    await linkRecords(db, 'company', { at });
    const { decision_id } = await db.one<{ decision_id: number }>(
      "select decision_id from resolve.merge_log where left_id = 'b1'",
    );
    const undo = await undoDecision(db, decision_id, person);
    await clusterRecords(db);
    expect(await clusters()).toEqual(['a1 a2', 'd1 d2', 'h1 h2']);
    await linkRecords(db, 'company', { at });
    expect(await clusters()).toEqual(['a1 a2', 'd1 d2', 'h1 h2']);
    expect(await db.rows("select decision_id, undone_by from resolve.merge_log where left_id = 'b1'")).toEqual([
      { decision_id, undone_by: undo },
    ]);
    await expect(undoDecision(db, decision_id, person)).rejects.toMatchObject({ code: 'option_invalid' });
    await expect(undoDecision(db, 9999, person)).rejects.toMatchObject({ code: 'relation_not_found' });
  });

  it('lets a person join and part what the rules did not', async () => {
    await linkRecords(db, 'company', { at });
    await decidePair(db, 'c2', 'c1', 'same', person);
    await decidePair(db, 'a1', 'a2', 'different', person);
    await clusterRecords(db);
    expect(await clusters()).toEqual(['b1 b2', 'c1 c2', 'd1 d2', 'h1 h2']);
    const joined = await db.one<{ decision_id: number }>(
      "select decision_id from resolve.merge_log where left_id = 'c1'",
    );
    await undoDecision(db, joined.decision_id, person);
    await clusterRecords(db);
    expect(await clusters()).toEqual(['b1 b2', 'd1 d2', 'h1 h2']);
  });

  it('adds nothing when nothing is new', async () => {
    await linkRecords(db, 'company', { at });
    const before = await db.rows('select * from resolve.decision');
    await linkRecords(db, 'company', { at });
    expect(await db.rows('select * from resolve.decision')).toEqual(before);
  });
});
