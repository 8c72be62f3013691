/** Research notebooks in a browser: cells run without a network, and what they show is what the API says. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openBundle } from '../../api/bundle/read.ts';
import { serve } from '../../api/http/index.ts';
import { dark, narrow, narrowDark, pagesForTests, type View, wide } from '../support/pages.ts';

const { pages, without } = pagesForTests();
const suite = describe.skipIf(without);
const cells = '.observablehq--cell table, .observablehq--cell svg';

suite(`notebooks ${without ?? ''}`, () => {
  it.each([
    ['research', 'research/', wide, '.notebooks li'],
    ['research-narrow-en', 'research/?lang=en', narrowDark, '.notebooks li'],
    ['trends', 'research/trends.html', wide, '#survival'],
    ['trends-narrow-dark-en', 'research/trends.html?lang=en', narrowDark, '#survival'],
    ['gaps', 'research/gaps.html', wide, '#near'],
    ['gaps-narrow-en', 'research/gaps.html?lang=en', narrow, '#near'],
    ['districts', 'research/districts.html', dark, '#overlap'],
    ['method', 'research/method.html', wide, '#factors'],
    ['method-narrow-dark-en', 'research/method.html?lang=en', narrowDark, '#factors'],
    ['quality', 'research/quality.html', wide, '#loads'],
  ] as const satisfies readonly (readonly [string, string, View, string])[])(
    '%s fits, can be read by everybody, and asks nobody else',
    async (name, path, view, there) => {
      await pages.look(name, path, view, async (page) => {
        await page.locator(there).first().waitFor();
        await page.locator('.provenance').waitFor();
        expect(await page.locator('.observablehq--error').count()).toBe(0);
      });
    },
  );

  it('shows the numbers of the API and follows a choice made by key', async () => {
    const { page } = await pages.open('research/gaps.html');
    await page.locator('#gaps tbody tr').first().waitFor();
    const { rows } = await pages.ask<{ rows: { version: string; name: string; need: number | null }[] }>('links');
    const shown = rows.filter((row) => row.version === '2019' && row.need !== null);
    expect(await page.locator('#gaps tbody tr').count()).toBe(shown.length);
    const first = await page.locator('#gaps tbody tr').first().locator('th, td').allInnerTexts();
    expect(Number(first[2])).toBe(Math.max(...shown.map((row) => row.need!)));
    const list = page.locator('.choice select').first();
    await list.focus();
    await page.keyboard.press('End');
    await expect.poll(() => list.inputValue()).toBe('2023');
    const newer = rows.filter((row) => row.version === '2023' && row.need !== null);
    await expect.poll(() => page.locator('#gaps tbody tr').count()).toBe(newer.length);
    await page.close();
  });

  it('tells entries, options and complexity of a place as the API has them', async () => {
    type Entry = { place: string; link_id: string; year: number; entries: number };
    type Special = { link_id: string; companies: number; density: number };
    const all = async <T>(path: string) => (await pages.ask<{ rows: T[] }>(`${path}&limit=10000`)).rows;
    const entries = await all<Entry>('trends/entries?place_kind=district');
    const links = new Set(
      (await pages.ask<{ rows: { link_id: string; version: string }[] }>('links')).rows
        .filter((l) => l.version === '2019')
        .map((l) => l.link_id),
    );
    const own = entries.filter((e) => links.has(e.link_id));
    const last = Math.max(...own.map((e) => e.year));
    const since = (rows: Entry[]) => rows.filter((e) => e.year >= last - 20).reduce((sum, e) => sum + e.entries, 0);
    const { page, watched } = await pages.open('research/trends.html');
    const total = () => page.locator('#total').textContent();
    await expect.poll(total).toBe(`${last - 20}–${last} 年共 ${since(own).toLocaleString('zh-CN')} 次进入。`);
    await page.locator('#options tbody tr').first().waitFor();
    expect(await page.locator('#options').textContent()).toContain('先选一个地区');
    const where = page.locator('.choice select').nth(2);
    await where.focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => where.inputValue()).not.toBe('');
    const place = await where.inputValue();
    const here = own.filter((e) => e.place === place);
    await expect.poll(total).toBe(`${last - 20}–${last} 年共 ${since(here).toLocaleString('zh-CN')} 次进入。`);
    const special = await all<Special>(`trends/specialisation?place_kind=district&version=2019&place=${place}`);
    await expect.poll(() => page.locator('#options tbody tr').count()).toBe(special.length);
    const first = await page.locator('#options tbody tr').first().locator('th, td').allInnerTexts();
    expect(Number(first[4])).toBeCloseTo(Math.max(...special.map((s) => s.density)), 2);
    const late = new Map<string, number>();
    for (const e of here)
      if (e.year >= last - 3 && e.year < last) late.set(e.link_id, (late.get(e.link_id) ?? 0) + e.entries);
    const shown = await page.locator('#pace tbody tr td:nth-child(2)').allInnerTexts();
    expect(shown.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0)).toBe(
      [...late.values()].reduce((a, b) => a + b, 0),
    );
    expect(watched).toEqual({ errors: [], foreign: [] });
    await page.close();
  });

  it('gives no chance without outcomes, and shows what outcomes prove where there are enough', async () => {
    const { decided } = await pages.ask<{ decided: number; calibration: null }>('outcomes/calibration');
    const { page } = await pages.open('research/method.html');
    await expect
      .poll(() => page.locator('#outcomes').textContent())
      .toBe(`快照里有结果的接洽 ${decided} 个（落地 0），不足以拟合：得分不是概率。`);
    expect(await page.locator('#reliability').textContent()).toContain('结果太少');
    expect(await page.locator('#refit').count()).toBe(0);
    const bin = (n: number, foretold: number, came: number) => ({
      bin: n,
      n: 40,
      foretold,
      came,
      low: came / 2,
      high: (1 + came) / 2,
    });
    const proven = {
      decided: 120,
      landed: 30,
      calibration: {
        n: 120,
        landed: 30,
        companies: 90,
        slope: 0.3,
        brier: 0.15,
        brier_low: 0.13,
        brier_high: 0.17,
        brier_base: 0.19,
        brier_profile: 0.17,
        shown: true,
      },
      weights: [{ factor: 'scale', profile_weight: 2, weight: 0.61, n: 120, landed: 30 }],
      reliability: [bin(1, 0.1, 0.075), bin(2, 0.25, 0.25), bin(3, 0.5, 0.425)],
    };
    await page.route('**/api/outcomes/calibration', (route) => route.fulfill({ json: proven }));
    await page.reload();
    await expect
      .poll(() => page.locator('#outcomes').textContent())
      .toContain('留出 Brier 0.150 [0.130, 0.170]，基准 0.190');
    expect(await page.locator('#reliability tbody td:nth-child(4)').allInnerTexts()).toEqual([
      '0.075',
      '0.250',
      '0.425',
    ]);
    await expect.poll(() => page.locator('#refit tbody td').allInnerTexts()).toEqual(['2.0', '0.61']);
    await page.close();
  });

  it('names the snapshot from which it can be reproduced', async () => {
    const { snapshot } = await pages.ask<{ snapshot: string }>('overview');
    const { page } = await pages.open('research/quality.html');
    await page.locator('.reproduce').waitFor();
    expect((await page.locator('.reproduce').allInnerTexts())[0]).toContain(snapshot);
    expect(await page.locator(cells).count()).toBeGreaterThan(0);
    await page.close();
  });

  it('shows the same numbers elsewhere, where the research bundle is opened', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yuzhao-bundle-'));
    const bundle = join(folder, 'bundle.zip');
    writeFileSync(bundle, await (await pages.context.request.get(`${pages.server.origin}/api/bundle.zip`)).body());
    const store = join(folder, 'again');
    await openBundle(bundle, store);
    const elsewhere = await serve({ store, port: 0 });
    const context = await pages.context.browser()!.newContext();
    const first = await context.newPage();
    await first.goto(elsewhere.url);
    await first.close();
    const told = async (where: BrowserContext, origin: string, notebook: string, there: string) => {
      const page = await where.newPage();
      page.setDefaultTimeout(120_000);
      await page.goto(`${origin}/research/${notebook}.html`);
      await page.locator(there).first().waitFor();
      await page.locator('.provenance').waitFor();
      await page.waitForLoadState('networkidle');
      const tables = await page.locator('main table').allInnerTexts();
      const snapshot = await page.locator('.reproduce p').first().textContent();
      await page.close();
      return { tables, snapshot };
    };
    for (const [notebook, there] of [
      ['trends', '#survival'],
      ['gaps', '#near'],
      ['districts', '#overlap'],
      ['method', '#reliability'],
      ['quality', '#loads'],
    ] as const) {
      const here = await told(pages.context, pages.server.origin, notebook, there);
      expect(here.tables.length, notebook).toBeGreaterThan(0);
      expect(await told(context, new URL(elsewhere.url).origin, notebook, there), notebook).toEqual(here);
    }
    await context.close();
    await elsewhere.close();
    rmSync(folder, { recursive: true });
  }, 600_000);
});
