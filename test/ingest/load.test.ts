/** Files through the door: every row ends as accepted or as rejected with a reason, and a broken file says what, where and what to do. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../data/errors.ts';
import { loadsOf } from '../../data/store/index.ts';
import { forkCleaningSession, openCleaningSession, repeatedRows } from '../../ingest/index.ts';
import { inventedCity, registryCsv, registryHeader, registryLine } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
beforeEach(async () => {
  t = await testStore();
});
afterEach(() => t.remove());

const refused = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
};

describe('a registry file', () => {
  it('is read whole, plain or gzip, with cleaned columns and lineage', async () => {
    const result = await t.ingest('enterprises', t.write('名单.csv.gz', gzipSync(registryCsv(inventedCity))));
    expect(result.load).toMatchObject({
      rows_in: 7,
      accepted: 7,
      rejected: 0,
      file: '名单.csv.gz',
      as_of: '2026-06-30',
    });
    const rows = await t.rows(result, 'accepted');
    expect(rows[1]).toMatchObject({
      name: '苏州丙丁集成电路有限公司',
      capital_currency: 'USD',
      source_line: 3,
      province: '江苏',
    });
    expect(rows[5]).toMatchObject({ district_id: '500112', prefecture: '北部新区' });
  });

  it('is read as GBK when it is GBK', async () => {
    // «企业名称» and «甲乙厂有限公司» in GB 18030
    const header = Buffer.from('c6f3d2b5c3fbb3c6', 'hex');
    const name = Buffer.from('bcd7d2d2b3a7d3d0cfdeb9abcbbe', 'hex');
    const bytes = Buffer.concat([header, Buffer.from(',x\n'), name, Buffer.from(',1\n')]);
    const result = await t.ingest('enterprises', t.write('gbk.csv', bytes));
    expect(result.load).toMatchObject({ encoding: 'gb18030', accepted: 1 });
    expect((await t.rows(result, 'accepted'))[0]).toMatchObject({ name: '甲乙厂有限公司' });
  });

  it('gives back rows with too few or too many cells, broken quotes, shifted columns, no name, an endless cell', async () => {
    const good = registryLine(inventedCity[0]!);
    const lines = [
      registryHeader,
      good,
      '只有两格,x',
      `${registryLine(inventedCity[1]!)},多,了`,
      registryLine({ name: '91350100M000100Y43', code: '2015-03-01' }),
      registryLine({ name: 'N/A' }),
      registryLine({ name: '长文有限公司', scope: '长'.repeat(1_000_000) }),
      registryLine(inventedCity[2]!),
      good,
    ];
    const result = await t.ingest('enterprises', t.write('坏.csv', `${lines.join('\n')}\n`));
    expect(result.load).toMatchObject({
      rows_in: 8,
      accepted: 2,
      rejected: 6,
      rejected_by: {
        cells_missing: 1,
        cells_too_many: 1,
        columns_shifted: 1,
        required_missing: 1,
        cell_too_long: 1,
        row_repeated: 1,
      },
    });
    const rejects = await t.rows(result, 'rejected');
    expect(rejects.map((r) => [r.source_line, r.code])).toEqual([
      [3, 'cells_missing'],
      [4, 'cells_too_many'],
      [5, 'columns_shifted'],
      [6, 'required_missing'],
      [7, 'cell_too_long'],
      [9, 'row_repeated'],
    ]);
    expect(rejects.every((r) => String(r.reason).length > 10)).toBe(true);
    expect((await t.rows(result, 'accepted')).map((r) => r.source_line)).toEqual([2, 8]);
  });

  it('keeps a row whose cells cannot be read and says which', async () => {
    const result = await t.ingest(
      'enterprises',
      t.write('疑.csv', registryCsv([{ name: '甲乙有限公司', code: '123', date: '明年', capital: '2560.0' }])),
    );
    const [row] = await t.rows(result, 'accepted');
    expect(row).toMatchObject({ credit_code: null, registered_on: null, capital_cny: null });
    expect(row!.issues).toHaveLength(3);
    expect(result.load.issues_by).toEqual({ capital: 1, credit_code: 1, registered_on: 1 });
  });

  it('finds the province of a company in its name where nothing else says it', async () => {
    const result = await t.ingest('enterprises', t.write('名.csv', '企业名称\n重庆甲乙电子有限公司\n'));
    expect((await t.rows(result, 'accepted'))[0]).toMatchObject({ province: '重庆' });
  });

  it('does not believe billions that were most likely typed in the wrong unit', async () => {
    const body = registryCsv([
      { name: '甲乙有限公司', capital: '5000000(万元人民币)' },
      { name: '丙丁集团有限公司', capital: '5,000,000(万元人民币)' },
    ]);
    const rows = await t.rows(await t.ingest('enterprises', t.write('大.csv', body)), 'accepted');
    expect(rows.map((r) => r.capital_cny)).toEqual([null, 50_000_000_000]);
    expect(rows[0]!.issues).toEqual([expect.stringContaining('元 filed as 万元')]);
  });

  it('gives back the header that a printout repeats, with the numbers of its columns', async () => {
    const rows =
      '企业名称,注册资金,经营范围\n1,2,3\n虚构甲电子有限公司,500万元,电子\n企业名称,注册资金,经营范围\n1,2,3\n虚构乙电子有限公司,600万元,电子\n';
    const { load } = await t.ingest('enterprises', t.write('打印.csv', rows));
    expect(load.accepted).toBe(2);
    expect(Object.keys(load.rejected_by)).toEqual(['header_row']);
    expect(load.rows_in).toBe(load.accepted + load.rejected);
  });

  it('takes the unit of a heading', async () => {
    const result = await t.ingest(
      'enterprises',
      t.write('单位.csv', '企业名称,注册资本（万元）\n甲乙有限公司,500\n丙丁有限公司,2亿元\n'),
    );
    expect((await t.rows(result, 'accepted')).map((r) => r.capital_cny)).toEqual([5_000_000, 200_000_000]);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['空.csv', '', 'file_empty'],
    ['只有表头.csv', `${registryHeader}\n`, 'file_empty'],
    ['别的表.csv', '姓名,电话\n甲,1\n', 'header_unknown'],
    ['名单.doc', 'x', 'file_format'],
  ])('%s', async (name, content, code) => {
    const error = await refused(t.ingest('enterprises', t.write(name, content)));
    expect(error.code).toBe(code);
    expect(error.toLine()).toContain(name);
    expect(error.remedy.length).toBeGreaterThan(10);
    expect(loadsOf(t.store)).toEqual([]);
  });

  it('says in which line a cut gzip breaks off, and loads nothing', async () => {
    const whole = gzipSync(
      registryCsv(
        Array.from({ length: 30_000 }, (_, i) => ({ name: `甲${i}乙有限公司`, scope: String((i * 7919) % 10007) })),
      ),
    );
    const error = await refused(
      t.ingest('enterprises', t.write('断.csv.gz', whole.subarray(0, Math.floor(whole.length * 0.6)))),
    );
    expect(error.code).toBe('file_truncated');
    expect(error.place.line).toBeGreaterThan(1000);
    expect(loadsOf(t.store)).toEqual([]);
  });

  it('takes a gzip that is cut within its first bytes for cut, not for empty', async () => {
    const whole = gzipSync(registryCsv(inventedCity));
    expect((await refused(t.ingest('enterprises', t.write('短.csv.gz', whole.subarray(0, 60))))).code).toBe(
      'file_truncated',
    );
  });

  it('names a missing file', async () =>
    expect((await refused(t.ingest('enterprises', '/nowhere/x.csv'))).code).toBe('file_not_found'));
});

describe('the same rows again', () => {
  it('does nothing for the same file', async () => {
    const path = t.write('a.csv', registryCsv(inventedCity));
    await t.ingest('enterprises', path);
    expect((await t.ingest('enterprises', path)).known).toBe(true);
    expect(loadsOf(t.store)).toHaveLength(1);
  });

  it('names file and line for rows that another file already brought', async () => {
    await t.ingest('enterprises', t.write('a.csv', registryCsv(inventedCity)));
    const { load } = await t.ingest('enterprises', t.write('b.csv', registryCsv(inventedCity.slice(3).toReversed())));
    const session = await openCleaningSession();
    expect(await repeatedRows(session, t.store, [load])).toEqual([
      { file: 'b.csv', rows: 4, line: 2, earlier_file: 'a.csv', earlier_line: 8 },
    ]);
    session.closeAll();
  });
});

describe('counts', () => {
  it('add up whatever is sent', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('甲乙有限公司', '"', ',', '\n', 'N/A', '91350100M000100Y43', '2015-01-01', '5(万)'),
    );
    let n = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 12 }),
        async (rows) => {
          const body = rows.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n');
          const result = await t
            .ingest('enterprises', t.write(`随机${n++}.csv`, `${registryHeader}\n${body}\n`))
            .catch((e: unknown) => e);
          if (result instanceof AppError) return;
          const { load } = result as { load: { rows_in: number; accepted: number; rejected: number } };
          expect(load.accepted + load.rejected).toBe(load.rows_in);
          expect(load.rows_in).toBe(rows.length);
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  }, 600_000);
});

it('gives a fork of the session the same lookups', async () => {
  const session = await openCleaningSession();
  const fork = await forkCleaningSession(session);
  expect(await fork.one("select province_of('重庆市', null, null) as p")).toEqual({ p: '重庆' });
  session.closeAll();
});
