/** 目标企业 as it looks: fonts that it brings, narrow screens, assistive technology, states without a list; pictures for review. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from '../support/accessibility.ts';
import { dark, narrow, narrowDark, pagesForTests, pictures, type View, wide } from '../support/pages.ts';

const pair = '?link=nev-cell&district=500112';
const { pages, without } = pagesForTests();
const suite = describe.skipIf(without);

/** A page of its own, opened at `query`. */
const opened = async (query: string, view: View) => (await pages.open(`targets/${query}`, view)).page;

/** What the first such element shows. */
const said = async (page: Page, selector: string) => (await page.locator(selector).allInnerTexts())[0] ?? '';
const list = (page: Page) => page.locator('table.targets').waitFor();
const reasons = async (page: Page) => {
  await page.locator('.company-name').first().click();
  await page.locator('.company-record .source').waitFor();
};
const sliders = async (page: Page) => {
  await list(page);
  await page.locator('#weights-toggle').click();
};
const choices = async (page: Page) => {
  await page.locator('#link').click();
};
const loads = async (page: Page) => {
  await page.locator('.loads summary').click();
};
const start = (page: Page) => page.locator('.suggestions').waitFor();

suite(`screens ${without ?? ''}`, () => {
  it.each([
    ['start', '', wide, start],
    ['start-narrow-en', '?lang=en', narrow, start],
    ['list', pair, wide, list],
    ['list-dark', pair, dark, list],
    ['list-narrow', pair, narrow, list],
    ['list-narrow-dark-en', `${pair}&lang=en`, narrowDark, list],
    ['reasons', pair, wide, reasons],
    ['reasons-dark-en', `${pair}&lang=en`, dark, reasons],
    ['reasons-narrow', pair, narrow, reasons],
    ['weights-en', `${pair}&lang=en&weights=scale:6`, wide, sliders],
    ['weights-narrow-dark', `${pair}&weights=scale:6`, narrowDark, sliders],
    ['choices', pair, wide, choices],
    ['choices-dark-en', `${pair}&lang=en`, dark, choices],
    ['loads-narrow', pair, narrow, loads],
  ] as const)('%s fits, can be read by everybody, and asks nobody else', async (name, query, view, act) => {
    await pages.look(name, `targets/${query}`, view, act);
  });
});

suite(`fonts, theme and weight ${without ?? ''}`, () => {
  it('sets Chinese in the font that it brings', async () => {
    const page = await opened(pair, wide);
    await list(page);
    await page.evaluate(() => document.fonts.ready);
    const session = await pages.context.newCDPSession(page);
    await session.send('DOM.enable');
    await session.send('CSS.enable');
    const { root } = await session.send('DOM.getDocument');
    for (const selector of ['.heading h2', '.company-name', '.words', '.tile', '.provenance']) {
      const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
      expect(
        fonts.filter((font) => !font.isCustomFont).map((font) => font.familyName),
        selector,
      ).toEqual([]);
    }
    await page.close();
  });

  it('remembers light or dark', async () => {
    const page = await opened(pair, wide);
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.locator('.topbar button').last().click();
    const chosen = await paper();
    expect(chosen).not.toBe(light);
    await page.reload();
    await page.locator('main').waitFor();
    expect(await paper()).toBe(chosen);
    await page.locator('.topbar button').last().click();
    expect(await paper()).toBe(light);
    await page.close();
  });
});

suite(`screens without a list ${without ?? ''}`, () => {
  it('shows that it is waiting, says what failed, and tries again', async () => {
    const page = await pages.context.newPage();
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    await page.route('**/api/match?*', async (route) => {
      await held;
      await route.abort();
    });
    await page.goto(`${pages.server.origin}/targets/${pair}`);
    await page.locator('.waiting').waitFor();
    expect(await page.locator('.list').getAttribute('aria-busy')).toBe('true');
    await page.screenshot({ path: `${pictures}waiting.png` });
    release();
    await page.locator('.problem[role=alert]').waitFor();
    expect(await said(page, '.problem')).toContain('连不上服务');
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: `${pictures}unreachable.png` });
    await page.unroute('**/api/match?*');
    await page.locator('.problem button').click();
    await list(page);
    await page.close();
  });

  it('names a link that does not exist, and a session that has ended', async () => {
    const page = await opened('?link=none&district=500112', wide);
    await page.locator('.problem').waitFor();
    expect(await said(page, '.problem')).toContain('没有这个环节');
    await page.route('**/api/**', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        body: '{"code":"unauthorised","title":"no valid session"}',
      }),
    );
    await page.reload();
    await page.locator('.problem').waitFor();
    expect(await said(page, '.problem')).toContain('会话已失效');
    await page.close();
  });

  it('explains a list without companies', async () => {
    const page = await pages.context.newPage();
    await page.route('**/api/match?*', async (route) => {
      const answer = (await (await route.fetch()).json()) as object;
      await route.fulfill({ json: { ...answer, candidates: 0, rows: [] } });
    });
    await page.goto(`${pages.server.origin}/targets/${pair}`);
    await page.locator('.state h2').waitFor();
    expect(await said(page, '.state')).toContain('没有通过门槛的企业');
    await page.screenshot({ path: `${pictures}nobody.png` });
    await page.close();
  });
});
