/** The login page in a browser: in by token, out again, back to where one wanted to go; and what it says when it cannot. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../api/tokens.ts';
import { violations } from '../support/accessibility.ts';
import { dark, narrow, pagesForTests, pictures, wide } from '../support/pages.ts';

const { pages, without } = pagesForTests();

describe.skipIf(without)(`login ${without ?? ''}`, () => {
  let stranger: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    stranger = await pages.context.browser()!.newContext();
    page = await stranger.newPage();
  });
  afterAll(() => stranger?.close());

  const tokenOf = async (role: 'officer' | 'planner') =>
    (
      await createToken(pages.server.store, {
        role,
        district_id: role === 'officer' ? '500112' : null,
        label: 'e2e',
        days: 1,
      })
    ).token;
  const go = (path: string) => page.goto(`${pages.server.origin}/${path}`);
  const enter = async (token: string) => {
    await page.getByLabel('令牌').fill(token);
    await page.keyboard.press('Enter');
  };

  it('is offered to whoever has no session, and leads back', async () => {
    await go('targets/');
    await page.getByRole('link', { name: '登录' }).click();
    await enter('yz_wrong');
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('令牌无效');
    const wanted = '/targets/?link=nev-cell&district=500112';
    await go(`login/?next=${encodeURIComponent(wanted)}`);
    await enter(await tokenOf('planner'));
    await page.waitForURL(`**${wanted}`);
    await page.locator('.company-name').first().waitFor();
  });

  it('never leads to another site', async () => {
    for (const next of ['https://evil.example/', '//evil.example/x', 'javascript:alert(1)', '/\\evil.example']) {
      await go(`login/?next=${encodeURIComponent(next)}`);
      const link = page.getByRole('link', { name: '进入平台' });
      await link.waitFor();
      expect(new URL((await link.getAttribute('href'))!, page.url()).origin, next).toBe(pages.server.origin);
    }
  });

  it('says who one is, and logs out', async () => {
    await stranger.clearCookies();
    await go('login/');
    await page.getByLabel('令牌').fill(await tokenOf('officer'));
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL((url) => url.pathname.endsWith('/targets/')); // the start page leads on: leave only once it has
    await go('login/');
    const who = page.locator('.login dl');
    await expect.poll(() => who.textContent()).toContain('渝北区');
    expect(await who.textContent()).toContain('区县招商人员');
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByLabel('令牌').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('token');
    const response = await page.request.get(`${pages.server.origin}/api/links`);
    expect(response.status()).toBe(401);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  });

  it('looks right to a stranger, in both languages', async () => {
    for (const [name, path, view] of [
      ['login-stranger', 'login/', wide],
      ['login-stranger-narrow-en', 'login/?lang=en', narrow],
    ] as const) {
      await page.setViewportSize({ width: view.width, height: view.height });
      await go(path);
      await page.locator('#token').waitFor();
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: `${pictures}${name}.png`, fullPage: true });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
    }
  });

  it.each([
    ['login', 'login/', wide],
    ['login-dark-en', 'login/?lang=en', dark],
  ] as const)('%s fits and can be read by everybody', (name, path, view) =>
    pages.look(name, path, view, (seen) => seen.locator('.login dl').waitFor()),
  );
});
