/** 专家库 through the door: names and contacts go to a library of their own, which enters no snapshot. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { literal, loadPath, loadsOf } from '../../data/store/index.ts';
import { openCleaningSession } from '../../ingest/index.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
beforeAll(async () => {
  t = await testStore();
});
afterAll(() => t.remove());

const name = '虚构甲某某';
const phone = '000-12345678';
const csv = `专家编号,姓名,联系电话,身份证号,单位,曾任职单位,持股企业,专业领域,参评次数,授权
ZJ1,${name},${phone},000000000000000000,虚构大学,甲公司、乙公司,丙公司,财务与投资、法律,3,是
,${name},${phone},,虚构大学,,,法律,,否
坏行,${name},${phone}
`;

describe('an expert file', () => {
  it('is two loads: what a panel needs without names, and who they are; the identity number is in neither', async () => {
    const result = await t.ingest('experts', t.write('专家.csv', csv));
    expect(result.load).toMatchObject({ rows_in: 3, accepted: 1, rejected: 2 });
    const [expert] = await t.rows(result, 'accepted');
    expect(expert).toMatchObject({
      expert_id: 'ZJ1',
      employer: '虚构大学',
      past_employers: ['甲公司', '乙公司'],
      holdings: ['丙公司'],
      fields: ['财务与投资', '法律'],
      times_served: 3,
      consent: true,
    });
    const contacts = loadsOf(t.store, 'expert_contacts');
    expect(contacts).toHaveLength(1);
    const db = await openCleaningSession();
    const rows = await db.rows(
      `select * from read_parquet(${literal(loadPath(t.store, 'expert_contacts', contacts[0]!.load_id, 'accepted'))})`,
    );
    expect(rows).toMatchObject([{ expert_id: 'ZJ1', name, phone }]);
    for (const { library, load_id } of loadsOf(t.store))
      for (const part of ['accepted', 'rejected'] as const) {
        const file = literal(loadPath(t.store, library, load_id, part));
        const text = JSON.stringify(await db.rows(`select * from read_parquet(${file})`));
        expect([library, part, text.includes(name), text.includes('000000000000000000')]).toEqual([
          library,
          part,
          library === 'expert_contacts' && part === 'accepted',
          false,
        ]);
      }
    db.closeAll();
  });

  it('leaves no name or telephone number in a snapshot', async () => {
    await t.build();
    const file = readdirSync(t.store).find((f) => f.endsWith('.duckdb'))!;
    const snapshot = await t.snapshot();
    const tables = await snapshot.rows<{ t: string }>(
      "select table_schema || '.' || table_name as t from information_schema.tables",
    );
    for (const { t: table } of tables) {
      const text = JSON.stringify(await snapshot.rows(`select * from ${table}`));
      expect([table, text.includes(name) || text.includes(phone)]).toEqual([table, false]);
    }
    snapshot.closeAll();
    expect(readFileSync(join(t.store, file)).includes(name)).toBe(false);
  });

  it('without names or contacts makes no second load', async () => {
    const before = loadsOf(t.store, 'expert_contacts').length;
    await t.ingest('experts', t.write('无名.csv', '专家编号,专业领域\nZJ9,法律\n'));
    expect(loadsOf(t.store, 'expert_contacts')).toHaveLength(before);
    expect(existsSync(join(t.store, 'draft'))).toBe(true);
  });
});
