/** 全市统筹: who leads where and what the city gains, as the API says; other places solve it anew; by click and by key. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Allocation } from '../../notebooks/allocation/answers.ts';
import { dark, narrow, narrowDark, pagesForTests, wide } from '../support/pages.ts';

const { pages, without } = pagesForTests();
const suite = describe.skipIf(without);
const solved = (page: Page) => page.locator('#allotted tbody tr').first().waitFor();
const ask = (more = '') => pages.ask<Allocation>(`allocation?chain=core&top=50&limit=10000${more}`);
const open = 'allocation/?top=50';
const leads = (page: Page) => page.locator('#allotted tbody tr td:nth-child(3)').allTextContents();

suite(`allocation by click ${without ?? ''}`, () => {
  it('shows lead, reserves, gain, load and price of the API', async () => {
    const { page, watched } = await pages.open(open);
    await solved(page);
    const answer = await ask();
    const named = (one: Allocation['rows'][number]['lead']) => (one ? `${one.name} ${one.score.toFixed(2)}` : '无');
    expect(await leads(page)).toEqual(answer.rows.map(({ lead }) => named(lead)));
    const reserves = await page.locator('#allotted tbody tr td:nth-child(4)').allTextContents();
    expect(reserves).toEqual(answer.rows.map((row) => row.reserves.map(named).join('') || '–'));
    expect(await page.locator('#placed .value').textContent()).toBe(`${answer.placed} / ${answer.investors}`);
    expect(await page.locator('#share .value').textContent()).toBe(`${(100 * answer.share.exact).toFixed(1)}%`);
    for (const room of answer.districts) {
      const row = page.locator(`tr[data-district="${room.district_id}"] td`);
      expect(await row.nth(1).textContent()).toBe({ table: '手填', parks: '园区余量', service: '服务上限' }[room.by]);
      expect(await row.nth(2).textContent()).toBe(`${room.load} / ${room.capacity}`);
      expect(await row.nth(4).textContent()).toBe(room.price > 0.005 ? room.price.toFixed(2) : '–');
    }
    expect(watched).toEqual({ errors: [], foreign: [] });
    await page.close();
  });

  it('solves anew with fewer places: nobody leads beyond them, and the place has a price', async () => {
    const before = await ask();
    const busiest = before.districts.toSorted((a, b) => b.load - a.load)[0]!;
    const { page } = await pages.open(open);
    await solved(page);
    await page.fill(`#places-${busiest.district_id}`, '1');
    await page.click('#solve');
    const capacity = JSON.stringify({ [busiest.district_id]: 1 });
    await expect.poll(() => new URL(page.url()).searchParams.get('capacity')).toBe(capacity);
    const answer = await ask(`&capacity=${encodeURIComponent(capacity)}`);
    const room = answer.districts.find((d) => d.district_id === busiest.district_id)!;
    await expect
      .poll(() => page.locator(`tr[data-district="${busiest.district_id}"] td`).nth(2).textContent())
      .toBe(`${room.load} / 1`);
    expect(room.load).toBeLessThanOrEqual(1);
    expect(await page.locator('#share .value').textContent()).toBe(`${(100 * answer.share.exact).toFixed(1)}%`);
    expect(answer.share.exact).toBeLessThan(before.share.exact);
    await page.click('#restore');
    await expect
      .poll(() => page.locator(`tr[data-district="${busiest.district_id}"] td`).nth(2).textContent())
      .toBe(`${busiest.load} / ${busiest.capacity}`);
    await page.close();
  });
});

suite(`allocation by key ${without ?? ''}`, () => {
  it('narrows to a district and back, and sends places with Enter', async () => {
    const { page } = await pages.open(open);
    await solved(page);
    const answer = await ask();
    const busiest = answer.districts.toSorted((a, b) => b.load - a.load)[0]!;
    await page.locator(`#district-${busiest.district_id}`).focus();
    await page.keyboard.press('Enter');
    const here = answer.rows.filter((row) =>
      [row.lead, ...row.reserves].some((one) => one?.district_id === busiest.district_id),
    );
    await expect.poll(() => page.locator('#allotted tbody tr').count()).toBe(here.length);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`district-${busiest.district_id}`);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#allotted tbody tr').count()).toBe(answer.rows.length);
    await page.locator(`#places-${busiest.district_id}`).focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => new URL(page.url()).searchParams.get('capacity'))
      .toBe(JSON.stringify({ [busiest.district_id]: 2 }));
    await page.close();
  });
});

suite(`screens ${without ?? ''}`, () => {
  it.each([
    ['allocation', 'top=50', wide],
    ['allocation-dark-en', 'top=50&lang=en', dark],
    ['allocation-narrow', 'top=50', narrow],
    ['allocation-narrow-dark-en', 'link=nev-cell&top=50&lang=en', narrowDark],
  ] as const)('%s fits, can be read by everybody, and asks nobody else', async (name, query, view) => {
    await pages.look(name, `allocation/?${query}`, view, solved);
  });
});
