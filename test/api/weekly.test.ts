/** The weekly report: one pair of files a week, every figure with its caliber, n, interval and age, and the change since a week before. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weeklyCommand } from '../../api/cli/report.ts';
import { noBrowserBecause } from '../../api/print/browser.ts';
import { readHeadline } from '../../data/schema/headline.ts';
import { readMetrics } from '../../data/schema/metric.ts';
import { readWorkbook } from '../../data/xlsx.ts';
import { isoWeek } from '../../engine/fulfilment/weekly.ts';
import { computeMetric } from '../../engine/index.ts';
import { promotionCity } from '../support/promotion-city.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let out: string;

beforeAll(async () => {
  t = await testStore();
  await promotionCity(t);
  out = mkdtempSync(join(tmpdir(), 'yuzhao-weekly-'));
});
afterAll(async () => {
  rmSync(out, { recursive: true });
  await t.remove();
});

const weekly = (day: string, pdf = false) => weeklyCommand({ store: t.store, json: true, out, day, pdf });
const sheets = async (week: string) =>
  new Map(
    (await readWorkbook(readFileSync(join(out, `履约周报-${week}.xlsx`)))).map((s) => [
      s.sheet,
      s.rows.map((r) => r.cells),
    ]),
  );
/** The rows of a sheet as objects under their headings. */
const table = (rows: unknown[][], heading: string) => {
  const at = rows.findIndex((row) => row.includes(heading));
  return rows.slice(at + 1).map((row) => Object.fromEntries(rows[at]!.map((name, i) => [name, row[i] ?? null])));
};

describe('the week of a day', () => {
  it.each([
    ['2026-11-25', '2026-W48'],
    ['2025-12-29', '2026-W01'],
    ['2027-01-03', '2026-W53'],
    ['2026-01-01', '2026-W01'],
    ['2024-12-30', '2025-W01'],
  ])('%s is in %s', (day, week) => expect(isoWeek(day)).toBe(week));
});

describe('yuzhao report weekly', () => {
  it('writes the headline rates as the registry counts them, with the change since a week before', async () => {
    await weekly('2025-11-06');
    const rates = table((await sheets('2025-W45')).get('四项率')!, '指标标识');
    const db = await t.snapshot();
    const registry = readMetrics();
    for (const [i, id] of readHeadline().rates.entries()) {
      const [now] = await computeMetric(db, registry.get(id)!, { as_known_at: '2025-11-05' });
      const [before] = await computeMetric(db, registry.get(id)!, { as_known_at: '2025-10-29' });
      const pct = (share: number | null) => (share === null ? null : Math.round(1000 * share) / 10);
      expect(rates[i], id).toMatchObject({
        指标标识: id,
        '数值（%）': pct(now!.value),
        '90% 下限（%）': pct(now!.interval?.low ?? null),
        '项目数 n': now!.n,
        口径: now!.caliber.sentence,
        '上周（截至 2025-10-29 所知，%）': pct(before!.value),
        获知截至: '2025-11-05',
      });
    }
    db.closeAll();
    const produced = rates.find((row) => row.指标标识 === 'produce.any')!;
    expect(produced['较上周（百分点）']).toBeGreaterThan(0);
  });

  it('lists districts, the course, what is stuck, what the city must be told, what is suspected, and how old the data is', async () => {
    const all = await sheets('2025-W45');
    expect([...all.keys()]).toEqual(['四项率', '走势', '区县', '漏斗', '停滞与逾期', '报送市级', '疑点', '数据与版本']);
    expect(
      table(all.get('区县')!, '名次从')
        .filter((row) => row.名次从 !== null)
        .map((row) => row.区县),
    ).toContain('渝北区');
    expect(table(all.get('停滞与逾期')!, '停滞天数').map((row) => row.项目代码)).toContain('J4');
    expect(table(all.get('报送市级')!, '规则').map((row) => [row.项目代码, row.区县])).toContainEqual(['J4', '江北区']);
    expect(table(all.get('走势')!, '统计日').filter((row) => row.统计日).length).toBeGreaterThan(48);
    expect(all.get('疑点')!.flat().join()).toContain('疑似，待核');
    expect(table(all.get('数据与版本')!, '最新数据日').map((row) => row.库)).toContain('projects');
  });

  it('takes the place of the same week, and of no other', async () => {
    await weekly('2025-11-07');
    expect(readdirSync(out)).toEqual(['履约周报-2025-W45.xlsx']);
    await weekly('2025-10-30');
    expect(readdirSync(out).sort()).toEqual(['履约周报-2025-W44.xlsx', '履约周报-2025-W45.xlsx']);
    const known = (await sheets('2025-W44')).get('四项率')!.flat();
    expect(known).toContain('截至 2025-10-30 所知；台账最近一条消息距报告日 0 天');
  });

  it('says how old the newest news is, instead of counting silence as failure', async () => {
    await weekly('2026-03-04');
    const rates = (await sheets('2026-W10')).get('四项率')!.flat();
    expect(rates).toContain('截至 2025-11-05 所知；台账最近一条消息距报告日 119 天');
  });

  it.skipIf(noBrowserBecause())('prints the leadership page of the same day beside it', async () => {
    if (!existsSync('dist/leadership/index.html')) throw new Error('run «npm run build»');
    await weekly('2025-11-06', true);
    const file = join(out, '履约周报-2025-W45.pdf');
    const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
    const { items } = await (await document.getPage(1)).getTextContent();
    const text = items
      .map((item) => ('str' in item ? item.str : ''))
      .join('')
      .replace(/\s/g, '');
    expect(text).toContain('履约看板');
    expect(text).toContain('2025-11-05');
  });
});
