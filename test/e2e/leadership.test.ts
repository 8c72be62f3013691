/** 履约看板 in a browser: numbers as the API has them, any number to its projects and evidence in two clicks, as known on any day. */
import { describe, expect, it } from 'vitest';
import { dark, narrow, narrowDark, pagesForTests, type View, wide } from '../support/pages.ts';

const { pages, without } = pagesForTests();
const suite = describe.skipIf(without);

type Figure = { metric: string; value: number | null; n: number; caliber: { sentence: string } };
type Fulfilment = { as_known_at: string; rates: Figure[]; stuck: { name: string }[] };
type Part = { project_id: string | null; numerator: number; denominator: number };

const percent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(1)}%`);
const there = '#stuck-table';
/** The suspicions have come, too. */
const whole = 'main:not(:has([aria-busy])) #stuck-table';

suite(`leadership ${without ?? ''}`, () => {
  it.each([
    ['leadership', 'leadership/', wide],
    ['leadership-dark-en', 'leadership/?lang=en&metric=start.any', dark],
    ['leadership-narrow', 'leadership/?district=500112', narrow],
    ['leadership-drill', 'leadership/?drill=start.on_time&of=500112', wide],
    ['leadership-narrow-dark-en', 'leadership/?lang=en&drill=arrival.cohort_cum', narrowDark],
  ] as const satisfies readonly (readonly [string, string, View])[])(
    '%s fits, can be read by everybody, and asks nobody else',
    (name, path, view) => pages.look(name, path, view, (page) => page.locator(whole).waitFor()),
  );

  it('shows every rate with its caliber, n and interval, as the API has them', async () => {
    const { page } = await pages.open('leadership/');
    await page.locator(there).waitFor();
    const answer = await pages.ask<Fulfilment>('fulfilment');
    for (const { metric, value, n, caliber } of answer.rates) {
      const card = page.locator(`.figure[data-metric="${metric}"]`);
      expect(await card.locator('.value').textContent()).toBe(percent(value));
      expect(await card.locator('.basis').textContent()).toContain(`n = ${n}`);
      await card.locator('summary').click();
      expect(await card.locator('.caliber p').first().textContent()).toBe(caliber.sentence);
    }
    expect(await page.locator(`${there} tbody th`).allTextContents()).toEqual(answer.stuck.map(({ name }) => name));
    await page.close();
  });

  it('lists what the checks suspect, with how many findings each has', async () => {
    const { page } = await pages.open('leadership/');
    await page.locator(whole).waitFor();
    const { checks } = await pages.ask<{ checks: { found: unknown[] }[] }>('checks');
    const found = checks.map((check) => check.found.length).filter((n) => n > 0);
    const shown = await page.locator('.finding summary b').allTextContents();
    expect(shown.map((text) => Number(text.replaceAll(',', '')))).toEqual(found);
    await page.close();
  });

  it('goes from a number to its projects and to their evidence in two clicks', async () => {
    const { page } = await pages.open('leadership/');
    const [rate] = (await pages.ask<Fulfilment>('fulfilment')).rates;
    await page.locator(`[id="drill-${rate!.metric}"]`).click();
    await page.locator('#drill-table tbody tr').first().waitFor();
    const { rows } = await pages.ask<{ rows: Part[] }>(`metrics/${rate!.metric}/projects?limit=1000`);
    expect(rows.reduce((sum, row) => sum + row.denominator, 0)).toBe(rate!.n);
    await page.locator('#drill-table tbody tr button').first().click();
    await page.locator('#timeline-table tbody tr').first().waitFor();
    const id = new URL(page.url()).searchParams.get('project')!;
    const { events } = await pages.ask<{ events: unknown[] }>(`projects/${encodeURIComponent(id)}`);
    expect(await page.locator('#timeline-table tbody tr').count()).toBe(events.length);
    await page.close();
  });

  it('shows an earlier day as it was known then, by key, and what changed since', async () => {
    const { page } = await pages.open('leadership/');
    await page.locator(there).waitFor();
    await page.locator('#known').focus();
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Tab');
    await expect.poll(() => new URL(page.url()).searchParams.get('known')).toBe('2025-06-30');
    const then = await pages.ask<Fulfilment>('fulfilment?as_known_at=2025-06-30');
    const [rate] = then.rates;
    await expect
      .poll(() => page.locator(`.figure[data-metric="${rate!.metric}"] .value`).textContent())
      .toBe(percent(rate!.value));
    await page.locator('#before').fill('2024-12-31');
    await page.locator('#changes-table').waitFor();
    await page.close();
  });
});
