/** A build that goes on from the last snapshot leaves the rows that a build from nothing leaves, whatever changed. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateCity } from '../../../data/demo/city.ts';
import { creditCode } from '../../../data/demo/credit-code.ts';
import { columnsOf } from '../../../data/schema/columns.ts';
import { published } from '../../../data/schema/published.ts';
import { Database, literal, loadsOf, quote } from '../../../data/store/index.ts';
import { build } from '../../../engine/index.ts';
import {
  decideIdentity,
  declared,
  ingestFile,
  openCleaningSession,
  resolveStore,
  undoIdentity,
} from '../../../ingest/index.ts';
import { type InventedRow, registryCsv } from '../../support/enterprises.ts';
import { type TestStore, testDay, testStore } from '../../support/store.ts';

const now = new Date(`${testDay}T00:00:00Z`);
let store: TestStore;
/** Rows that a model said it worked on, of the last build. */
let worked: Map<string, number>;

/** Published relations of which two snapshots hold other rows; a sum of doubles may differ in its last digits with the order of its rows. */
async function differing(one: string, other: string): Promise<string[]> {
  const db = await Database.open();
  await db.run(`attach ${literal(one)} as one (read_only); attach ${literal(other)} as other (read_only)`);
  const found: string[] = [];
  for (const [relation, record] of Object.entries(published)) {
    const cells = columnsOf(record)
      .map((c) => (c.type === 'DOUBLE' ? `printf('%.9g', ${quote(c.name)})` : quote(c.name)))
      .join(', ');
    const less = (a: string, b: string) =>
      `(select ${cells} from ${a}.${relation} except all select ${cells} from ${b}.${relation})`;
    const { n } = await db.one<{ n: number }>(
      `select count(*) as n from (${less('one', 'other')} union all ${less('other', 'one')})`,
    );
    if (n > 0) found.push(`${relation}: ${n} rows`);
  }
  db.closeAll();
  return found;
}

/** Goes on in the store, builds a copy of it from nothing, and compares. */
async function compare(): Promise<void> {
  worked = new Map();
  await resolveStore(store.store);
  const report = ({ relation, rows }: { relation: string; rows: number }) => {
    if (!worked.has(relation)) worked.set(relation, rows);
  };
  const { snapshot } = await build(store.store, { now, report });
  const copy = join(store.folder, 'from-nothing');
  cpSync(store.store, copy, { recursive: true });
  rmSync(join(copy, 'derived'), { recursive: true });
  await resolveStore(copy);
  const again = (await build(copy, { now, force: true })).snapshot;
  expect(again.id).toBe(snapshot.id);
  expect(await differing(snapshot.path, again.path)).toEqual([]);
  rmSync(copy, { recursive: true });
}

type Known = { id: string; name: string; code: string | null; province: string; prefecture: string; scope: string };

/** Companies of the snapshot that fit, in the order of their id. */
async function companies(where: string, count: number): Promise<Known[]> {
  const db = await store.snapshot();
  const rows = await db.rows<Known>(
    `select enterprise_id as id, name, credit_code as code, province, prefecture, scope from enterprise.current where ${where} order by id limit ${count}`,
  );
  db.closeAll();
  expect(rows.length).toBe(count);
  return rows;
}

const filing = (c: Known, changed: Partial<InventedRow> = {}): InventedRow => ({
  name: c.name,
  ...(c.code ? { code: c.code } : {}),
  province: c.province,
  place: c.prefecture,
  scope: c.scope ?? 'N/A',
  ...changed,
});

const list = (name: string, rows: InventedRow[], asOf: string) =>
  store.ingest('enterprises', store.write(name, registryCsv(rows)), asOf);

beforeAll(async () => {
  store = await testStore();
  const city = await generateCity({ seed: 29, scale: 0.03, outDir: join(store.folder, 'city') });
  for (const { library, path, rows } of city.files) if (rows > 0) await store.ingest(library, path);
  await store.build();
}, 300_000);
afterAll(() => store.remove());

it('follows trades that change, newcomers, a move, filings that join a company, and a new name', async () => {
  const known = await companies("kind = 'company' and province <> '重庆' and credit_code is not null", 8);
  const local = await companies("province = '重庆' and credit_code is not null and district_id is not null", 2);
  const newcomer = {
    name: '成都寅卯半导体封装测试有限公司',
    province: '四川',
    place: '成都',
    scope: '集成电路封装、测试',
  };
  const rows = [
    filing(known[0]!, { scope: '集成电路封装测试；半导体封装设备制造', capital: '90,000(万元人民币)' }),
    filing(known[1]!, { province: '重庆', place: '渝北', address: '重庆市渝北区一号' }),
    filing(local[0]!, { place: '永川', address: '重庆市永川区一号', scope: '动力电池制造；锂离子电池材料' }),
    filing(local[1]!, { scope: '餐饮服务' }),
    { ...newcomer, code: creditCode(910_777) },
    { ...newcomer, name: `${newcomer.name}重庆分公司`, province: '重庆', place: '江北' },
    ...known.slice(2, 5).map((c) => filing({ ...c, code: null }, { capital: '7,777(万元人民币)' })),
    filing(known[6]!, { name: `${known[6]!.prefecture}改名之后新能源科技有限公司` }),
  ];
  await list('second.csv', rows, '2026-07-31');
  await compare();
  expect(worked.get('chain.placement')).toBeLessThanOrEqual(rows.length);
}, 300_000);

it('follows a file whose columns were read otherwise: the load before it no longer counts', async () => {
  const rows = (await companies("kind = 'company'", 9)).slice(4).map((c) => filing(c, { scope: '光学元件制造' }));
  const path = store.write('third.csv', registryCsv(rows));
  await store.ingest('enterprises', path, '2026-08-31');
  await store.build();
  const before = loadsOf(store.store, 'enterprises').length;
  const session = await openCleaningSession();
  await ingestFile(session, store.store, declared.enterprises, path, 1000, {
    asOf: '2026-08-31',
    by: 'test',
    now,
    corrections: { 经营范围: null },
  });
  session.closeAll();
  expect(loadsOf(store.store, 'enterprises').length).toBe(before);
  await compare();
}, 300_000);

it('follows what persons decide about identities and take back, and projects, relations and signs of new loads', async () => {
  const db = await store.snapshot();
  const [pair] = await db.rows<{ left_id: string; right_id: string }>(
    "select left_id, right_id from enterprise.link where outcome = 'link' order by all limit 1",
  );
  db.closeAll();
  const word = { reason: 'test', actor: 'test' };
  const { sequence } = await decideIdentity(store.store, {
    subject: 'enterprise',
    left: pair!.left_id,
    right: pair!.right_id,
    verdict: 'different',
    ...word,
  });
  const [a, b] = await companies(
    "kind = 'company' and province <> '重庆' and credit_code is not null and enterprise_id in (select enterprise_id from chain.placement)",
    2,
  );
  const [local] = await companies("kind = 'company' and province = '重庆'", 1);
  const load = (library: 'projects' | 'relations' | 'signals', ...lines: string[]) =>
    store.ingest(library, store.write(`${library}.csv`, `${lines.join('\n')}\n`), '2026-09-30');
  await load(
    'projects',
    '项目代码,项目名称,投资主体,项目所在地,合同类别,签约时间,协议总投资（万元）',
    `ZX1,新项目,${a!.name},渝北区,正式合同,2026-05-01,12000`,
    'ZX2,另一项目,重庆并不存在投资有限公司,江北区,正式合同,2026-05-02,9000',
  );
  await load('relations', '主体企业,关系,客体,日期,来源', `${b!.name},供给,${local!.name},2025-01-01,合同甲`);
  await compare();
  await undoIdentity(store.store, sequence, word);
  await load('signals', '企业名称,信号类型,发生日期', `${a!.name},对外投资,2026-05-05`);
  await compare();
}, 300_000);
