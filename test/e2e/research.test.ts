/** Research notebooks in a browser: cells run without a network, and what they show is what the API says. */
import { describe, expect, it } from 'vitest';
import { dark, narrow, narrowDark, pagesForTests, type View, wide } from '../support/pages.ts';

const { pages, without } = pagesForTests();
const suite = describe.skipIf(without);
const cells = '.observablehq--cell table, .observablehq--cell svg';

suite(`notebooks ${without ?? ''}`, () => {
  it.each([
    ['research', 'research/', wide, '.notebooks li'],
    ['research-narrow-en', 'research/?lang=en', narrowDark, '.notebooks li'],
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

  it('names the snapshot from which it can be reproduced', async () => {
    const { snapshot } = await pages.ask<{ snapshot: string }>('overview');
    const { page } = await pages.open('research/quality.html');
    await page.locator('.reproduce').waitFor();
    expect((await page.locator('.reproduce').allInnerTexts())[0]).toContain(snapshot);
    expect(await page.locator(cells).count()).toBeGreaterThan(0);
    await page.close();
  });
});
