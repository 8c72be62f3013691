/** A page of ours as A4: the same page, the same numbers, with text that can be selected. */
import { AppError } from '../../data/errors.ts';
import { launchBrowser, noBrowserBecause } from './browser.ts';

/** How long a page may take to show its data. */
const patience = 60_000;

/**
 * Prints one page of a running server.
 * @param entry address that opens a session (with its one-time token); `path` below the root, such as `leadership/?lang=en`
 * @returns the PDF
 * @throws AppError browser_missing where no browser can run, page_failed when the page shows a failure
 */
export async function pagePdf(entry: string, path: string): Promise<Uint8Array> {
  const without = noBrowserBecause();
  if (without)
    throw new AppError(
      'browser_missing',
      `no browser to print with: ${without}`,
      'install Chrome and name its program in YUZHAO_CHROMIUM, or print the page from your own browser',
    );
  const { browser, close } = await launchBrowser();
  try {
    const page = await browser.newPage({
      colorScheme: 'light',
      reducedMotion: 'reduce',
      viewport: { width: 1100, height: 1500 },
    });
    page.setDefaultTimeout(patience);
    await page.goto(enteringAt(entry, path), { waitUntil: 'networkidle' });
    await page.locator('main:not([aria-busy]):not(:has([aria-busy])), .problem').first().waitFor();
    const failure = await page.locator('.problem[role=alert]').allInnerTexts();
    if (failure[0])
      throw new AppError(
        'page_failed',
        `${path}: ${failure[0].replaceAll('\n', ' ')}`,
        'open the page in a browser to see more',
      );
    await page.evaluate('document.fonts.ready');
    return await page.pdf({
      format: 'A4',
      printBackground: true,
      margin: { top: '12mm', bottom: '14mm', left: '12mm', right: '12mm' },
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate:
        '<div style="width:100%;padding:0 12mm;font-size:8px;text-align:right"><span class="pageNumber"></span> / <span class="totalPages"></span></div>',
    });
  } finally {
    await close();
  }
}

/** The page itself opens the session: the root would lead to the first page, at a moment of its own. */
function enteringAt(entry: string, path: string): string {
  const address = new URL(path, entry);
  const token = new URL(entry).searchParams.get('token');
  if (token !== null) address.searchParams.set('token', token);
  return address.href;
}
