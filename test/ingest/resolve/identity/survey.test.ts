/** Identities that go on from the last survey of all names are those that reading every name gives. */
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { creditCode } from '../../../../data/demo/credit-code.ts';
import { resolveStore } from '../../../../ingest/index.ts';
import { type InventedRow, registryCsv } from '../../../support/enterprises.ts';
import { type TestStore, testStore } from '../../../support/store.ts';

/** Brands of two characters, so that no two companies of the register are alike. */
const brands = Array.from('甲乙丙丁戊己庚辛壬癸', (a) => Array.from('子丑寅卯辰巳', (b) => a + b)).flat();
const register: InventedRow[] = brands.map((brand, i) => ({
  name: `昆山市${brand}精密机械有限公司`,
  code: creditCode(920_000 + i),
  place: '苏州',
  capital: `${1000 + i}(万元人民币)`,
}));
const office: InventedRow[] = [
  { name: '昆山甲子精密机械有限公司', place: '苏州', capital: '1,000(万元人民币)' },
  { name: '昆山市乙丑精密机诫有限公司', place: '苏州', capital: '1,007(万元人民币)' },
];

let t: TestStore;

beforeAll(async () => {
  t = await testStore();
  await list('登记.csv', register);
  await list('招商办.csv', office);
});
afterAll(() => t.remove());

const list = (name: string, rows: InventedRow[]) => t.ingest('enterprises', t.write(name, registryCsv(rows)));

/** What was worked out, by file name without its key. */
const outcome = (store: string): Map<string, string> =>
  new Map(
    readdirSync(join(store, 'derived'))
      .filter((file) => !file.startsWith('mentions'))
      .map((file) => [file.split('-')[0]!, readFileSync(join(store, 'derived', file)).toString('base64')]),
  );

async function compare(): Promise<boolean> {
  const { wentOn } = await resolveStore(t.store);
  const copy = join(t.folder, 'copy');
  cpSync(t.store, copy, { recursive: true });
  rmSync(join(copy, 'derived'), { recursive: true });
  expect((await resolveStore(copy)).wentOn).toBe(false);
  expect(outcome(t.store)).toEqual(outcome(copy));
  rmSync(copy, { recursive: true });
  return wentOn;
}

it('reads everything the first time', async () => {
  expect(await compare()).toBe(false);
});

it('goes on where filings with a code change, come, and meet one without', async () => {
  const changed = [
    { ...register[0]!, capital: '9,999(万元人民币)' }, // of the few that are weighed
    { ...register[20]!, scope: '精密机械制造' },
    { ...register[21]!, name: '昆山市改名机械有限公司' },
    { name: '昆山市甲子精密机械厂', code: creditCode(930_000), place: '苏州' }, // the core of a filing without a code
    { name: '苏州寅午电子有限公司', code: creditCode(930_001), place: '苏州' },
  ];
  await list('变更.csv', changed);
  expect(await compare()).toBe(true);
  // once more under names that are known: of the few, of nobody's, and with a second spelling of a new one
  const again = [register[0]!, register[20]!, { ...changed[3]!, name: '昆山甲子精密机械厂' }];
  await list('又一次.csv', again);
  expect(await compare()).toBe(true);
});

it('reads every name again where another filing lacks its code, or a place is learnt', async () => {
  await list('无码.csv', [{ name: '昆山丙卯精密机械有限公司', place: '苏州' }]);
  expect(await compare()).toBe(false);
  const place = Array.from({ length: 25 }, (_, i) => ({
    name: `壶口市${brands[i]}商贸有限公司`,
    code: creditCode(940_000 + i),
  }));
  await list('新地名.csv', place);
  expect(await compare()).toBe(false);
});
