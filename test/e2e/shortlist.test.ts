/** 候选名单: from the target list onto the list, noted, moved, taken off; by click and by key; and the visit brief on paper. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { serve } from '../../api/http/index.ts';
import { pagePdf } from '../../api/print/pdf.ts';
import type { Panel } from '../../notebooks/company/answers.ts';
import type { PolicyFit } from '../../notebooks/shell/answers.ts';
import type { Shortlist } from '../../notebooks/shell/shortlist.ts';
import { dark, narrow, narrowDark, pagesForTests, wide } from '../support/pages.ts';

const { pages, without } = pagesForTests();
const suite = describe.skipIf(without);
const pair = 'link=nev-cell&district=500112';

type Row = { enterprise_id: string; name: string; rank: number; score: number };
const ranked = async () => (await pages.ask<{ rows: Row[] }>(`match?${pair}&top=50`)).rows;
const list = () => pages.ask<Shortlist>('shortlist');
const loaded = (page: Page) => page.locator('#count').waitFor();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

suite(`shortlist by click ${without ?? ''}`, () => {
  it('takes a company from the target list and one from its card', async () => {
    const [first, second] = await ranked();
    const { page, watched } = await pages.open(`targets/?${pair}`);
    await page.locator(`tr[data-id="${first!.enterprise_id}"] button.shortlist:enabled`).click();
    await page.locator(`tr[data-id="${first!.enterprise_id}"] a.shortlist`).waitFor();
    expect(await page.locator('tr.opened').count()).toBe(0);
    await page.goto(`${pages.server.origin}/company/?id=${second!.enterprise_id}&${pair}`);
    await page.locator('button.shortlist:enabled').click();
    await page.locator('a.shortlist').click();
    await page.locator('#entry').waitFor();
    const { rows } = await list();
    expect(rows.map((row) => row.enterprise_id).sort()).toEqual([first!.enterprise_id, second!.enterprise_id].sort());
    expect(watched).toEqual({ errors: [], foreign: [] });
    await page.close();
  });

  it('shows state, rank and score of the API; keeps a note with a new state', async () => {
    const { rows } = await list();
    const entry = rows[0]!;
    const { page } = await pages.open('shortlist/');
    await loaded(page);
    const cells = page.locator('#entries tbody tr').first().locator('th, td');
    expect(await cells.allTextContents()).toEqual(
      expect.arrayContaining([entry.name, '待联系', String(entry.rank), entry.score!.toFixed(2)]),
    );
    await page.locator(`#entry-${entry.entry_id}`).click();
    await page.fill('#note', '联系了投资部，\n约下周二上门');
    await page.selectOption('#new-state', 'visit_set');
    await page.click('#save');
    await page.locator('.history li').nth(1).waitFor();
    const after = await list();
    expect(after.rows.find((row) => row.entry_id === entry.entry_id)).toMatchObject({
      state: 'visit_set',
      note: '联系了投资部，\n约下周二上门',
      notes: 1,
    });
    expect(await page.locator('.history li').first().textContent()).toContain('已约访');
    expect(await page.inputValue('#note')).toBe('');
    await page.selectOption('#state', 'visit_set');
    await expect.poll(() => page.locator('#entries tbody tr').count()).toBe(1);
    expect(await page.locator('#download').getAttribute('href')).toContain('shortlist.xlsx?state=visit_set');
    await page.close();
  });

  it('says what is missing, and takes off the list', async () => {
    const { rows } = await list();
    const entry = rows.find((row) => row.state === 'to_call')!;
    const { page } = await pages.open(`shortlist/?open=${entry.entry_id}`);
    await page.locator('#entry').waitFor();
    await page.click('#save');
    expect(await page.locator('.writing [role=alert]').textContent()).not.toBe('');
    await page.click('#remove');
    await expect.poll(() => page.locator('#entries tbody tr').count()).toBe(rows.length - 1);
    expect((await list()).rows.map((row) => row.entry_id)).not.toContain(entry.entry_id);
    await page.close();
  });
});

suite(`shortlist by key ${without ?? ''}`, () => {
  it('opens an entry, writes a note and closes with Escape', async () => {
    const { rows } = await list();
    const { page } = await pages.open('shortlist/');
    await loaded(page);
    const id = `entry-${rows[0]!.entry_id}`;
    await page.locator(`#${id}`).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('entry');
    await page.locator('#note').focus();
    await page.keyboard.type('带上动力电池专家');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('save');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await list()).rows[0]!.note).toBe('带上动力电池专家');
    await expect.poll(() => focused(page)).toBe('note');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe(id);
    await page.close();
  });
});

const brief = async () => {
  const { rows } = await list();
  return `brief/?id=${rows[0]!.enterprise_id}&link=${rows[0]!.link_id}&district=${rows[0]!.district_id}`;
};

suite(`visit brief ${without ?? ''}`, () => {
  it('prints as A4 with text that can be selected: who, why, policies in force, experts, questions, notes', async () => {
    const entry = (await list()).rows[0]!;
    // As `yuzhao print` does: a server of its own, whose printed address has not been used.
    const printing = await serve({ store: pages.server.store, port: 0 });
    const pdf = await pagePdf(printing.url, await brief()).finally(() => printing.close());
    const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
    const sheets = await Promise.all(
      Array.from({ length: document.numPages }, async (_, at) => {
        const sheet = await document.getPage(at + 1);
        const { width, height } = sheet.getViewport({ scale: 1 });
        expect([Math.abs(width - 595.3) < 1, Math.abs(height - 841.9) < 1]).toEqual([true, true]);
        return (await sheet.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join('');
      }),
    );
    const text = sheets.join('').replace(/\s/g, '');
    const { policies } = await pages.ask<{ policies: PolicyFit[] }>(`policies/fit?${pair}`);
    const panel = await pages.ask<Panel>(`panel?link=nev-cell&investor=${encodeURIComponent(entry.name)}&size=5`);
    for (const word of [
      entry.name,
      `第${entry.rank}名`,
      '他们是谁',
      '可以谈什么',
      '待问清的事',
      '带上动力电池专家',
      ...policies.filter((p) => p.in_force && p.verdict !== '不适用').map((p) => p.policy_id),
      ...panel.members.map((m) => m.expert_id),
    ])
      expect(text).toContain(word.replace(/\s/g, ''));
    // What awaits review is counted and never named on a paper that goes to a company.
    for (const waiting of policies.filter((p) => p.status === '待复核'))
      expect(text).not.toContain(waiting.policy_id.replace(/\s/g, ''));
    expect(document.numPages).toBeLessThanOrEqual(3);
  });
});

suite(`screens ${without ?? ''}`, () => {
  it.each([
    ['shortlist', '', wide],
    ['shortlist-dark-en', '&lang=en', dark],
    ['shortlist-narrow', '', narrow],
    ['shortlist-narrow-dark-en', '&lang=en', narrowDark],
  ] as const)('%s fits, can be read by everybody, and asks nobody else', async (name, query, view) => {
    const { rows } = await list();
    await pages.look(name, `shortlist/?open=${rows[0]!.entry_id}${query}`, view, (page) =>
      page.locator('#entry').waitFor(),
    );
  });

  it.each([
    ['brief', '', wide],
    ['brief-narrow-dark-en', '&lang=en', narrowDark],
  ] as const)('%s fits, can be read by everybody, and asks nobody else', async (name, query, view) => {
    await pages.look(name, `${await brief()}${query}`, view, (page) => page.locator('#standing').waitFor());
  });
});
