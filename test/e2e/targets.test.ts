/** 目标企业 in a browser: the task is done by click and by key, and what is on the screen is what the API says. */
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launchBrowser, noBrowserBecause } from '../../api/print/browser.ts';
import { readWorkbook } from '../../data/xlsx.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Watched, watch } from '../support/watch.ts';

type Row = {
  rank: number;
  enterprise_id: string;
  name: string;
  score: number;
  parts: Record<string, number>;
  evidence: { word: string }[];
};
type Match = { snapshot: string; candidates: number; rows: Row[] };

const link = { id: 'nev-cell', name: '动力电池' };
const district = { id: '500112', name: '渝北区' };
const without = noBrowserBecause();

const suite = describe.skipIf(without);

let server: TestServer;
let launched: Launched;
let context: BrowserContext;
let page: Page;
let watched: Watched;

beforeAll(async () => {
  if (without) return;
  server = await startServer();
  launched = await launchBrowser();
  context = await launched.browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  watched = watch(page);
  await page.goto(server.url);
  await page.waitForURL('**/targets/');
});
afterAll(async () => {
  await launched?.close();
  await server?.close();
});

const ask = async <T>(path: string): Promise<T> => {
  const response = await context.request.get(`${server.origin}/api/${path}`);
  expect(response.ok(), path).toBe(true);
  return (await response.json()) as T;
};
const match = (more = '') => ask<Match>(`match?link=${link.id}&district=${district.id}&top=50${more}`);
const names = () => page.locator('.company-name').allInnerTexts();
/** As shown, of the first that fits. */
const text = async (selector: string) => (await page.locator(selector).allInnerTexts())[0] ?? '';
const open = (query: string) => page.goto(`${server.origin}/targets/${query}`);
const pair = `?link=${link.id}&district=${district.id}`;

/** Arrow keys from tile to tile, towards the district. */
async function walkTo(id: string): Promise<void> {
  type Tile = { district_id: string; tile_x: number; tile_y: number };
  const { rows } = await ask<{ rows: Tile[] }>('districts');
  const to = rows.find(({ district_id }) => district_id === id)!;
  for (let i = 0; i < 20; i++) {
    const focused = await page.evaluate(() => document.activeElement?.id);
    const at = rows.find(({ district_id }) => focused === `tile-${district_id}`)!;
    if (at === to) return;
    const [x, y] = [to.tile_x - at.tile_x, to.tile_y - at.tile_y];
    const across = Math.abs(x) >= Math.abs(y);
    await page.keyboard.press(across ? (x > 0 ? 'ArrowRight' : 'ArrowLeft') : y > 0 ? 'ArrowDown' : 'ArrowUp');
  }
  throw new Error(`the arrow keys do not lead to ${id}`);
}

suite(`targets by click ${without ?? ''}`, () => {
  it('starts with where the data comes from and what the city needs', async () => {
    const overview = await ask<{ snapshot: string; profile: { profile_id: string; version: string } }>('overview');
    await page.locator('.suggestions').waitFor();
    const provenance = await text('.provenance');
    for (const fact of [
      overview.snapshot,
      overview.profile.profile_id,
      overview.profile.version,
      '2026-06-30',
      '合成数据',
      '是得分，不是概率',
    ]) {
      expect(provenance).toContain(fact);
    }
    const links = await ask<{ rows: { name: string; need: number }[] }>('links');
    const suggested = await text('.suggestions b');
    expect(links.rows.find(({ name }) => name === suggested)?.need).toBe(
      Math.max(...links.rows.map((row) => row.need)),
    );
  });

  it('ranks by click', async () => {
    await page.locator('#link').click();
    await page.locator('#link').fill('动力电池');
    await page.locator(`[role=option]:has-text("${link.name}")`).first().click();
    await page.getByRole('button', { name: district.name, exact: true }).click();
    await page.locator('table.targets').waitFor();
    const answer = await match();
    expect(answer.rows.length).toBeGreaterThan(10);
    expect(await names()).toEqual(answer.rows.map((row) => row.name));
    expect(await page.locator('td.score b').allInnerTexts()).toEqual(answer.rows.map((row) => row.score.toFixed(2)));
    expect(await page.locator('td.rank b').allInnerTexts()).toEqual(answer.rows.map((row) => String(row.rank)));
    expect(await text('.counts')).toContain(`${answer.candidates} 家通过门槛`);
    expect(await text('[role=status]')).toContain(`${answer.candidates} 家`);
    expect(new URL(page.url()).search).toBe(pair);
    expect(await page.title()).toContain(`${link.name} · ${district.name}`);
  });

  it('shows the numbers behind the verdict', async () => {
    const { rows } = await ask<{ rows: Record<string, number | string>[] }>('links');
    const row = rows.find(({ link_id }) => link_id === link.id)!;
    const shown = await page.locator('.link-card dd').allInnerTexts();
    const whole = [row.local_companies, row.all_companies, row.local_downstream, row.local_upstream].map((n) =>
      Number(n).toLocaleString('zh-CN'),
    );
    expect([shown[0], shown[1], shown[3], shown[4]]).toEqual(whole);
    expect(shown[2]).toBe(Number(row.location_quotient).toFixed(2));
    expect(await text('.link-card .chip')).toBe(row.verdict);
  });
});

suite(`targets, one company ${without ?? ''}`, () => {
  it('opens a row to its parts, its words and its source', async () => {
    const { rows } = await match();
    const row = rows[1]!;
    await page.locator('.company-name').nth(1).click();
    await page.locator('.company-record .source').waitFor();
    for (const [factor, part] of Object.entries(row.parts)) {
      expect(await text(`tr[data-factor=${factor}] td.number b`)).toBe(part.toFixed(2));
    }
    const company = await ask<{
      enterprise: { scope: string; source_file: string; source_line: number; as_of: string };
    }>(`enterprises/${row.enterprise_id}`);
    const { scope, source_file, source_line, as_of } = company.enterprise;
    const source = await text('.company-record .source');
    for (const fact of [source_file, `第 ${source_line.toLocaleString('zh-CN')} 行`, as_of])
      expect(source).toContain(fact);
    expect(await page.locator('.evidence li b').allInnerTexts()).toEqual(
      row.evidence.map(({ word }) => word.replace('+', ' + ')),
    );
    expect(await text('.texts')).toContain(scope);
    expect(await page.locator('mark').count()).toBeGreaterThan(0);
    expect(await page.locator('.company-name').nth(1).getAttribute('aria-expanded')).toBe('true');
    expect(new URL(page.url()).searchParams.get('open')).toBe(row.enterprise_id);
    await page.locator('.company-name').nth(1).click();
    expect(await page.locator('tr.reasons').count()).toBe(0);
  });
});

suite(`targets by keyboard ${without ?? ''}`, () => {
  it('does the same by keyboard alone', async () => {
    await open('');
    await page.locator('.suggestions').waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.id ?? '');
    const tabTo = async (id: string) => {
      for (let i = 0; i < 60 && !(await focused()).startsWith(id); i++) await page.keyboard.press('Tab');
      expect(await focused()).toMatch(new RegExp(`^${id}`));
    };
    await tabTo('link');
    await page.keyboard.type('动力电池');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.link-card').waitFor();
    expect(await focused()).toBe('link');
    await tabTo('tile-');
    await walkTo(district.id);
    await page.keyboard.press('Enter');
    await page.locator('table.targets').waitFor();
    expect(await focused()).toBe(`tile-${district.id}`);
    await tabTo('company-');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const { rows } = await match();
    expect(await focused()).toBe(`company-${rows[1]!.enterprise_id}`);
    await page.locator('.company-record .source').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('tr.reasons').count()).toBe(0);
    expect(await focused()).toBe(`company-${rows[1]!.enterprise_id}`);
  });
});

suite(`targets re-ranked and taken away ${without ?? ''}`, () => {
  it('re-ranks while a weight is moved and goes back', async () => {
    const before = await names();
    await page.locator('#weights-toggle').click();
    await page.locator('#weight-scale').focus();
    const asked = page.waitForResponse((response) => response.url().includes('weights='));
    await page.keyboard.press('End');
    await asked;
    const most = await page.locator('#weight-scale').getAttribute('max');
    const expected = await match(`&weights=${encodeURIComponent(`{"scale":${most}}`)}`);
    await expect.poll(names).toEqual(expected.rows.map((row) => row.name));
    expect(await page.locator('td.score b').allInnerTexts()).toEqual(expected.rows.map((row) => row.score.toFixed(2)));
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('weight-scale');
    expect(new URL(page.url()).searchParams.get('weights')).toBe(`scale:${most}`);
    expect(await page.locator('.moved').count()).toBeGreaterThan(0);
    await page.locator('.weights button:visible').first().click();
    await expect.poll(names).toEqual(before);
    expect(new URL(page.url()).search).toBe(pair);
  });

  it('downloads the list as a workbook', async () => {
    const started = page.waitForEvent('download');
    await page.locator('#download').click();
    const download = await started;
    const [sheet] = await readWorkbook(new Uint8Array(readFileSync(await download.path())));
    const listed = sheet!.rows.filter(({ cells }) => typeof cells[0] === 'number').map(({ cells }) => cells[1]);
    expect(listed).toEqual((await match()).rows.map((row) => row.name));
    expect(download.suggestedFilename()).toContain(link.name);
  });
});

suite(`targets in English ${without ?? ''}`, () => {
  it('speaks English on request, with the same numbers, and goes back in history', async () => {
    const before = await page.locator('td.score b').allInnerTexts();
    await page.locator('#language').click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('language');
    expect(await text('.provenance')).toContain('A score, not a probability');
    expect(await page.locator('td.score b').allInnerTexts()).toEqual(before);
    await page.reload();
    await page.locator('table.targets').waitFor();
    expect(await text('.heading h2')).toMatch(/Yubei$/);
    const chinese = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const said = node.textContent ?? '';
        if (/\p{Script=Han}/u.test(said) && !node.parentElement?.closest('[lang=zh-CN]')) found.push(said);
      }
      return found;
    });
    expect(chinese).toEqual([]);
    await page.locator('#district').selectOption('500101');
    await expect.poll(() => text('.heading h2')).toMatch(/Wanzhou$/);
    await page.goBack();
    await expect.poll(() => text('.heading h2')).toMatch(/Yubei$/);
  });

  it('made no error and asked nobody else in all of this', () => {
    expect(watched).toEqual({ errors: [], foreign: [] });
  });
});
