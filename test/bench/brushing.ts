/** Brushes and sliders of 目标企业 on a million matches: from the moved handle to the painted list, in a browser; what the server does of it, beside DuckDB. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../api/print/browser.ts';
import { enlarge } from './large-store.ts';
import { type BenchRow, type BenchTopic, folder, measure, median, runs } from './measure.ts';
import { makeDemo, serveStore, withoutPages } from './pages.ts';

const companies = Number(process.env.BENCH_BRUSHED ?? 1_600_000);
const steps = 40;
/** There and back, on two charts. */
const strokes = [
  ['brush-score-from', 'ArrowRight'],
  ['brush-founded-below', 'ArrowLeft'],
  ['brush-score-from', 'ArrowLeft'],
  ['brush-founded-below', 'ArrowRight'],
] as const;

export const brushingTopics: Record<string, BenchTopic> = { brushing: { skipped: withoutPages, run: brushingRows } };

async function brushingRows(): Promise<BenchRow[]> {
  const store = process.env.BENCH_STORE ?? join(folder, 'brushed');
  if (!process.env.BENCH_STORE) {
    makeDemo(store);
    await enlarge(store, companies);
  }
  const pairs = Array.from({ length: runs }, () => ({
    ours: measure('brush', store),
    peer: measure('brush-sql', store),
  }));
  const ratio = median(pairs.map(({ ours, peer }) => ours.seconds / peer.seconds));
  const ms = (of: 'ours' | 'peer') => (1000 * median(pairs.map((pair) => pair[of].seconds))).toFixed(0);
  const size = pairs[0]!.ours.rows.toLocaleString('en-US');
  const { brushed, ranked, link } = await inBrowser(store);
  return [
    ...row('brushing', `a step of a brush on ${link} of ${size} matches: from the key to the painted list`, brushed),
    ...row('brushing.rerank', `a step of a slider on the same list, likewise`, ranked),
    {
      id: 'brushing.peer',
      what: `list and counts of such a step in process (${ms('ours')} ms) ÷ DuckDB answering it from a table of that list alone, scored already (${ms('peer')} ms)`,
      value: ratio,
      unit: '×',
      goal: '≤ 1',
      ok: ratio <= 1,
    },
  ];
}

function row(id: string, what: string, taken: number[]): BenchRow[] {
  const sorted = taken.toSorted((a, b) => a - b);
  const of = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return [
    { id, what: `${what}, median`, value: of(0.5), unit: 'ms', goal: '≤ 100', ok: of(0.5) <= 100 },
    { id: `${id}.p95`, what: `${what}, p95`, value: of(0.95), unit: 'ms', goal: '≤ 100', ok: of(0.95) <= 100 },
  ];
}

/** On the longest list, each step another one. */
async function inBrowser(store: string): Promise<{ brushed: number[]; ranked: number[]; link: string }> {
  const { url, end } = await serveStore(store);
  const { browser, close } = await launchBrowser();
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await page.goto(url);
    await page.goto(new URL('/targets/?link=c23-nev&district=500112', url).href);
    await page.locator('#brush-score-from').waitFor();
    const link = (await page.locator('.counts').textContent())!;
    const brushed: number[] = [];
    for (const [id, key] of strokes)
      for (let step = 0; step < steps / 4; step++) brushed.push(await painted(page, id, key));
    await page.locator('#weights-toggle').click();
    const ranked: number[] = [];
    for (let step = 0; step < steps; step++) ranked.push(await painted(page, 'weight-scale', 'up'));
    return { brushed, ranked, link: `the ${/[\d,]+/.exec(link)![0]} companies of the longest list` };
  } finally {
    await close();
    end();
  }
}

/** ms from a key on a handle, or a step of a slider, to the frame after the list has changed. */
async function painted(page: Page, id: string, key: string): Promise<number> {
  await page.locator('.list:not([aria-busy])').waitFor();
  return page.evaluate<number>(`new Promise((resolve) => {
    const handle = document.getElementById(${JSON.stringify(id)});
    const from = performance.now();
    new MutationObserver((_, observer) => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
    }).observe(document.querySelector('.list'), { childList: true });
    if (handle instanceof HTMLInputElement) {
      handle.valueAsNumber += ${key === 'up' ? 0.1 : -0.1};
      handle.dispatchEvent(new Event('input'));
    } else handle.dispatchEvent(new KeyboardEvent('keydown', { key: ${JSON.stringify(key)}, bubbles: true }));
  })`);
}
