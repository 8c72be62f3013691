/** 报表入库 in a browser: a file is sent, understood, corrected and loaded by click and by key, and bad rows come home. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { formOf } from '../../data/forms/index.ts';
import { formSheet } from '../../data/forms/workbook.ts';
import { readWorkbook, writeWorkbook } from '../../data/xlsx.ts';
import { dark, narrow, pagesForTests, wide } from '../support/pages.ts';

const { pages, without } = pagesForTests();
const suite = describe.skipIf(without);

const csv = (mark: string) => ({
  name: `项目-${mark}.csv`,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    `项目代码,项目名称,投资规模（万元）,签约时间\nZS${mark},愔安${mark}项目,300,2024年5月\n合计,,300,\n`,
  ),
});

async function monthly(mark: string) {
  const form = formOf('investment-monthly');
  const row = (fields: Record<string, unknown>) => form.columns.map((c) => fields[c.field ?? ''] ?? null);
  const rows = [
    row({
      project_id: `YB${mark}`,
      name: '愔安电池项目',
      central_soe: '也许',
      agreed_investment: 50000,
      place: '渝北区',
    }),
    row({ name: '昃远项目' }),
    row({ project_id: '合 计', agreed_investment: 50000 }),
  ];
  return {
    name: `月报-${mark}.xlsx`,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await writeWorkbook([formSheet(form, rows)])),
  };
}

/** Chooses a file and waits for its preview. */
async function put(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.locator('#file').setInputFiles(file);
  await page.locator('#columns').waitFor({ timeout: 60_000 });
}

suite(`upload ${without ?? ''}`, () => {
  it('shows a three-line header column by column, loads what is good and gives the rest back coloured', async () => {
    const { page, watched } = await pages.open('upload/');
    await put(page, await monthly('1'));
    expect(await page.locator('#columns tbody tr').count()).toBe(38);
    expect(await page.locator('#counts').textContent()).toBe('共 3 行 = 采用 1 + 退回 2');
    const before = await pages.ask<{ loads: { file: string }[] }>('overview');
    expect(before.loads.map((l) => l.file)).not.toContain('月报-1.xlsx');
    await page.locator('#confirm').click();
    await page.locator('#outcome').waitFor({ timeout: 60_000 });
    expect(await page.locator('#loaded-counts').textContent()).toBe('共 3 行 = 采用 1 + 退回 2');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#returned').click()]);
    expect(download.suggestedFilename()).toBe('月报-1-退回.xlsx');
    const [sheet] = await readWorkbook(readFileSync(await download.path()));
    expect(sheet!.rows.slice(-3).map((r) => r.cells.at(-1))).toEqual([
      '是否央企“也许”请填 是 或 否',
      '必填项“项目代码”为空',
      '合计、小计行，不是一条记录：合计由平台按明细计算',
    ]);
    expect(watched).toEqual({ errors: [], foreign: [] });
    await page.close();
  }, 180_000);

  it('takes a correction of the mapping by key, and the amounts follow', async () => {
    const { page } = await pages.open('upload/');
    await put(page, csv('2'));
    const third = page.locator('#columns tbody tr').nth(2);
    expect(await third.textContent()).toContain('没有这个表头对应的栏目');
    await page.locator('#field-2').focus();
    await page.locator('#field-2').selectOption('agreed_investment');
    await page.waitForFunction(() => document.querySelector('#columns')?.textContent?.includes('3000000'), undefined, {
      timeout: 60_000,
    });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-2');
    await page.locator('#confirm').focus();
    await page.keyboard.press('Enter');
    await page.locator('#outcome').waitFor({ timeout: 60_000 });
    expect(await page.locator('#loaded-counts').textContent()).toBe('共 2 行 = 采用 1 + 退回 1');
    await page.locator('#next').focus();
    await page.keyboard.press('Enter');
    await page.locator('#outcome').waitFor({ state: 'detached' });
    await page.close();
  }, 180_000);

  it('says what a file lacks before it can be loaded, and gives it up without a trace', async () => {
    const { page } = await pages.open('upload/?lang=en');
    await put(page, { ...csv('3'), buffer: Buffer.from('代码,名字\n1,甲\n') });
    expect(await page.locator('.facts .bad').textContent()).toContain('Required fields without a column');
    expect(await page.locator('#confirm').isDisabled()).toBe(true);
    await page.locator('#give-up').click();
    await page.locator('#preview').waitFor({ state: 'detached' });
    await page.close();
  }, 180_000);

  it.each([
    ['upload-wide', '', wide],
    ['upload-dark-en', '?lang=en', dark],
    ['upload-narrow', '', narrow],
  ] as const)(
    '%s looks sound',
    (name, query, view) => pages.look(name, `upload/${query}`, view, async (page) => put(page, await monthly(name))),
    180_000,
  );
});
