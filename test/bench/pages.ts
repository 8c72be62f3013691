/** First view of the pages on the demo city: from the address to its data on the screen, in a browser that has cached nothing. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, noBrowserBecause } from '../../api/print/browser.ts';
import { type BenchRow, type BenchTopic, folder, median, runs } from './measure.ts';

/** Address of a page, and what is there once its data is. */
const pages: Record<string, readonly [path: string, there: string]> = {
  targets: ['targets/?link=nev-cell&district=500112', 'main table tbody tr'],
  leadership: ['leadership/', 'main .figure .value'],
  projects: ['projects/?district=500112', '#projects tbody tr'],
  assess: ['assess/', 'table.ranks tbody tr'],
  policy: ['policy/', '.policies > li'],
  trends: ['research/trends.html', '#pace tbody tr'],
};

export const withoutPages =
  noBrowserBecause() ?? (existsSync('dist/index.html') ? null : 'no pages built: npm run build');
export const pageTopics: Record<string, BenchTopic> = { first_view: { skipped: withoutPages, run: firstViews } };

async function firstViews(): Promise<BenchRow[]> {
  const store = join(folder, 'demo');
  makeDemo(store);
  const { url, end } = await serveStore(store);
  const { browser, close } = await launchBrowser();
  try {
    const login = await browser.newContext();
    await (await login.newPage()).goto(url);
    const session = await login.storageState();
    const rows: BenchRow[] = [];
    for (const [id, [path, there]] of Object.entries(pages)) {
      const taken: number[] = [];
      for (let i = 0; i < runs; i++) taken.push(await view(browser, session, new URL(`/${path}`, url).href, there));
      const ms = median(taken);
      rows.push({
        id: `first_view.${id}`,
        what: `data of /${path} on the screen, nothing cached`,
        value: ms,
        unit: 'ms',
        goal: '≤ 1000',
        ok: ms <= 1000,
      });
    }
    return rows;
  } finally {
    await close();
    end();
  }
}

type Session = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>;

/** ms from the start of the navigation to the element. */
async function view(browser: Browser, storageState: Session, address: string, there: string): Promise<number> {
  const context = await browser.newContext({ storageState, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(
    `new MutationObserver((_, observer) => { if (document.querySelector(${JSON.stringify(there)})) { window.seenAt = performance.now(); observer.disconnect(); } }).observe(document, { subtree: true, childList: true });`,
  );
  await page.goto(address);
  await page.locator(there).first().waitFor();
  const ms = (await page.evaluate('window.seenAt')) as number;
  await context.close();
  return ms;
}

const cli = 'api/cli/yuzhao.js';

/** The city of «npm start». @throws Error with its last words */
export function makeDemo(store: string): void {
  const made = spawnSync(process.execPath, [cli, 'start', '--no-serve', '--store', store], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
}

/** A store served by a process of its own. */
export async function serveStore(store: string): Promise<{ url: string; end: () => void }> {
  const server = spawn(process.execPath, [cli, 'serve', '--store', store, '--port', '0']);
  const url = await new Promise<string>((resolve, reject) => {
    const read = (part: Buffer) => {
      const found = /http:\/\/\S+token=\S+/.exec(part.toString());
      if (found) resolve(found[0]);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.on('exit', () => reject(new Error('the server ended')));
  });
  return { url, end: () => server.kill() };
}
