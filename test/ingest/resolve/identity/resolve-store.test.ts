/** One company, one identity, from loads and decisions to the snapshot. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../../data/store/index.ts';
import { companiesToReview, decideIdentity, identityLog, undoIdentity } from '../../../../ingest/index.ts';
import { type InventedRow, registryCsv } from '../../../support/enterprises.ts';
import { codes, twoLists } from '../../../support/identities.ts';
import { builtModels, type TestStore, testStore } from '../../../support/store.ts';

const why = { reason: '电话核实', actor: '市办' };
const company = { subject: 'enterprise', verdict: 'same', ...why } as const;
const tables = ['current', 'alias', 'link', 'filing', 'golden', 'claim', 'provenance', 'conflict'] as const;

let t: TestStore;
let db: Database | null = null;
beforeEach(async () => {
  t = await testStore();
});
afterEach(async () => {
  db?.closeAll();
  db = null;
  await t.remove();
});

/** The models about identity, as the next build would make them. */
async function rebuild(store = t.store): Promise<void> {
  db?.closeAll();
  db = await builtModels(
    store,
    (relation) => tables.some((table) => relation === `enterprise.${table}`) || relation === 'project.pair',
  );
}

const read = <T>(sql: string): Promise<T[]> => db!.rows<T>(sql);

/** All that the snapshot says about identity. */
async function published(): Promise<string> {
  const all: Record<string, unknown> = {};
  for (const table of tables) all[table] = await read(`select * from enterprise.${table}`);
  all.pair = await read('select * from project.pair');
  return JSON.stringify(all);
}

const idOf = async (name: string): Promise<string> =>
  (await read<{ id: string }>(`select enterprise_id as id from enterprise.current where name = '${name}'`))[0]!.id;

describe('a company that two lists name', () => {
  it('is one, with the code for its name, whichever list came first', async () => {
    await twoLists(t, ['register', 'office', 'projects']);
    await rebuild();
    const first = await published();
    expect(
      await read('select enterprise_id, name, filings from enterprise.current order by filings desc limit 1'),
    ).toEqual([{ enterprise_id: codes.jia, name: '重庆甲辰半导体有限公司', filings: 2 }]);
    const other = await testStore();
    try {
      await twoLists(other, ['projects', 'office', 'register']);
      await rebuild(other.store);
      expect(await published()).toBe(first);
    } finally {
      await other.remove();
    }
  });

  it('takes each fact from the source that the rules name, and lists what did not survive', async () => {
    await twoLists(t, ['register', 'office']);
    await rebuild();
    const [row] = await read<Record<string, unknown>>(
      `select name, capital_cny, cast(registered_on as varchar) as registered_on, scope, district_id, address from enterprise.current where enterprise_id = '${codes.jia}'`,
    );
    // capital, scope and place change: the newer list; a name is what the register says; only it knows the day
    expect(row).toEqual({
      name: '重庆甲辰半导体有限公司',
      capital_cny: 50_000_000,
      registered_on: '2012-05-04',
      scope: '集成电路封装',
      district_id: '500105',
      address: '重庆市渝北区一号',
    });
    const conflicts = await read<Record<string, unknown>>(
      'select fact, value, source_file, rule, other_value, other_source_file, other_source_line from enterprise.conflict order by fact',
    );
    expect(conflicts.map((c) => [c.fact, c.rule, c.source_file, c.other_source_file])).toEqual([
      ['capital', 'newest', '招商办.csv', '登记.csv'],
      ['name', 'registered', '登记.csv', '招商办.csv'],
      ['place', 'newest', '招商办.csv', '登记.csv'],
      ['scope', 'newest', '招商办.csv', '登记.csv'],
    ]);
    expect(conflicts[0]).toMatchObject({ value: '50000000 CNY', other_value: '20000000 CNY', other_source_line: 2 });
    const [silent] = await read<Record<string, unknown>>(
      "select value, rule, source_file from enterprise.provenance where fact = 'registered_on'",
    );
    expect(silent).toEqual({ value: '2012-05-04', rule: 'only', source_file: '登记.csv' });
  });
});

describe('two names that differ by one sign', () => {
  const twins: InventedRow[] = ['深圳海纳微电子有限公司', '深圳海纳徽电子有限公司'].map((name) => ({
    name,
    province: '广东',
    place: '深圳',
    date: '2016-05-09',
    capital: '813(万元人民币)',
  }));
  const outcome = () => read("select outcome, method from enterprise.link where method = 'fellegi_sunter'");

  it('are one company where two lists have one each', async () => {
    for (const [i, row] of twins.entries()) await t.ingest('enterprises', t.write(`${i}.csv`, registryCsv([row])));
    await rebuild();
    expect(await outcome()).toEqual([{ outcome: 'link', method: 'fellegi_sunter' }]);
  });

  it('wait for a person where one list has both', async () => {
    await t.ingest('enterprises', t.write('both.csv', registryCsv(twins)));
    await rebuild();
    expect(await outcome()).toEqual([{ outcome: 'review', method: 'fellegi_sunter' }]);
    expect((await companiesToReview(t.store)).map((pair) => [pair.left_name, pair.right_name].toSorted())).toEqual([
      twins.map(({ name }) => name).toSorted(),
    ]);
  });
});

describe('a decision', () => {
  it('is obeyed by the next build, and its undo restores what was', async () => {
    await twoLists(t, ['register', 'office']);
    await rebuild();
    const before = await published();
    const base = await idOf('乙巳集团江南基地');
    expect(base).toMatch(/^N[0-9a-f]{16}$/);
    const { sequence } = await decideIdentity(t.store, { ...company, left: codes.yi, right: base });
    expect(await published()).toBe(before);
    await rebuild();
    expect(await read(`select enterprise_id from enterprise.alias where alias_id = '${base}'`)).toEqual([
      { enterprise_id: codes.yi },
    ]);
    expect(await read(`select * from enterprise.current where enterprise_id = '${base}'`)).toEqual([]);
    expect(
      await read("select left_id, right_id, outcome, method from enterprise.link where method = 'person'"),
    ).toEqual([{ left_id: codes.yi, right_id: base, outcome: 'same', method: 'person' }]);
    await undoIdentity(t.store, sequence, why);
    await rebuild();
    expect(await published()).toBe(before);
    expect((await identityLog(t.store)).map((d) => [d.sequence, d.verdict, d.undone_by])).toEqual([
      [sequence + 1, 'undo', null],
      [sequence, 'same', sequence + 1],
    ]);
    await expect(undoIdentity(t.store, sequence, why)).rejects.toMatchObject({ code: 'identity_refused' });
  });

  it('parts what a rule joined', async () => {
    await twoLists(t, ['register', 'office']);
    await rebuild();
    const [{ alias_id }] = (await read<{ alias_id: string }>('select alias_id from enterprise.alias')) as [
      { alias_id: string },
    ];
    await decideIdentity(t.store, { ...company, verdict: 'different', left: alias_id, right: codes.jia });
    await rebuild();
    expect(await read('select * from enterprise.alias')).toEqual([]);
    expect(await idOf('重庆甲辰半导体有限公司')).toBe(codes.jia);
    expect(await idOf('重庆市甲辰半导体有限公司')).toBe(alias_id);
  });

  it('never joins two credit codes, not even by way of a third', async () => {
    await twoLists(t, ['register', 'office']);
    await rebuild();
    const base = await idOf('乙巳集团江南基地');
    const refused = { code: 'identity_refused' };
    await expect(decideIdentity(t.store, { ...company, left: codes.yi, right: codes.bing })).rejects.toMatchObject(
      refused,
    );
    await expect(decideIdentity(t.store, { ...company, left: base, right: base })).rejects.toMatchObject(refused);
    await expect(decideIdentity(t.store, { ...company, left: base, right: 'N0000000000000000' })).rejects.toMatchObject(
      { code: 'enterprise_not_found' },
    );
    await decideIdentity(t.store, { ...company, left: base, right: codes.yi });
    await decideIdentity(t.store, { ...company, left: base, right: codes.bing });
    await rebuild();
    const ids = await read<{ enterprise_id: string }>('select enterprise_id from enterprise.current');
    expect(ids.map((row) => row.enterprise_id).toSorted()).toEqual([codes.jia, codes.yi, codes.bing].toSorted());
    await expect(decideIdentity(t.store, { ...company, left: base, right: codes.bing })).rejects.toMatchObject(refused);
  });
});

describe('project codes', () => {
  it('are proposed with parts, and carry what a person said until that is taken back', async () => {
    await twoLists(t, ['register', 'projects']);
    await rebuild();
    expect(await read('select enterprise_id, name from enterprise.alias order by name')).toEqual([
      { enterprise_id: codes.bing, name: '常州丙午光电有限公司' },
      { enterprise_id: codes.jia, name: '重庆市甲辰半导体有限公司' },
    ]);
    const pairs = () =>
      read<Record<string, unknown>>(
        'select left_id, right_id, kind, outcome, relation, investor_part from project.pair',
      );
    const waiting = { left_id: 'P1', right_id: 'P2', kind: 'double', outcome: 'review', relation: null };
    expect(await pairs()).toEqual([{ ...waiting, investor_part: 2 }]);
    const said = {
      subject: 'project',
      left: 'P2',
      right: 'P1',
      verdict: 'same',
      relation: '两地填报',
      ...why,
    } as const;
    const { sequence } = await decideIdentity(t.store, said);
    await rebuild();
    expect(await pairs()).toMatchObject([{ ...waiting, outcome: 'same', relation: '两地填报' }]);
    await undoIdentity(t.store, sequence, why);
    await rebuild();
    expect(await pairs()).toMatchObject([waiting]);
    await expect(decideIdentity(t.store, { ...said, left: 'P9' })).rejects.toMatchObject({ code: 'project_not_found' });
  });
});
