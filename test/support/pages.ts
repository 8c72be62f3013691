/** What every test of a page needs: server, browser, a session, and the look at a page that holds for all of them. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Launched, launchBrowser, noBrowserBecause } from '../../api/print/browser.ts';
import { violations } from './accessibility.ts';
import { startServer, type TestServer } from './server.ts';
import { type Watched, watch } from './watch.ts';

/** Pictures for review; not kept in the repository. */
export const pictures = fileURLToPath(new URL('../e2e/.artifacts/', import.meta.url));

export type View = { width: number; height: number; scheme: 'light' | 'dark' };
export const wide: View = { width: 1280, height: 900, scheme: 'light' };
export const dark: View = { ...wide, scheme: 'dark' };
export const narrow: View = { width: 390, height: 844, scheme: 'light' };
export const narrowDark: View = { ...narrow, scheme: 'dark' };

export type Pages = {
  server: TestServer;
  context: BrowserContext;
  /** A new page at `path` below the server's root, with what it did that it should not. */
  open(path: string, view?: View): Promise<{ page: Page; watched: Watched }>;
  /** What the API answers, as the page's own session. */
  ask<T>(path: string): Promise<T>;
  /**
   * The page at `path` fits its width, has no serious violation, writes no error and asks nobody else; `act` brings it into the
   * state to look at. Leaves `<name>.png` in the pictures.
   */
  look(name: string, path: string, view: View, act: (page: Page) => Promise<unknown>): Promise<void>;
};

/** Sets up before all tests of a file and ends after them. Where no browser can run (`without`) nothing is started: skip the suite. */
export function pagesForTests(): { pages: Pages; without: string | null } {
  const without = noBrowserBecause();
  const pages = {} as Pages;
  let launched: Launched | undefined;
  beforeAll(async () => {
    if (without) return;
    mkdirSync(pictures, { recursive: true });
    const server = await startServer();
    launched = await launchBrowser();
    const context = await launched.browser.newContext();
    const page = await context.newPage();
    await page.goto(server.url);
    await page.close();
    Object.assign(pages, { server, context, ...tools(server, context) });
  });
  afterAll(async () => {
    await launched?.close();
    await pages.server?.close();
  });
  return { pages, without };
}

function tools(server: TestServer, context: BrowserContext): Pick<Pages, 'open' | 'ask' | 'look'> {
  const open: Pages['open'] = async (path, { width, height, scheme } = wide) => {
    const page = await context.newPage();
    const watched = watch(page);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto(`${server.origin}/${path}`);
    await page.locator('main').waitFor();
    return { page, watched };
  };
  return {
    open,
    async ask<T>(path: string) {
      const response = await context.request.get(`${server.origin}/api/${path}`);
      expect(response.ok(), path).toBe(true);
      return (await response.json()) as T;
    },
    async look(name, path, view, act) {
      const { page, watched } = await open(path, view);
      await act(page);
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: `${pictures}${name}.png`, fullPage: true });
      const tooWide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      expect(await page.evaluate(tooWide)).toBe(0);
      expect(await violations(page)).toEqual([]);
      expect(watched).toEqual({ errors: [], foreign: [] });
      await page.close();
    },
  };
}
