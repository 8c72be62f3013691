/** The text tasks and the command on invented data in the layout of ../shared/data. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { formatRows, type QualityRow } from './scoreboard.ts';
import { readListed } from './shared-data.ts';
import { registryTask, splits } from './text-industry.ts';
import { found } from './text-needle.ts';
import { arrange, mainProducts } from './text-products.ts';

const root = mkdtempSync(join(tmpdir(), 'yuzhao-quality-'));
afterAll(() => rmSync(root, { recursive: true }));

const TRADES = [
  { code: '640101', name: '机床', word: '数控机床', product: '车床' },
  { code: '340501', name: '啤酒', word: '啤酒酿造', product: '听装啤酒' },
];

/** A data folder with companies `from` to `to`; every other one makes machine tools, the rest brew. */
function folder(name: string, from: number, to: number): string {
  const path = join(root, name);
  mkdirSync(join(path, 'ckg'), { recursive: true });
  mkdirSync(join(path, 'registry'), { recursive: true });
  const ids = Array.from({ length: to - from }, (_, i) => from + i);
  const trade = (i: number) => TRADES[i % 2]!;
  const full = (i: number) => `重庆甲${'零一二三四五六七八九'[i % 10]}${'子丑寅卯'[Math.floor(i / 10)]}股份有限公司`;
  const write = (file: string, header: string, rows: string[]) =>
    writeFileSync(join(path, file), `${[header, ...rows].join('\n')}\n`);
  write('ckg/companies.csv', 'code,name,fullname,exchange,listed_on', [
    ...ids.map((i) => `00${1000 + i},甲${i},${full(i)},深圳证券交易所,2000-01-01`),
    ...(ids.includes(0) ? ['001000,旧甲,重庆旧甲股份有限公司,深圳证券交易所,2000-01-01'] : []),
  ]);
  write(
    'ckg/company_industry.csv',
    'code,industry_code,industry_name',
    ids.map((i) => `00${1000 + i},${trade(i).code},${trade(i).name}`),
  );
  write(
    'ckg/company_product.csv',
    'code,product,revenue_share',
    ids.flatMap((i) => [
      `00${1000 + i},${trade(i).product}${i},0.8`,
      `00${1000 + i},其他,0.1`,
      `00${1000 + i},${trade(i).word},`,
    ]),
  );
  write(
    'ckg/industry.csv',
    'code,name,level',
    TRADES.map(({ code, name }) => `${code},${name},3`),
  );
  write('ckg/industry_parent.csv', 'code,parent_code', []);
  write(
    'registry/chongqing.csv',
    '企业名称,统一社会信用代码,注册日期,企业类型,法人代表,注册资金,经营范围,所在省份,地区,注册地址',
    ids.map((i) => `${full(i)},,2000-01-01,N/A,N/A,100(万),${trade(i).word}及销售；物业管理,重庆,永川,重庆市`),
  );
  return path;
}

const train = folder('train', 0, 30);
const other = folder('test', 25, 40);
const data = (test: string | null) => ({ train, test, seed: 1, progress: () => {} });

test('a renamed company is one company; registrations, products and places are joined', async () => {
  const { companies, industries, places } = await readListed(train);
  expect(companies).toHaveLength(30);
  expect(companies[0]).toMatchObject({ names: ['重庆甲零子股份有限公司', '重庆旧甲股份有限公司'], industry: '640101' });
  expect(companies[0]!.scope).toContain('数控机床');
  expect(companies[0]!.products[2]).toEqual({ product: '数控机床', share: 0 });
  expect(industries[1]).toEqual({ id: '640101', path: ['640100', '640000'] });
  expect([...places].sort()).toEqual(['中国', '永川', '重庆'].sort());
});

describe('A1', () => {
  test('folds cover every case once and share no company with their teachers', async () => {
    const known = await readListed(train);
    const parts = splits(known, null, () => true, 7);
    expect(parts.flatMap(({ cases }) => cases.map(({ code }) => code)).sort()).toEqual(
      known.companies.map(({ code }) => code).sort(),
    );
    for (const { teachers, cases } of parts) {
      expect(teachers.filter((teacher) => cases.includes(teacher))).toEqual([]);
    }
    expect(splits(known, null, () => true, 7)).toEqual(parts);
  });

  test('companies of the test folder do not teach', async () => {
    const [split] = splits(await readListed(train), await readListed(other), () => true, 1);
    expect(split!.cases).toHaveLength(15);
    expect(split!.teachers).toHaveLength(25);
  });

  test.each([
    ['folds', null],
    ['another folder', other],
  ])('%s: two trades are told apart', async (_title, folderOfTest) => {
    const [first] = await registryTask.run(data(folderOfTest));
    expect(first).toMatchObject({ id: 'A1.top1', value: 1, n: folderOfTest ? 15 : 30, ok: true });
    expect(Object.keys(first!.baselines)).toEqual(['majority', 'naive Bayes', 'SVM']);
  });
});

describe('A4', () => {
  test('main products carry a tenth of revenue and are products', () => {
    const line = (product: string, share: number) => ({ product, share });
    expect(mainProducts([line('车床', 0.1), line('啤酒', 0.09), line('其他', 0.5), line('平衡项目', 0.5)])).toEqual([
      '车床',
    ]);
  });

  test('the line asked for is hidden, the others stay', async () => {
    const { candidates, queries } = arrange(await readListed(train), null, 1);
    expect(queries).toHaveLength(30);
    for (const { product, candidate } of queries) {
      expect(candidates[candidate]!.lines.map((line) => line.product)).not.toContain(product);
      expect(candidates[candidate]!.lines).toHaveLength(2);
    }
  });

  test('with a test folder: known companies are asked what is new, unknown ones hide a line and do not teach', async () => {
    const { candidates, queries } = arrange(await readListed(train), await readListed(other), 1);
    expect(candidates).toHaveLength(40);
    expect(queries).toHaveLength(10);
    expect(queries.every(({ candidate }) => !candidates[candidate]!.teaches)).toBe(true);
  });
});

test('A5 counts a needle that is tied across the last place by its chance', () => {
  const list = [
    { name: 'a', score: 3 },
    { name: 'b', score: 2 },
    { name: 'c', score: 2 },
    { name: 'd', score: 1 },
  ];
  expect(found(list, new Set(['a', 'b', 'd', 'e']), 2)).toEqual([1, 0.5, 0, 0]);
  expect(found(list, new Set(['d']), 500)).toEqual([1]);
});

describe('scoreboard', () => {
  const row: QualityRow = {
    id: 'A1.top1',
    what: 'industry',
    metric: 'top1',
    value: 0.44,
    n: 100,
    interval: [0.41, 0.47],
    pass: 0.4,
    aim: 0.45,
    baselines: { SVM: 0.31 },
    ok: true,
  };

  test('prints value, interval, baselines and verdicts', () => {
    const text = formatRows([row, { ...row, id: 'A2', value: 0.3, ok: false }]);
    expect(text).toMatch(/A1\.top1 +top1 +0\.440 +0\.410–0\.470 +100 +0\.400 +0\.450 +ok/);
    expect(text).toContain('beside it: SVM 0.310');
    expect(text).toContain('missed: A2 top1');
    expect(formatRows([{ ...row, value: 0.46 }])).toMatch(/aim\n[\s\S]*every row passes/);
  });

  const command = (...options: string[]) =>
    promisify(execFile)('npx', ['tsx', 'test/quality/main.ts', ...options]).then(
      ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );

  test('the command: rows as JSON, errors for folders and tasks that do not exist', async () => {
    const [rows, missing, unknown] = await Promise.all([
      command('--train', train, '--only', 'A1', '--json'),
      command('--train', join(root, 'nowhere')),
      command('--train', train, '--only', 'A1,Z9'),
    ]);
    expect(JSON.parse(rows.stdout)[0]).toMatchObject({ id: 'A1.top1', value: 1 });
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('[file_not_found]') });
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('[option_invalid]') });
  }, 60_000);
});
