/** A page on paper: A4, more than pixels, and the words of the page can be selected in it. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowserBecause } from '../../api/print/browser.ts';
import { pagePdf } from '../../api/print/pdf.ts';
import { startServer, type TestServer } from '../support/server.ts';

const without = noBrowserBecause();
let server: TestServer;

beforeAll(async () => {
  if (!without) server = await startServer();
});
afterAll(() => server?.close());

describe.skipIf(without)(`print ${without ?? ''}`, () => {
  it('prints a page as A4 with selectable Chinese text', async () => {
    const pdf = await pagePdf(server.url, 'targets/?link=nev-cell&district=500112');
    const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
    const page = await document.getPage(1);
    const { width, height } = page.getViewport({ scale: 1 });
    // 210 × 297 mm in points, to the rounding of the browser
    expect([Math.abs(width - 595.3) < 1, Math.abs(height - 841.9) < 1]).toEqual([true, true]);
    const { items } = await page.getTextContent();
    const text = items
      .map((item) => ('str' in item ? item.str : ''))
      .join('')
      .replace(/\s/g, '');
    for (const word of ['动力电池→渝北区', '企业数据', '得分的构成']) expect(text).toContain(word);
  });

  it('refuses to print a page that shows a failure', async () => {
    await server.close();
    server = await startServer();
    await expect(pagePdf(server.url, 'targets/?link=none&district=500112')).rejects.toMatchObject({
      code: 'page_failed',
    });
  });
});
