/** The forms as offices send them: blank templates understood whole, filled ones read, bad rows sent home in the sender's own workbook. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../data/errors.ts';
import { formOf, readForms } from '../../data/forms/index.ts';
import { formSheet, formTemplate } from '../../data/forms/workbook.ts';
import type { Form } from '../../data/schema/form.ts';
import type { LibraryId } from '../../data/schema/library.ts';
import { type Database, loadsOf, nextSequence } from '../../data/store/index.ts';
import { readWorkbook, type SheetOut, writeWorkbook } from '../../data/xlsx.ts';
import { declared, ingestFile, openCleaningSession, previewFile, sendBack } from '../../ingest/index.ts';
import { type TestStore, testDay, testStore } from '../support/store.ts';

let t: TestStore;
let db: Database;
beforeAll(async () => {
  t = await testStore();
  db = await openCleaningSession();
});
afterAll(async () => {
  db.closeAll();
  await t.remove();
});

const filled = (form: Form, rows: Record<string, unknown>[]): SheetOut =>
  formSheet(
    form,
    rows.map((row) => form.columns.map((c) => (c.field === null ? null : (row[c.field] ?? null)))),
  );

const monthly = formOf('investment-monthly');
const months = [
  {
    project_id: 'P1',
    name: '甲',
    central_soe: '否',
    place: '渝北区',
    signed_on: '2024年2季度',
    started_on: 45292,
    agreed_investment: 50000,
    agreed_out_of_province: '1.2亿美元',
    arrived: '约5亿元',
  },
  { project_id: 'P2', name: '乙', central_soe: '也许', signed_on: '2024.5', started_on: '2024/5/6 0:00:00' },
  { name: '丙', signed_on: '明年' },
  { project_id: '合 计', agreed_investment: 80000 },
];
const instructions = { name: '说明', header: [['本表说明']], rows: [['按要求填写']] };

describe('a blank form', () => {
  it.each(readForms().map((f) => [f.form_id, f] as const))('%s is understood column by column', async (_, form) => {
    const required = Object.fromEntries(form.columns.map((c) => [c.field, c.required ? '2024-05-06' : null]));
    const path = t.write(`${form.form_id}.xlsx`, await writeWorkbook([filled(form, [required])]));
    const preview = await previewFile(db, declared[form.library as LibraryId], path, { asOf: testDay });
    expect(preview.columns.map((c) => c.field)).toEqual(form.columns.map((c) => c.field));
    expect(preview.columns.filter((c) => c.header.includes(form.title))).toEqual([]);
    expect(preview.missing).toEqual([]);
    expect(preview.rows_in).toBe(1);
  });

  it('comes with a sheet of instructions and lists to choose from, the same bytes every time', async () => {
    const bytes = await formTemplate(monthly);
    expect((await readWorkbook(bytes)).map((s) => s.sheet)).toEqual(['月报', '填写说明']);
    expect(Buffer.from(bytes).equals(Buffer.from(await formTemplate(monthly)))).toBe(true);
  });
});

describe('the 38-column monthly form', () => {
  const bytes = () =>
    writeWorkbook([
      instructions,
      { ...filled(monthly, months), notes: ['注：本表按月报送', '填表人：甲  审核人：乙'] },
    ]);

  it('is read under three merged header lines, a unit above them and column numbers below', async () => {
    const result = await t.ingest('projects', t.write('月报.xlsx', await bytes()));
    expect(result.load).toMatchObject({
      rows_in: 6,
      accepted: 2,
      rejected_by: { note_row: 2, required_missing: 1, subtotal_row: 1 },
      issues_by: { central_soe: 1 },
    });
    const [first, second] = await t.rows(result, 'accepted');
    expect(first).toMatchObject({
      signed_on: '2024-04-01',
      periods: ['signed_on:quarter'],
      started_on: '2024-01-01',
      agreed_investment_cny: 500_000_000,
      arrived_cny: 500_000_000,
      source_sheet: '月报',
      source_line: 7,
    });
    expect(first!.agreed_out_of_province_cny).toBeGreaterThan(8e8);
    expect(second).toMatchObject({ started_on: '2024-05-06', periods: ['signed_on:month'] });
  });

  it('goes home in its own workbook: bad cells coloured, reasons in Chinese behind the last column, all else as it was', async () => {
    const path = t.write('月报.xlsx', await bytes());
    const back = await sendBack(db, declared.projects, path, { asOf: testDay });
    expect(back).toMatchObject({ rejected: 4, doubted: 1 });
    const [before, after] = await Promise.all([readWorkbook(readFileSync(path)), readWorkbook(back.bytes)]);
    expect(after.map((s) => s.sheet)).toEqual(before.map((s) => s.sheet));
    const [sheet, sent] = [after[1]!, before[1]!];
    expect(sheet.rows.map((r) => r.cells.slice(0, 38))).toEqual(sent.rows.map((r) => r.cells));
    expect(sheet.merges).toEqual(expect.arrayContaining(sent.merges));
    const reasons = new Map(sheet.rows.map((r) => [r.line, r.cells[38] ?? null]));
    expect(reasons.get(7)).toBeNull();
    expect(reasons.get(8)).toContain('是否央企“也许”');
    expect(reasons.get(9)).toBe('必填项“项目代码”为空');
    expect(reasons.get(10)).toContain('合计');
    const again = await t.ingest('projects', t.write('再报.xlsx', back.bytes));
    expect(again.load).toMatchObject({ rows_in: 6, accepted: 2 });
  });
});

describe('what was promised', () => {
  it('counts to the last day of its period', async () => {
    const row = {
      project_id: 'P1',
      name: '甲',
      agreed_start_on: '2024年2季度',
      started_on: '2024年6月',
      agreed_tax_y1: 300,
    };
    const result = await t.ingest(
      'evaluations',
      t.write('评价.xlsx', await writeWorkbook([filled(formOf('post-evaluation'), [row])])),
    );
    expect((await t.rows(result, 'accepted'))[0]).toMatchObject({
      agreed_start_on: '2024-06-30',
      started_on: '2024-06-01',
      agreed_tax_y1_cny: 3_000_000,
      periods: ['agreed_start_on:quarter', 'started_on:month'],
    });
  });
});

describe('a workbook of several sheets', () => {
  it('reads each under its own header and unit, and leaves out a sheet that is another table', async () => {
    const result = await t.ingest(
      'projects',
      t.write(
        '两表.xlsx',
        await writeWorkbook([
          {
            name: '签约',
            title: ['签约项目', '单位：亿元'],
            header: [['项目编号', '名称', '总投资']],
            rows: [['P1', '甲', 3]],
          },
          {
            name: '续建',
            header: [['序号', '项目名称', '项目代码', '协议总投资（万元）']],
            rows: [[1, '乙', 'P2', 500]],
          },
          { name: '汇总', header: [['区县', '总投资']], rows: [['渝北区', 3]] },
        ]),
      ),
    );
    expect(result.load).toMatchObject({ rows_in: 2, accepted: 2 });
    expect((await t.rows(result, 'accepted')).map((r) => [r.project_id, r.agreed_investment_cny])).toEqual([
      ['P1', 300_000_000],
      ['P2', 5_000_000],
    ]);
  });

  it('fills a cell merged downwards for words and not for sums', async () => {
    const { XLSX } = { XLSX: await mergedBody() };
    const rows = await t.rows(await t.ingest('projects', t.write('合并.xlsx', XLSX)), 'accepted');
    expect(rows.map((r) => [r.district_id, r.agreed_investment_cny])).toEqual([
      ['500112', 10_000_000],
      ['500112', null],
    ]);
  });
});

/** District and amount merged over two projects: as a header of equal texts, which the writer merges. */
const mergedBody = () =>
  writeWorkbook([
    {
      name: 'a',
      header: [
        ['项目代码', '项目名称', '区县', '总投资'],
        ['P1', '甲', '渝北区', '1000万元'],
        ['P2', '乙', '渝北区', '1000万元'],
      ],
      rows: [],
    },
  ]);

describe('delimited text', () => {
  it('has titles, a unit and two header lines as well', async () => {
    const body = [
      '招商项目表,,,',
      ',,,单位：亿元',
      '项目代码,项目名称,协议总投资,',
      ',,合计,我方',
      'P1,甲,3,1',
      '合计,,3,1',
    ].join('\n');
    const result = await t.ingest('projects', t.write('导出.csv', `${body}\n`));
    expect(result.load).toMatchObject({ rows_in: 2, accepted: 1, rejected_by: { subtotal_row: 1 } });
    expect((await t.rows(result, 'accepted'))[0]).toMatchObject({
      agreed_investment_cny: 300_000_000,
      agreed_own_cny: 100_000_000,
      source_line: 5,
    });
  });

  it('goes home as a workbook of the rows concerned with all their columns', async () => {
    const path = t.write(
      '名单.csv',
      '项目代码,项目名称,签约时间,备注\nP1,甲,2024-01-01,x\nP2,乙,明年,y\n,丙,,z\n多,了,一,格,了\n',
    );
    const back = await sendBack(db, declared.projects, path, { asOf: testDay });
    const [sheet] = await readWorkbook(back.bytes);
    expect(sheet!.rows.map((r) => r.cells)).toEqual([
      ['原行号', '项目代码', '项目名称', '签约时间', '备注', '退回原因'],
      [3, 'P2', '乙', '明年', 'y', '签约时间“明年”不是日期'],
      [4, null, '丙', null, 'z', '必填项“项目代码”为空'],
      [5, '多,了,一,格,了', '', '', '', '单元格比表头多：含分隔符的单元格要加引号'],
    ]);
  });
});

describe('lines of JSON', () => {
  it('give back a line that is none', async () => {
    const body =
      '{"项目代码":"P1","项目名称":"甲"}\n{"项目代码":"P2"\n\n{"项目名称":"丙","项目代码":"P3","签约时间":"2024.5"}\n';
    const result = await t.ingest('projects', t.write('行.jsonl', body));
    expect(result.load).toMatchObject({ rows_in: 3, accepted: 2, rejected_by: { line_broken: 1 } });
    expect((await t.rows(result, 'rejected'))[0]).toMatchObject({ source_line: 2 });
  });
});

describe('a heading that nobody knows', () => {
  const body = '编号代码,项目名称,投资规模（万元）\nP1,甲,300\n';

  it('is named in the preview with what it may mean, and nothing is written', async () => {
    const path = t.write('怪.csv', body);
    const preview = await previewFile(db, declared.projects, path, { asOf: testDay });
    expect(preview.missing).toEqual([{ field: 'project_id', title: '项目代码' }]);
    expect(preview.columns[0]!.suggestions.map((s) => s.field)).toContain('project_id');
    expect(preview.columns[0]!.samples).toEqual([{ text: 'P1', value: null }]);
    expect(loadsOf(t.store).map((l) => l.file)).not.toContain('怪.csv');
  });

  it('is corrected by the sender; the correction stays with the load and takes the place of an earlier load', async () => {
    const path = t.write('怪.csv', body.replace('编号代码', '项目代码'));
    const plain = await t.ingest('projects', path);
    const corrections = { '投资规模（万元）': 'agreed_investment' };
    const load = await ingestFile(db, t.store, declared.projects, path, nextSequence(t.store), {
      asOf: testDay,
      by: 'test',
      now: new Date(),
      corrections,
    });
    expect(load.load).toMatchObject({ corrections, supersedes: plain.load.load_id });
    const counted = loadsOf(t.store).map((l) => l.load_id);
    expect(counted).toContain(load.load.load_id);
    expect(counted).not.toContain(plain.load.load_id);
    expect((await t.rows(load, 'accepted'))[0]).toMatchObject({ agreed_investment_cny: 3_000_000 });
  });

  it('and a correction that names nothing is refused', async () => {
    const path = t.write('怪.csv', body);
    for (const corrections of [{ 没有: 'name' }, { 编号代码: 'nothing' }] as Record<string, string>[]) {
      const error = await previewFile(db, declared.projects, path, { asOf: testDay, corrections }).catch(
        (e: unknown) => e,
      );
      expect(error).toBeInstanceOf(AppError);
      expect((error as AppError).code).toBe('header_correction');
    }
  });
});
