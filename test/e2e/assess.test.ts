/** 考核试算: choose a formula, move points and caps, see who moves and why; by click and by key; as it looks. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../notebooks/assess/answers.ts';
import { dark, narrow, narrowDark, pagesForTests, wide } from '../support/pages.ts';

const { pages, without } = pagesForTests();
const suite = describe.skipIf(without);
const day = 'day=2025-12-31';

const ranks = (page: Page) => page.locator('table.ranks').first().waitFor();
const order = (page: Page) =>
  page.locator('table.ranks tbody tr').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-unit')));
const scores = (page: Page) => page.locator('table.ranks .score').allTextContents();
const shown = (answer: Answer) => answer.assessment.units.map((u) => (u.score === null ? '–' : u.score.toFixed(2)));

suite(`what-if by click ${without ?? ''}`, () => {
  it('shows the scores, places and intervals of the API, and the working of a unit with its calibers', async () => {
    const { page } = await pages.open(`assess/?${day}`);
    await ranks(page);
    const answer = await pages.ask<Answer>('assess?formula=yulin-10-20-35-35&as_known_at=2025-12-31');
    expect(await order(page)).toEqual(answer.assessment.units.map((u) => u.unit_id));
    expect(await scores(page)).toEqual(shown(answer));
    const first = answer.assessment.units[0]!;
    expect(await page.locator('table.ranks .words').first().textContent()).toBe(
      `[${first.low!.toFixed(2)}, ${first.high!.toFixed(2)}]`,
    );
    await page.locator(`#unit-${first.unit_id}`).click();
    const working = page.locator('#working');
    await working.waitFor();
    expect(await working.locator('tr.item').count()).toBe(first.items.length + first.deductions.length);
    await working.locator('summary').first().click();
    expect(await working.locator('details p').first().textContent()).toBe(first.items[0]!.parts[0]!.caliber.sentence);
    await page.close();
  });

  it('recomputes after a change of points, holds it against the formula as it was, and undoes it', async () => {
    const { page } = await pages.open(`assess/?${day}`);
    await ranks(page);
    const before = await scores(page);
    await page.fill('#points-task', '5');
    await page.fill('#points-arrival', '65');
    await page.click('#recompute');
    await page.locator('table.ranks .move').first().waitFor();
    const edits = JSON.stringify({ items: { arrival: { points: 65 }, task: { points: 5 } } });
    const answer = await pages.ask<Answer>(
      `assess?formula=yulin-10-20-35-35&against=yulin-10-20-35-35&as_known_at=2025-12-31&edits=${encodeURIComponent(edits)}`,
    );
    expect(await scores(page)).toEqual(shown(answer));
    const moved = answer.moved.filter((m) => m.place_before !== m.place_after && m.place_after !== null);
    expect(await page.locator('.move .up, .move .down').count()).toBe(moved.length);
    expect(new URL(page.url()).searchParams.get('edits')).toBe(edits);
    await page.click('#restore');
    await expect.poll(() => scores(page)).toEqual(before);
    await page.close();
  });

  it('names the cap that lets money cover for contracts; capping each part takes the hint away', async () => {
    const { page } = await pages.open(`assess/?formula=prefecture-2024&${day}`);
    await page.locator('[data-code="cap_covers"]').waitFor();
    await page.fill('#part_cap-signing', '100');
    await page.click('#recompute');
    await page.locator('table.ranks .move').first().waitFor();
    expect(await page.locator('[data-code="cap_covers"]').count()).toBe(0);
    await page.close();
  });

  it('does not send points of nothing', async () => {
    const { page } = await pages.open(`assess/?${day}`);
    await ranks(page);
    await page.fill('#points-task', '0');
    await page.click('#recompute');
    expect(await page.locator('#points-task:invalid').count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('edits')).toBeNull();
    await page.close();
  });
});

suite(`what-if by key ${without ?? ''}`, () => {
  it('chooses a formula, changes points with Enter, opens a unit and closes it with Escape', async () => {
    const { page } = await pages.open(`assess/?${day}`);
    await ranks(page);
    await page.locator('#formula').focus();
    await page.locator('#formula').selectOption('gaoan-coefficient');
    await page.locator('#points-produce').waitFor();
    await page.locator('#points-produce').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('60');
    await page.keyboard.press('Enter');
    await page.locator('table.ranks .move').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('points-produce');
    const unit = page.locator('button.unit').first();
    const id = await unit.getAttribute('id');
    await unit.focus();
    await page.keyboard.press('Enter');
    await page.locator('#working').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('working');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(id);
    await page.close();
  });
});

const opened = async (page: Page) => {
  await ranks(page);
  await page.locator('button.unit').first().click();
  await page.locator('#working').waitFor();
};
const edits = encodeURIComponent(JSON.stringify({ items: { arrival: { points: 65 }, task: { points: 5 } } }));

suite(`screens ${without ?? ''}`, () => {
  it.each([
    ['assess', day, wide, ranks],
    ['assess-working', day, wide, opened],
    ['assess-edited-dark', `${day}&edits=${edits}`, dark, ranks],
    ['assess-hints-en', `formula=prefecture-2024&${day}&lang=en`, wide, opened],
    ['assess-narrow', `${day}&edits=${edits}`, narrow, opened],
    ['assess-narrow-dark-en', `formula=zone-outcome&lang=en`, narrowDark, ranks],
  ] as const)('%s fits, can be read by everybody, and asks nobody else', async (name, query, view, act) => {
    await pages.look(name, `assess/?${query}`, view, act);
  });
});
