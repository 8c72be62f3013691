/** 产业链: read the graph, open a link, walk to its supplier and on to its target list; by click and by key. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ChainRow, ChainView, Stand } from '../../notebooks/chain/answers.ts';
import { dark, narrow, narrowDark, pagesForTests, wide } from '../support/pages.ts';

const { pages, without } = pagesForTests();
const suite = describe.skipIf(without);
const drawn = (page: Page) => page.locator('.node').first().waitFor();
const opened = (page: Page) => page.locator('#panel').waitFor();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');
const core = () => pages.ask<ChainView>('chains/core');

suite(`chain by click ${without ?? ''}`, () => {
  it('draws every link of a chain with the verdict and number of the API, and its flows', async () => {
    const { page, watched } = await pages.open('chain/?chain=core');
    await drawn(page);
    const { links, connections } = await core();
    const nodes = await page
      .locator('.node')
      .evaluateAll((all) =>
        all.map((node) => [
          node.id,
          node.querySelector('.chip')!.textContent,
          node.querySelector('.node-count')!.textContent,
        ]),
      );
    expect(nodes.sort()).toEqual(links.map((l) => [`node-${l.link_id}`, l.verdict, String(l.local_companies)]).sort());
    const ids = new Set(links.map((l) => l.link_id));
    const inner = connections.filter((c) => ids.has(c.from_link) && ids.has(c.to_link));
    expect(await page.locator('.flow').count()).toBe(inner.length);
    const { rows } = await pages.ask<{ rows: ChainRow[] }>('chains?version=2019');
    const chain = rows.find((row) => row.chain_id === 'core')!;
    const card = (await page.locator('#chain-core').textContent())!;
    for (const fact of [
      `${(100 * chain.completeness).toFixed(0)}%`,
      `补 ${chain.to_fill} · 强 ${chain.to_strengthen} · 延 ${chain.to_extend}`,
    ])
      expect(card).toContain(fact);
    expect(watched).toEqual({ errors: [], foreign: [] });
    await page.close();
  });

  it('opens a link with its numbers, suppliers and customers, and leads to the best district’s target list', async () => {
    const { page } = await pages.open('chain/?chain=core');
    await drawn(page);
    await page.locator('#node-nev-cell').click();
    await opened(page);
    const { links, connections } = await core();
    const link = links.find((l) => l.link_id === 'nev-cell')!;
    const numbers = (await page.locator('#panel .numbers').textContent())!;
    for (const number of [link.local_companies, link.local_downstream, link.outside_candidates])
      expect(numbers).toContain(String(number));
    const listed = await page
      .locator('#panel .flow-list li')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-link')));
    const flows = connections.filter((c) => c.from_link === 'nev-cell' || c.to_link === 'nev-cell');
    expect(listed.sort()).toEqual(flows.map((c) => (c.from_link === 'nev-cell' ? c.to_link : c.from_link)).sort());
    expect(await page.locator('.flow-in, .flow-out').count()).toBeGreaterThan(0);
    const { rows: fit } = await pages.ask<{ rows: Stand[] }>('fit?link=nev-cell');
    await page.click('#to-targets');
    await page.locator('.company-name').first().waitFor();
    const { searchParams } = new URL(page.url());
    expect([searchParams.get('link'), searchParams.get('district')]).toEqual([
      'nev-cell',
      fit.find((f) => f.rank === 1)!.district_id,
    ]);
    await page.close();
  });

  it('shows the same links as a table, which sorts', async () => {
    const { page } = await pages.open('chain/?chain=core');
    await drawn(page);
    await page.click('#view-table');
    const { links } = await core();
    expect(await page.locator('#links tbody tr').count()).toBe(links.length);
    await page.locator('#links-sort-4').click();
    const shown = await page.locator('#links tbody tr td:nth-child(5)').allTextContents();
    expect(shown).toEqual(
      links
        .map((l) => l.local_companies)
        .sort((a, b) => b - a)
        .map(String),
    );
    await page.close();
  });
});

suite(`chain by key ${without ?? ''}`, () => {
  it('walks with the arrows, opens with Enter, closes with Escape, and focus follows', async () => {
    const { page } = await pages.open('chain/?chain=ic');
    await drawn(page);
    await page.locator('.node[tabindex="0"]').focus();
    const start = await focused(page);
    await page.keyboard.press('ArrowDown');
    const below = await focused(page);
    expect(below).toMatch(/^node-/);
    expect(below).not.toBe(start);
    await page.keyboard.press('ArrowRight');
    const beside = await focused(page);
    const left = (id: string) => page.locator(`#${id}`).evaluate((node) => (node as HTMLElement).offsetLeft);
    expect(await left(beside)).toBeGreaterThan(await left(below));
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('panel');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe(beside);
    await page.close();
  });
});

suite(`screens ${without ?? ''}`, () => {
  it.each([
    ['chain', '', wide, drawn],
    ['chain-open-dark-en', 'chain=core&open=nev-cell&lang=en', dark, opened],
    ['chain-open', 'chain=ic&open=ic-leadframe', wide, opened],
    ['chain-narrow', 'chain=core&open=nev-cell', narrow, opened],
    [
      'chain-table-narrow-dark-en',
      'chain=core&view=table&lang=en',
      narrowDark,
      (page: Page) => page.locator('#links').waitFor(),
    ],
  ] as const)('%s fits, can be read by everybody, and asks nobody else', async (name, query, view, act) => {
    await pages.look(name, `chain/?${query}`, view, act);
  });
});
