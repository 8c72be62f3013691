/** The command line as scripts and people use it, in processes of its own. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentSnapshot, Database, literal } from '../../data/store/index.ts';
import { readWorkbook } from '../../data/xlsx.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';

const folder = mkdtempSync(join(tmpdir(), 'yuzhao-cli-'));
const store = join(folder, 'store');
const yuzhao = (...args: string[]) => spawnSync(process.execPath, ['api/cli/yuzhao.js', ...args], { encoding: 'utf8' });

beforeAll(() => {
  writeFileSync(join(folder, '城.csv'), registryCsv(inventedCity));
  expect(
    yuzhao('ingest', 'enterprises', join(folder, '城.csv'), '--store', store, '--as-of', '2026-06-30').status,
  ).toBe(0);
  expect(yuzhao('build', '--store', store).status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('match', () => {
  it('prints the agreed JSON', () => {
    const { stdout, status } = yuzhao(
      'match',
      '--link',
      '集成电路封测',
      '--district',
      '渝北区',
      '--top',
      '3',
      '--json',
      '--store',
      store,
    );
    expect(status).toBe(0);
    const answer = JSON.parse(stdout) as {
      snapshot: string;
      link: object;
      district: object;
      rows: Record<string, unknown>[];
    };
    expect(Object.keys(answer)).toEqual(expect.arrayContaining(['snapshot', 'link', 'district', 'rows']));
    expect(Object.keys(answer.rows[0]!)).toEqual(
      expect.arrayContaining(['rank', 'enterprise_id', 'name', 'score', 'parts']),
    );
  });

  it('reads as a list with reasons and source lines', () => {
    const { stdout } = yuzhao('match', '--link', '集成电路封测', '--district', '渝北区', '--store', store);
    expect(stdout).toContain('不是概率');
    expect(stdout).toMatch(/1\. .*封测有限公司/);
    expect(stdout).toMatch(/来源：城\.csv 第 \d+ 行/);
  });

  it('suggests a name for an unknown link, with exit code 2', () => {
    const { stderr, status } = yuzhao('match', '--link', '集成电路封侧', '--district', '渝北区', '--store', store);
    expect(status).toBe(2);
    expect(stderr).toContain('集成电路封测');
  });
});

describe('export', () => {
  it('writes the same rows as Parquet, CSV and xlsx', async () => {
    for (const ending of ['parquet', 'csv', 'xlsx'])
      expect(yuzhao('export', 'chain.gap', join(folder, `gap.${ending}`), '--store', store).status).toBe(0);
    const db = await Database.open();
    const count = async (reader: string) => (await db.one<{ n: number }>(`select count(*) as n from ${reader}`)).n;
    const rows = await count(`read_parquet(${literal(join(folder, 'gap.parquet'))})`);
    expect(rows).toBeGreaterThan(80);
    expect(await count(`read_csv(${literal(join(folder, 'gap.csv'))})`)).toBe(rows);
    expect(readFileSync(join(folder, 'gap.csv')).subarray(0, 3).toString('hex')).toBe('efbbbf');
    const [sheet] = await readWorkbook(readFileSync(join(folder, 'gap.xlsx')));
    expect(sheet!.rows).toHaveLength(rows + 1);
    db.closeAll();
  });

  it.each([
    ['no.such', 'x.csv', 'relation_not_found'],
    ['chain.gap', 'x.doc', 'option_invalid'],
  ])('refuses %s to %s', (relation, file, code) => {
    const { stderr, status } = yuzhao('export', relation, join(folder, file), '--store', store);
    expect(status).toBe(2);
    expect(stderr).toContain(code);
  });
});

describe('status and help', () => {
  it('says what is loaded', () => {
    const { loads, snapshot } = JSON.parse(yuzhao('status', '--json', '--store', store).stdout) as {
      loads: object[];
      snapshot: string;
    };
    expect(loads).toHaveLength(1);
    expect(snapshot).toMatch(/^[0-9a-f]{16}$/);
  });

  it('teaches', () => {
    const { stdout } = yuzhao('--help');
    for (const word of ['ingest', 'build', 'match', 'serve', 'status', 'export', '集成电路封测'])
      expect(stdout).toContain(word);
  });
});

describe('rejects', () => {
  it('shows what went back and why', () => {
    writeFileSync(join(folder, '缺名.csv'), `${registryCsv([{ name: 'N/A' }, { name: '甲丙有限公司' }])}`);
    const own = join(folder, 'rejects-store');
    yuzhao('ingest', 'enterprises', join(folder, '缺名.csv'), '--store', own);
    expect(yuzhao('rejects', '--store', own).stdout).toMatch(/1 rejected rows\n缺名\.csv, line 2: 企业名称 is empty/);
    expect(JSON.parse(yuzhao('rejects', '缺名.csv', '--json', '--store', own).stdout)).toHaveLength(1);
    expect(yuzhao('rejects', '别的.csv', '--store', own).stderr).toContain('file_not_found');
  });
});

describe('metrics', () => {
  it('prints rates only with their caliber, as known on any day', () => {
    const own = join(folder, 'metrics-store');
    const rows = ['甲,2024-01-10,5,2024-06-01', '乙,2024-02-10,8,', '丙,2024-03-10,2,2025-01-15'].map(
      (r, i) => `P${i},项目${r}`,
    );
    writeFileSync(
      join(folder, '项目.csv'),
      `项目代码,项目名称,签约时间,协议总投资（亿元）,开工时间\n${rows.join('\n')}\n`,
    );
    expect(yuzhao('ingest', 'projects', join(folder, '项目.csv'), '--store', own, '--as-of', '2025-06-30').status).toBe(
      0,
    );
    expect(yuzhao('build', '--store', own).status).toBe(0);
    const figures = JSON.parse(yuzhao('metrics', '--metric', 'start.any', '--json', '--store', own).stdout) as {
      n: number;
      numerator: number;
      caliber: { sentence: string };
    }[];
    expect(figures).toEqual([expect.objectContaining({ n: 3, numerator: 2 })]);
    expect(figures[0]!.caliber.sentence.length).toBeGreaterThan(10);
    expect(yuzhao('metrics', '--metric', 'start.luck', '--store', own).stderr).toContain('option_invalid');
  });
});

describe('failures', () => {
  it('keeps the last snapshot when a file is broken', () => {
    writeFileSync(join(folder, '坏.csv'), '姓名\n甲\n');
    const before = (JSON.parse(yuzhao('status', '--json', '--store', store).stdout) as { snapshot: string }).snapshot;
    const { stderr, status } = yuzhao('ingest', 'enterprises', join(folder, '坏.csv'), '--store', store);
    expect(status).toBe(2);
    expect(stderr).toContain('header_unknown');
    expect((JSON.parse(yuzhao('status', '--json', '--store', store).stdout) as { snapshot: string }).snapshot).toBe(
      before,
    );
    expect(yuzhao('match', '--link', '集成电路封测', '--district', '渝北区', '--store', store).status).toBe(0);
  });

  it.each([
    [['ingest', 'cars', 'x.csv'], 'library_unknown'],
    [['build', '--store', '/tmp/yuzhao-nothing-here'], 'snapshot_missing'],
    [['match', '--link', 'x', '--district', 'y', '--store', '/tmp/yuzhao-nothing-here'], 'snapshot_missing'],
  ])('%j', (args, code) => expect(yuzhao(...args).stderr).toContain(code));

  it('says that another version built the snapshot, not that a table is missing, and a build helps', async () => {
    const old = join(folder, 'old');
    cpSync(store, old, { recursive: true });
    const db = await Database.open(currentSnapshot(old)!.path);
    await db.run('alter table match.listed drop column score');
    db.closeAll();
    const list = () => yuzhao('match', '--link', '集成电路封测', '--district', '渝北区', '--store', old);
    expect(list()).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/match\.listed\.score[\s\S]*yuzhao build/),
    });
    expect(yuzhao('build', '--force', '--store', old).status).toBe(0);
    expect(list().status).toBe(0);
  });

  it('refuses a second writer', () => {
    writeFileSync(join(store, 'write.lock'), String(process.pid));
    const { stderr, status } = yuzhao('ingest', 'enterprises', join(folder, '城.csv'), '--store', store);
    rmSync(join(store, 'write.lock'));
    expect(status).toBe(2);
    expect(stderr).toContain('store_locked');
  });
});
