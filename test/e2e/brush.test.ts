/** Brushes on the charts of 目标企业: by pointer and by key, and what is on the screen is what the API says. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../data/xlsx.ts';
import { dark, narrow, pagesForTests, wide } from '../support/pages.ts';

type Bin = { from: number | null; below: number | null; listed: number; left: number };
type Along = { bins: Bin[]; unknown: { listed: number; left: number } };
type Spread = {
  listed: number;
  left: number;
  measures: Record<'score' | 'capital_cny' | 'founded', Along>;
  provinces: { province: string; listed: number; left: number }[];
};
type Match = { candidates: number; left: number; rows: { name: string; rank: number }[] };

const { pages, without } = pagesForTests();
const suite = describe.skipIf(without);
const pair = 'link=c23-nev&district=500112';

const names = (page: Page) => page.locator('.company-name').allInnerTexts();
const limitsOf = (page: Page) => {
  const query = new URL(page.url()).searchParams;
  for (const name of ['link', 'district', 'open', 'lang']) query.delete(name);
  return query.toString();
};
const opened = async (more = '') => {
  const { page, watched } = await pages.open(`targets/?${pair}${more}`);
  await page.locator('#brush-score-from').waitFor();
  return { page, watched };
};

/** The list, the counts above it and every chart are those of the API under the limits of the address. */
async function agrees(page: Page): Promise<Match> {
  const limits = limitsOf(page);
  const match = await pages.ask<Match>(`match?${pair}&top=50&${limits}`);
  const spread = await pages.ask<Spread>(`match/spread?${pair}&${limits}`);
  await expect.poll(() => names(page)).toEqual(match.rows.map((row) => row.name));
  expect(await page.locator('td.rank b').allInnerTexts()).toEqual(match.rows.map((row) => String(row.rank)));
  expect([spread.listed, spread.left]).toEqual([match.candidates, match.left]);
  await expect
    .poll(() => page.locator('.spread .muted').textContent())
    .toContain(`${match.candidates} 家中 ${match.left} 家`);
  for (const [measure, { bins, unknown }] of Object.entries(spread.measures)) {
    expect(bins.reduce((n, bin) => n + bin.listed, unknown.listed)).toBe(match.candidates);
    const shown = (await page.locator(`#brush-${measure} rect title`).allTextContents()).map((text) =>
      Number(/：([\d,]+) 家$/.exec(text)![1]!.replaceAll(',', '')),
    );
    expect(shown, measure).toEqual(bins.map((bin) => bin.left));
  }
  expect(await page.locator('.brush-name > :last-child').allInnerTexts()).toEqual(
    spread.provinces.filter((p) => p.province !== '').map((p) => String(p.left)),
  );
  return match;
}

/** Drags over a chart, from one share of its width to another. */
async function drag(page: Page, measure: string, from: number, to: number): Promise<void> {
  const box = (await page.locator(`#brush-${measure} .brush-area`).boundingBox())!;
  const y = box.y + box.height / 3;
  await page.mouse.move(box.x + from * box.width, y);
  await page.mouse.down();
  for (let step = 1; step <= 5; step++) await page.mouse.move(box.x + (from + ((to - from) * step) / 5) * box.width, y);
  await page.mouse.up();
}

suite(`brushes by pointer ${without ?? ''}`, () => {
  it('narrow the list and the other charts, several together, and are cleared one by one or all', async () => {
    const { page, watched } = await opened();
    const all = await agrees(page);
    await drag(page, 'capital_cny', 0.55, 0.98);
    await expect.poll(() => limitsOf(page)).toMatch(/^capital_cny_from=\d+/);
    const rich = await agrees(page);
    expect(rich.left).toBeLessThan(all.left);
    expect(rich.left).toBeGreaterThan(0);
    const [first] = await page.locator('.brush-name').all();
    await first!.click();
    await expect.poll(() => limitsOf(page)).toContain('provinces=');
    const both = await agrees(page);
    expect(both.left).toBeLessThan(rich.left);
    expect(both.rows.some((row, i) => row.rank > i + 1)).toBe(true);
    await drag(page, 'founded', 0.6, 0.9);
    await expect.poll(() => limitsOf(page)).toContain('founded_from=');
    await agrees(page);
    await page.locator('#brush-capital_cny .brush-head button').click();
    await expect.poll(() => limitsOf(page)).not.toContain('capital');
    await agrees(page);
    await page.locator('#spread-clear').click();
    await expect.poll(() => limitsOf(page)).toBe('');
    expect(await agrees(page)).toEqual(all);
    expect(await page.locator('#spread-clear').isVisible()).toBe(false);
    expect(watched).toEqual({ errors: [], foreign: [] });
    await page.close();
  });

  it('stay in the other language, and in the first one again', async () => {
    const { page, watched } = await opened('&founded_from=2010');
    const { left, candidates } = await agrees(page);
    await page.locator('#language').click();
    await expect.poll(() => page.locator('#brush-founded rect title').count()).toBeGreaterThan(0);
    await expect.poll(() => page.locator('.spread .muted').textContent()).toContain(`${left} of ${candidates}`);
    expect(await page.locator('#spread-clear').isVisible()).toBe(true);
    await page.locator('#language').click();
    await agrees(page);
    expect(watched).toEqual({ errors: [], foreign: [] });
    await page.close();
  });

  it('are taken away in the workbook and passed on in the address', async () => {
    const { page } = await opened();
    await drag(page, 'founded', 0.5, 0.99);
    await expect.poll(() => limitsOf(page)).toContain('founded_from=');
    const match = await agrees(page);
    const started = page.waitForEvent('download');
    await page.locator('#download').click();
    const [sheet, notes] = await readWorkbook(new Uint8Array(readFileSync(await (await started).path())));
    const listed = sheet!.rows.filter(({ cells }) => typeof cells[0] === 'number').map(({ cells }) => cells[1]);
    expect(listed).toEqual(match.rows.map((row) => row.name));
    expect(notes!.rows.find(({ cells }) => cells[0] === '筛选后企业数')!.cells[1]).toBe(match.left);
    const words = await page.locator('#brush-founded .brush-words').textContent();
    await page.reload();
    await page.locator('#brush-score-from').waitFor();
    expect(await agrees(page)).toEqual(match);
    expect(await page.locator('#brush-founded .brush-words').textContent()).toBe(words);
    await page.close();
  });
});

suite(`brushes by keyboard ${without ?? ''}`, () => {
  it('move an end by arrows, Home and End, say where it is, and go with Escape', async () => {
    const { page } = await opened();
    const from = page.locator('#brush-score-from');
    const below = page.locator('#brush-score-below');
    await from.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => limitsOf(page)).toMatch(/^score_from=/);
    const { measures } = await pages.ask<Spread>(`match/spread?${pair}`);
    expect(new URL(page.url()).searchParams.get('score_from')).toBe(String(measures.score.bins[3]!.from));
    expect(await from.getAttribute('aria-valuenow')).toBe('3');
    expect(await from.getAttribute('aria-valuetext')).toBe(`${measures.score.bins[3]!.from!.toFixed(1)}起`);
    await agrees(page);
    await below.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => limitsOf(page)).toContain('score_below=');
    await agrees(page);
    await page.keyboard.press('End');
    await expect.poll(() => limitsOf(page)).not.toContain('score_below=');
    expect(await below.getAttribute('aria-valuetext')).toBe('不限');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('brush-score-below');
    await page.keyboard.press('Escape');
    await expect.poll(() => limitsOf(page)).toBe('');
    await page.locator('#brush-provinces-list').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    const second = await page.locator('.brush-name').nth(1).locator('span').first().textContent();
    await expect.poll(() => new URL(page.url()).searchParams.get('provinces')).toBe(second);
    expect(await page.locator('.brush-name').nth(1).getAttribute('aria-selected')).toBe('true');
    await agrees(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => limitsOf(page)).toBe('');
    await page.close();
  });

  it('that leave nobody say so, and how to go back', async () => {
    const { page } = await opened('&score_from=1000');
    await page.locator('.list .state h2', { hasText: '所选范围内没有企业' }).waitFor();
    await page.locator('.list .state button').click();
    await page.locator('table.targets').waitFor();
    expect(limitsOf(page)).toBe('');
    await page.close();
  });
});

suite(`brushes, how they look ${without ?? ''}`, () => {
  const charts = (page: Page) => page.locator('#brush-score-from').waitFor();
  const limits = `&founded_from=2010&provinces=${encodeURIComponent('广东,浙江')}`;
  it.each([
    ['brush', limits, wide],
    ['brush-dark-en', `${limits}&lang=en`, dark],
    ['brush-narrow', limits, narrow],
    ['brush-nobody-en', '&score_from=1000&lang=en', wide],
  ] as const)('%s fits, can be read by everybody, and asks nobody else', async (name, more, view) => {
    await pages.look(name, `targets/?${pair}${more}`, view, charts);
  });
});
