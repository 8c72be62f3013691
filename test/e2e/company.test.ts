/** 企业卡: from the target list to the whole of a company, by click and by key; what it says is what the API says. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Card, Explained, Panel } from '../../notebooks/company/answers.ts';
import type { Park, PolicyFit } from '../../notebooks/shell/answers.ts';
import { dark, narrow, narrowDark, pagesForTests, wide } from '../support/pages.ts';

const { pages, without } = pagesForTests();
const suite = describe.skipIf(without);
const pair = 'link=nev-cell&district=500112';

const ready = (page: Page) => page.locator('#standing').waitFor();
const first = async () => {
  const { rows } = await pages.ask<{ rows: { enterprise_id: string; name: string; rank: number; score: number }[] }>(
    `match?${pair}&top=50`,
  );
  return rows[0]!;
};

suite(`company by click ${without ?? ''}`, () => {
  it('opens from a row of the target list and says what the API says', async () => {
    const { page, watched } = await pages.open(`targets/?${pair}`);
    const row = await first();
    await page.locator(`tr[data-id="${row.enterprise_id}"] .card-link`).click();
    await ready(page);
    expect(await page.locator('#name').textContent()).toBe(row.name);
    const card = await pages.ask<Card>(`companies/${row.enterprise_id}`);
    expect(await page.locator('.placements > li').count()).toBe(card.placements.length);
    expect(await page.locator('.signals > li').count()).toBe(card.signals.length);
    const why = await pages.ask<Explained>(`match/explain?${pair}&enterprise=${row.enterprise_id}`);
    const standing = (await page.locator('#standing').textContent())!;
    for (const fact of [`第 ${why.rank} 名`, `共 ${why.of} 家`, why.score!.toFixed(2)])
      expect(standing).toContain(fact);
    const cell = page.locator('.parts tr[data-factor="placement"] td').first();
    expect(await cell.textContent()).toContain(why.parts.placement!.toFixed(2));
    const code = page.locator('tr[data-fact="credit_code"]');
    expect(await code.textContent()).toContain(card.enterprise.credit_code ?? '–');
    expect(await code.textContent()).toContain(`${card.enterprise.source_file} 第 ${card.enterprise.source_line} 行`);
    await page.locator('#to-list').click();
    await page.locator('tr.opened').waitFor();
    expect(await page.locator('tr.opened').getAttribute('data-id')).toBe(row.enterprise_id);
    expect(watched).toEqual({ errors: [], foreign: [] });
    await page.close();
  });

  it('puts policies in force first, leaves out experts with a conflict, and names the parks of the district', async () => {
    const row = await first();
    const { page } = await pages.open(`company/?id=${row.enterprise_id}&${pair}`);
    await ready(page);
    const { policies } = await pages.ask<{ policies: PolicyFit[] }>(`policies/fit?${pair}`);
    const usable = policies.filter((p) => p.in_force && p.verdict !== '不适用').map((p) => p.policy_id);
    const ids = (selector: string, name: string) =>
      page.locator(selector).evaluateAll((all, attribute) => all.map((one) => one.getAttribute(attribute)), name);
    expect(await ids('.panel > .policies > li', 'data-policy')).toEqual(usable);
    expect(await page.locator('#policy-count').textContent()).toContain(`可能适用 ${usable.length} 份`);
    const panel = await pages.ask<Panel>(`panel?link=nev-cell&investor=${encodeURIComponent(row.name)}&size=5`);
    expect(await ids('[data-expert]', 'data-expert')).toEqual(panel.members.map((m) => m.expert_id));
    const { rows: parks } = await pages.ask<{ rows: Park[] }>('parks?district_id=500112');
    expect((await ids('[data-park]', 'data-park')).sort()).toEqual(parks.map((p) => p.park_id).sort());
    await page.close();
  });

  it('shows a value that did not survive beside the one that did, with both sources', async () => {
    const { rows } = await pages
      .ask<{ rows: { enterprise_id: string }[] }>('search?q=南京昃信半导体&kind=company')
      .then(({ rows: found }) => ({
        rows: found.map((f) => ({ enterprise_id: (f as unknown as { id: string }).id })),
      }));
    const id = rows[0]!.enterprise_id;
    const card = await pages.ask<Card>(`companies/${id}`);
    expect(card.conflicts.length).toBeGreaterThan(0);
    const { page } = await pages.open(`company/?id=${id}`);
    await page.locator('.identity').waitFor();
    const shown = await page.locator('tr.conflict').allTextContents();
    expect(shown).toHaveLength(card.conflicts.length);
    for (const [at, { other_value, other_source_line }] of card.conflicts.entries()) {
      expect(shown[at]).toContain(other_value);
      expect(shown[at]).toContain(`第 ${other_source_line} 行`);
    }
    await page.close();
  });
});

suite(`company by key ${without ?? ''}`, () => {
  it('finds a company by a part of its name, opens it, and asks for another link and district', async () => {
    const row = await first();
    const { page } = await pages.open('company/');
    await page.locator('#q').focus();
    await page.keyboard.type(row.name.slice(0, 6));
    await page.keyboard.press('Enter');
    await page.locator('.found button').first().waitFor();
    await page.locator('.found button', { hasText: row.name }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#name').waitFor();
    expect(await page.locator('#name').textContent()).toBe(row.name);
    await page.locator('#district').focus();
    await page.locator('#district').selectOption('500105');
    await expect.poll(() => new URL(page.url()).searchParams.get('district')).toBe('500105');
    await expect.poll(() => page.locator('#standing').textContent()).toContain('江北区');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('district');
    await page.goBack();
    await expect.poll(() => new URL(page.url()).searchParams.get('district')).toBeNull();
    await page.close();
  });
});

suite(`screens ${without ?? ''}`, () => {
  it.each([
    ['company', '', wide],
    ['company-dark-en', '&lang=en', dark],
    ['company-narrow', '', narrow],
    ['company-narrow-dark-en', '&lang=en', narrowDark],
  ] as const)('%s fits, can be read by everybody, and asks nobody else', async (name, query, view) => {
    const row = await first();
    await pages.look(name, `company/?id=${row.enterprise_id}&${pair}${query}`, view, ready);
  });

  it('says that a company is not there', async () => {
    const { page } = await pages.open('company/?id=none');
    await page.locator('.problem').waitFor();
    expect(await page.locator('.problem').textContent()).toContain('没有这家企业');
    await page.close();
  });
});
