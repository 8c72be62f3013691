/** 政策库 in a browser: found, read, fitted and filed by click and by key; a stranger sees what is public and no more. */
import { describe, expect, it } from 'vitest';
import { violations } from '../support/accessibility.ts';
import { dark, narrow, pagesForTests, wide } from '../support/pages.ts';
import { watch } from '../support/watch.ts';

const { pages, without } = pagesForTests();
const suite = describe.skipIf(without);

type Row = { policy_id: string; title: string; in_force: boolean; status: string };
type Fit = { policy_id: string; verdict: string };

suite(`policies ${without ?? ''}`, () => {
  it('lists every policy, in force first, and narrows by click', async () => {
    const { page, watched } = await pages.open('policy/');
    const { rows } = await pages.ask<{ rows: Row[] }>('policies');
    await page.locator('.policies > li').first().waitFor();
    expect(await page.locator('.policies > li').count()).toBe(rows.length);
    const chips = await page.locator('.policies .standing strong').allInnerTexts();
    const ranks = chips.map((chip) => ['现行有效', '待复核', '不可援引'].indexOf(chip));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    await page.selectOption('#status', 'in_force');
    await expect.poll(() => page.locator('.policies > li').count()).toBe(rows.filter((r) => r.in_force).length);
    expect(watched).toEqual({ errors: [], foreign: [] });
    await page.close();
  });

  it('finds a clause and reads the policy by key alone; hits and verdict are there for reviewers', async () => {
    const { page, watched } = await pages.open('policy/');
    await page.locator('#q').focus();
    await page.keyboard.type('返还');
    await page.keyboard.press('Enter');
    await page.locator('.policies mark').first().waitFor();
    expect((await page.locator('.policies mark').allInnerTexts()).every((text) => text === '返还')).toBe(true);
    await page.locator('button.title').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('article.policy').waitFor();
    await page.locator('.hits summary').first().focus();
    await page.keyboard.press('Enter');
    const form = page.locator('.hit form').first();
    await form.locator('input').fill('对象特定');
    await form.locator('input').press('Enter');
    await expect
      .poll(() =>
        page
          .locator('.hit')
          .allTextContents()
          .then((t) => t.join()),
      )
      .toContain('对象特定');
    expect(watched).toEqual({ errors: [], foreign: [] });
    await page.close();
  });

  it('says which policies fit, with the numbers of the API', async () => {
    const { page } = await pages.open('policy/?tab=fit');
    await page.selectOption('#district', '500112');
    await page.fill('#investment', '20000');
    await page.locator('#investment').press('Tab');
    const { policies } = await pages.ask<{ policies: Fit[] }>('policies/fit?district=500112&investment_cny=200000000');
    const n = (verdict: string) => policies.filter((p) => p.verdict === verdict).length;
    const said = `适用 ${n('适用')}，待核实 ${n('待核实')}，不适用 ${n('不适用')}`;
    await expect.poll(() => page.locator('#fit-count').textContent()).toBe(said);
    await page.close();
  });

  it('takes a lead and gives its number', async () => {
    const { page } = await pages.open('policy/?tab=lead');
    await page.fill('#investor', '某某演示公司');
    await page.fill('#content', '建设演示项目');
    await page.click('#file-lead');
    await expect.poll(() => page.locator('#lead-note').textContent()).toMatch(/XS[0-9A-F]{12}/);
    await page.close();
  });

  it('shows a stranger the public part: no other page, no hits, no form', async () => {
    const context = await pages.context.browser()!.newContext();
    const page = await context.newPage();
    const watched = watch(page);
    await page.goto(`${pages.server.origin}/policy/`);
    await page.locator('.policies > li').first().waitFor();
    expect(await page.locator('header nav a').count()).toBe(1);
    expect(await page.locator('.provenance').textContent()).toContain('合成数据');
    await page.locator('button.title').first().click();
    await page.locator('article.policy').waitFor();
    expect(await page.locator('.hits').count()).toBe(0);
    await page.click('#tab-lead');
    await page.locator('.steps').waitFor();
    expect(await page.locator('form').count()).toBe(0);
    await page.click('#tab-parks');
    await page.locator('#parks tbody tr').first().waitFor();
    expect(await violations(page)).toEqual([]);
    expect(watched.foreign).toEqual([]);
    await context.close();
  });

  it.each([
    ['policy-library', 'policy/', wide, '.policies > li'],
    ['policy-dark', 'policy/', dark, '.policies > li'],
    ['policy-narrow', 'policy/', narrow, '.policies > li'],
    ['policy-fit', 'policy/?tab=fit&district=500112&investment=20000', wide, '#fit-count'],
    ['policy-fit-narrow', 'policy/?tab=fit&district=500112&investment=20000', narrow, '#fit-count'],
    ['policy-parks-en', 'policy/?tab=parks&lang=en', wide, '#parks'],
    ['policy-lead-en-narrow', 'policy/?tab=lead&lang=en', narrow, '#file-lead'],
  ])('%s fits, reads out well and asks nobody else', (name, path, view, sign) =>
    pages.look(name, path, view, (page) => page.locator(sign).first().waitFor()),
  );

  it('policy-card fits, reads out well and asks nobody else', async () => {
    const { rows } = await pages.ask<{ rows: Row[] }>('policies?in_force=true');
    const path = `policy/?policy=${encodeURIComponent(rows[0]!.policy_id)}`;
    const open = (page: import('playwright-core').Page) => page.locator('article.policy .piece').first().waitFor();
    await pages.look('policy-card', path, wide, open);
    await pages.look('policy-card-narrow', path, narrow, open);
  });
});
