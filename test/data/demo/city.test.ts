import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { isSynthetic } from '../../../data/demo/names.ts';
import { readForms } from '../../../data/forms/index.ts';
import { readWorkbook } from '../../../data/xlsx.ts';
import { type City, cityOf } from './folder.ts';

/** A form has titles, further header lines and column numbers above its rows. */
function aboveHeader(file: string): number {
  const form = readForms().find((f) => forms[file] === f.form_id);
  if (!form) return 0;
  const depth = Math.max(...form.columns.map((c) => c.heading.length));
  return 1 + (form.unit_line ? 1 : 0) + depth - 1 + (form.column_numbers ? 1 : 0);
}

const forms: Record<string, string> = {
  '项目月报_渝北区.xlsx': 'investment-monthly',
  '重点项目申报.xlsx': 'key-project',
  '项目质效评价.xlsx': 'post-evaluation',
  '招商线索.xlsx': 'lead',
  '地块.xlsx': 'parcel',
  '基金与金融工具.xlsx': 'fund',
  '科研机构.xlsx': 'institute',
  '招商活动.xlsx': 'activity',
};

let city: City;
beforeAll(async () => {
  city = await cityOf(7, 0.1);
});

describe('a city is its seed', () => {
  test('the same seed gives the same bytes in every file', async () => {
    const again = await cityOf(7, 0.1);
    for (const name of readdirSync(city.folder)) expect(again.read(name).equals(city.read(name)), name).toBe(true);
  });

  test('another seed gives another city', async () => {
    const other = await cityOf(8, 0.1);
    for (const { path } of city.files)
      expect(other.read(basename(path)).equals(city.read(basename(path))), path).toBe(false);
  });
});

describe('the files are what offices send', () => {
  test('every library, with the rows that are stated', async () => {
    expect([...new Set(city.files.map((f) => f.library))].sort()).toEqual([
      'activities',
      'applications',
      'enterprises',
      'evaluations',
      'events',
      'experts',
      'funds',
      'industry_map',
      'institutes',
      'leads',
      'parcels',
      'parks',
      'policies',
      'policy_texts',
      'projects',
      'relations',
      'restrictions',
      'signals',
      'tasks',
    ]);
    for (const { path, rows } of city.files.filter((f) => !f.path.endsWith('.docx'))) {
      const bytes = city.read(basename(path));
      const lines = path.endsWith('.xlsx')
        ? (await readWorkbook(bytes))[0]!.rows.length - aboveHeader(basename(path))
        : (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).filter((b) => b === 10).length;
      expect(lines - (path.endsWith('.txt') ? 0 : 1), path).toBe(rows);
    }
  });

  test('registration files have the ten columns, two in five companies are at home, some are branches', () => {
    const [home, away] = ['企业库_本市.csv.gz', '企业库_外省.csv.gz'].map((f) =>
      gunzipSync(city.read(f)).toString().trimEnd().split('\n'),
    );
    expect(home![0]).toBe(
      '企业名称,统一社会信用代码,注册日期,企业类型,法人代表,注册资金,经营范围,所在省份,地区,注册地址',
    );
    expect(home!.length / (home!.length + away!.length)).toBeCloseTo(0.4, 1);
    expect(home!.filter((line) => /^[^,]+公司重庆[^,]{0,6}分公司,/.test(line)).length).toBeGreaterThan(30);
    expect(away!.slice(1).every((line) => !line.includes(',重庆,'))).toBe(true);
  });

  test('one district writes GBK, the city UTF-8 with a byte order mark', () => {
    expect([...city.read('项目事件.csv').subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const gbk = city.read('项目事件_万州区.csv');
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(gbk)).toThrow();
    expect(new TextDecoder('gbk', { fatal: true }).decode(gbk)).toMatch(/^项目编号,节点,.*\r\nZS20/);
  });

  test('amounts and dates come in several notations', async () => {
    const columnOf = async (file: string, heading: string) => {
      const [sheet] = await readWorkbook(city.read(file));
      const at = sheet!.rows[0]!.cells.indexOf(heading);
      return sheet!.rows.slice(1).map((r) => r.cells[at] ?? null);
    };
    expect(await columnOf('项目库_渝北区.xlsx', '协议总投资')).toContainEqual(
      expect.stringMatching(/^(约)?[\d.,]+(亿元|万元)$/),
    );
    expect(await columnOf('项目库_永川区.xlsx', '签约时间')).toSatisfy((cells: unknown[]) =>
      cells.every((c) => typeof c === 'number' && c > 43_000),
    );
    expect(await columnOf('项目库_涪陵区.xlsx', '签约时间')).toSatisfy((cells: unknown[]) =>
      cells.every((c) => c instanceof Date),
    );
    expect(await columnOf('项目库_江津区.xlsx', '签约时间')).toSatisfy((cells: unknown[]) =>
      cells.every((c) => /^20\d\d\.\d{1,2}\.\d{1,2}$/.test(String(c))),
    );
    expect(await columnOf('项目库_璧山区.xlsx', '签约日期')).toSatisfy((cells: unknown[]) =>
      cells.every((c) => /^20\d\d\.\d{1,2}$/.test(String(c))),
    );
  });
});

describe('nobody can take it for real', () => {
  test('the note says so in its first line, every workbook in a column or in the title of its form', async () => {
    expect(city.read('README.txt').toString().split('\n')[0]).toContain('合成数据');
    for (const { path } of city.files.filter((f) => f.path.endsWith('.xlsx'))) {
      const [sheet] = await readWorkbook(city.read(basename(path)));
      if (String(sheet!.rows[0]!.cells[0]).includes('合成数据')) continue;
      const at = sheet!.rows[0]!.cells.indexOf('数据性质');
      expect(
        sheet!.rows.slice(1).every((r) => String(r.cells[at]).startsWith('合成')),
        path,
      ).toBe(true);
    }
  });

  test('every company, investor and park carries a reserved sign, experts only a number', async () => {
    const lines = ['企业库_本市.csv.gz', '企业库_外省.csv.gz'].flatMap((f) =>
      gunzipSync(city.read(f)).toString().trimEnd().split('\n').slice(1),
    );
    expect(lines.filter((line) => !isSynthetic(line.slice(0, 60)) && !/^(,|9[13]999999)/.test(line))).toEqual([]);
    const names = (await readWorkbook(city.read('专家库.xlsx')))[0]!.rows.slice(1).map((r) => r.cells);
    expect(names.every(([, name, employer]) => /^专家\d{4}$/.test(String(name)) && isSynthetic(String(employer)))).toBe(
      true,
    );
    const parks = (await readWorkbook(city.read('园区.xlsx')))[0]!.rows.slice(1);
    expect(parks.every((r) => isSynthetic(String(r.cells[1])))).toBe(true);
    expect(new Set(parks.map((r) => r.cells[2])).size).toBe(38);
  });
});
