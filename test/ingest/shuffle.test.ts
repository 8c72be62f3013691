/** The same file twice, or its rows in another order, publishes the same tables: what is true does not hang on how a list was sorted. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateCity } from '../../data/demo/city.ts';
import { columnsOf } from '../../data/schema/columns.ts';
import type { LibraryId } from '../../data/schema/library.ts';
import { published } from '../../data/schema/published.ts';
import { currentSnapshot, quote } from '../../data/store/index.ts';
import { openCleaningSession } from '../../ingest/index.ts';
import { rewriteRows } from '../support/shuffle.ts';
import { type TestStore, testStore } from '../support/store.ts';

/** In the 产业地图 order is content: an area that names more industries than it may, means those that it names first. */
const orderIsContent: Record<string, RegExp> = { 'district.slot': /^(position|counts)$/ };

/** Two offices' slips: one project, park and expert twice in one file, with other words. */
const filedTwice: [LibraryId, string, string][] = [
  [
    'projects',
    '重复项目.csv',
    '项目编号,项目名称,投资方名称,区县,园区,产业链环节\nZS-T,甲项目,甲公司一,渝北区,甲园,集成电路封测\nZS-T,乙项目,乙公司一,江津区,乙园,动力电池\n',
  ],
  ['parks', '重复园区.csv', '园区编号,园区名称,区县,级别\nYQ-T,甲园,渝北区,市级\nYQ-T,乙园,江津区,国家级\n'],
  [
    'relations',
    '重复关系.csv',
    '主体企业,关系,客体,日期,来源\n甲公司一,供给,乙公司一,2025-01-01,合同甲\n甲公司一,供给,乙公司一,2025-01-01,合同乙\n',
  ],
];

/** Where a row stood, which does change, and the hash of a load, whose bytes did change. */
const whereItStood = /(^|_)(source_line|load_id|loads_hash|snapshot_id)$/;

let asSent: TestStore;
let mixed: TestStore;
const libraries = new Set<string>();
const sent: [LibraryId, string][] = [];

beforeAll(async () => {
  [asSent, mixed] = [await testStore(), await testStore()];
  const session = await openCleaningSession();
  const city = await generateCity({ seed: 11, scale: 0.05, outDir: join(asSent.folder, 'city') });
  for (const { path, library } of city.files) {
    if (library === 'policy_texts') continue; // a document is no list: its order is its text
    libraries.add(library);
    for (const [into, seed] of [
      [asSent, null],
      [mixed, `shuffle:${basename(path)}`],
    ] as const) {
      const to = join(into.folder, basename(path));
      await rewriteRows(session, library, path, to, seed);
      await into.ingest(library, to);
      if (into === asSent) sent.push([library, to]);
    }
  }
  for (const [library, name, text] of filedTwice)
    for (const [into, seed] of [
      [asSent, null],
      [mixed, 'shuffle'],
    ] as const) {
      const to = into.write(name, text);
      if (seed !== null) {
        const [header, ...lines] = text.trim().split('\n');
        into.write(name, `${[header, ...lines.reverse()].join('\n')}\n`);
      }
      expect((await into.ingest(library, to)).load.accepted).toBe(2);
    }
  session.closeAll();
  await asSent.build();
  await mixed.build();
}, 600_000);
afterAll(async () => {
  await asSent.remove();
  await mixed.remove();
});

/** One published table as text, row by row in its own order, without where its rows stood. */
async function told(t: TestStore, relation: keyof typeof published): Promise<string[]> {
  const db = await t.snapshot();
  const columns = columnsOf(published[relation]).filter(
    ({ name }) => !whereItStood.test(name) && !orderIsContent[relation]?.test(name),
  );
  const rows = await db.rows<{ row: string }>(
    `select to_json({${columns.map(({ name }) => `${quote(name)}: ${quote(name)}`).join(', ')}})::varchar as row from ${quote(relation)}`,
  );
  db.closeAll();
  const lines = rows.map(({ row }) => row.replaceAll(/第 ?\d+ ?行/g, '第…行'));
  return orderIsContent[relation] ? lines.sort() : lines;
}

describe('rows in another order', () => {
  it('go through the door of a dozen libraries', () => expect(libraries.size).toBeGreaterThanOrEqual(12));

  it.each(Object.keys(published).filter((r) => !r.startsWith('meta.')) as (keyof typeof published)[])(
    'leave %s as it was, byte by byte',
    async (relation) => {
      const [before, after] = [await told(asSent, relation), await told(mixed, relation)];
      expect(after.filter((row, i) => row !== before[i]).slice(0, 2)).toEqual(
        before.filter((row, i) => row !== after[i]).slice(0, 2),
      );
      expect(after.length).toBe(before.length);
    },
  );
});

describe('the same file twice', () => {
  const bytes = () =>
    createHash('sha256')
      .update(readFileSync(currentSnapshot(asSent.store)!.path))
      .digest('hex');

  it('is known by its content, loads nothing and leaves the snapshot, byte by byte', async () => {
    const before = bytes();
    for (const [library, path] of sent) expect((await asSent.ingest(library, path)).known).toBe(true);
    await asSent.build();
    expect(bytes()).toBe(before);
  });
});
