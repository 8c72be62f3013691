/** The search box: parts of names, pinyin initials, short names, and an order that puts the plain hit first. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../data/store/index.ts';
import { search } from '../../engine/index.ts';
import { initialsOf } from '../../engine/text/pinyin.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let db: Database;
beforeAll(async () => {
  t = await testStore();
  await t.ingest(
    'enterprises',
    t.write('城.csv', registryCsv([...inventedCity, { name: '中渝石墨化工集团有限公司' }])),
  );
  await t.ingest(
    'projects',
    t.write(
      '项目.csv',
      '项目代码,项目名称,区县,签约时间,协议总投资（亿元）\nP1,渝北封测基地,渝北区,2024-01-02,5\nP2,江北封测基地,江北区,2024-01-02,8\n',
    ),
  );
  await t.build();
  db = await t.snapshot();
});
afterAll(async () => {
  db.closeAll();
  await t.remove();
});

const found = async (q: string, more = {}) => search(db, { q, top: 20, ...more });

describe('search', () => {
  it('finds a part of a name, exact names first', async () => {
    expect((await found('渝北区'))[0]).toMatchObject({ kind: 'district', id: '500112', by: 'exact' });
    expect((await found('甲乙半导体')).map((h) => h.name)).toContain('无锡甲乙半导体封测有限公司');
    expect((await found('集成电路封测'))[0]).toMatchObject({ kind: 'link', by: 'exact' });
  });

  it('finds pinyin initials', async () => {
    expect((await found('cqrg')).map((h) => h.name)).toContain('重庆壬癸半导体封装有限公司');
    expect((await found('YBQ'))[0]).toMatchObject({ name: '渝北区', by: 'initials' });
  });

  it('finds a short name by its signs in order', async () => {
    const [hit] = await found('中石化');
    expect(hit).toMatchObject({ name: '中渝石墨化工集团有限公司', by: 'order' });
  });

  it('keeps projects of other districts from an officer', async () => {
    expect((await found('封测基地')).map((h) => h.id).sort()).toEqual(['P1', 'P2']);
    expect((await found('封测基地', { projectsOf: '500112' })).map((h) => h.id)).toEqual(['P1']);
  });

  it.each(['%', '_', '!', "'", '"; drop table x', '\\', ' ', '\u0000', '😀', '一'.repeat(100)])(
    'takes %j as plain text',
    async (q) => expect((await found(q)).every((h) => h.name.includes(q.trim()))).toBe(true),
  );
});

it('reads names as people do', () => {
  expect(initialsOf('重庆长安汽车（集团）股份有限公司')).toBe('cqcaqcjtgfyxgs');
  expect(initialsOf('ABC-123 银行')).toBe('abc123yh');
});
