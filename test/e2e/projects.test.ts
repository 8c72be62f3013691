/** 我的项目 in a browser: choose a district, see what is due, enter and correct events, file a first talk; by click and by key. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../api/tokens.ts';
import type { Escalation, FilingRow, Milestone, Project, Timeline } from '../../notebooks/projects/answers.ts';
import { dark, narrow, narrowDark, pagesForTests, pictures, wide } from '../support/pages.ts';

const { pages, without } = pagesForTests();
const suite = describe.skipIf(without);

/** The district with most projects of the demo city, and one of its projects under contract. */
let district: string;
let projects: Project[];
let signed: Project;

type Rows<T> = { rows: T[] };
const listed = (query = '') =>
  pages.ask<Rows<Project>>(`projects?limit=10000&district=${district}${query}`).then((answer) => answer.rows);

beforeAll(async () => {
  if (without) return;
  const { rows } = await pages.ask<Rows<Project>>('projects?limit=10000');
  const counts = new Map<string, number>();
  for (const { district_id } of rows) if (district_id) counts.set(district_id, (counts.get(district_id) ?? 0) + 1);
  district = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]![0];
  projects = await listed();
  signed = projects.find((p) => p.signed_on !== null && p.stage === '在建')!;
}, 120_000);

const rowsOf = (page: Page, table: string) =>
  page
    .locator(`#${table} tbody tr`)
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
const timelineOf = (id: string) => pages.ask<Timeline>(`projects/${encodeURIComponent(id)}`);

/** Fills the form of an event; the kind first, for the fields that it brings. */
async function fill(page: Page, kind: string, typed: Record<string, string>): Promise<void> {
  await page.locator('#event-form').waitFor();
  await page.selectOption('#kind', kind);
  for (const [id, value] of Object.entries(typed)) {
    if (id === 'grade') await page.selectOption('#grade', value);
    else await page.fill(`#${id}`, value);
  }
}

suite(`projects of a district ${without ?? ''}`, () => {
  it('are chosen by key on the map, and stand as the API has them', async () => {
    const { page, watched } = await pages.open('projects/');
    await page.locator('.tile[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.locator('#projects').waitFor();
    expect(new URL(page.url()).searchParams.get('district')).toMatch(/^50\d{4}$/);
    await page.selectOption('#district', district);
    await expect.poll(() => new URL(page.url()).searchParams.get('district')).toBe(district);
    await expect.poll(async () => (await rowsOf(page, 'projects')).length).toBe(projects.length);
    const shown = await rowsOf(page, 'projects');
    expect(shown.map(([name, stage]) => [name, stage])).toEqual(projects.map((p) => [p.name, p.stage]));
    await page.selectOption('#stage', '在建');
    const built = await listed('&stage=在建');
    await expect.poll(async () => (await rowsOf(page, 'projects')).length).toBe(built.length);
    await page.check('#stuck');
    const stuck = await listed('&stage=在建&stuck=true');
    await expect.poll(async () => page.locator('#project-count').textContent()).toBe(`${stuck.length} 个项目`);
    expect(watched).toEqual({ errors: [], foreign: [] });
    await page.close();
  }, 120_000);

  it('show what is overdue, what comes and what must be told, with the counts on top', async () => {
    const { page } = await pages.open(`projects/?district=${district}&tab=due`);
    await page.locator('#late').waitFor();
    const due = (await pages.ask<Rows<Milestone>>(`milestones?limit=10000&sort=due_on&district_id=${district}`)).rows;
    const told = (await pages.ask<Rows<Escalation>>(`escalations?limit=10000&district_id=${district}`)).rows;
    const late = due.filter((m) => m.days_left < 0);
    expect(late.length).toBeGreaterThan(0);
    expect((await rowsOf(page, 'late')).map((cells) => [cells[0], cells[2], cells[3]])).toEqual(
      late.map((m) => [m.name, m.due_on, `逾期 ${(-m.days_left).toLocaleString('zh-CN')} 天`]),
    );
    expect(await page.locator('#count-overdue').textContent()).toBe(String(late.length));
    expect(await page.locator('#count-told').textContent()).toBe(String(new Set(told.map((e) => e.project_id)).size));
    expect((await rowsOf(page, 'told')).length).toBe(told.length);
    await page.selectOption('#within', '365');
    const year = due.filter((m) => m.days_left >= 0 && m.days_left <= 365).length;
    await expect.poll(() => page.locator('#count-soon').textContent()).toBe(String(year));
    await page.locator('#late button.opener').first().click();
    await page.locator('#project').waitFor();
    expect(await page.locator('#project .facts dd').first().textContent()).toBe(late[0]!.project_id);
    await page.close();
  }, 120_000);
});

suite(`an event ${without ?? ''}`, () => {
  it('is refused at the field with the reason, before and after it is sent', async () => {
    const { page, watched } = await pages.open(`projects/?district=${district}&project=${signed.project_id}`);
    const before = (await timelineOf(signed.project_id)).events.length;
    await fill(page, 'arrival', { 'happened-on': '2099-01-01', grade: 'A', evidence: '' });
    await page.click('#record');
    expect(await page.locator('#happened-on-wrong').textContent()).toBe('日期还没有到');
    expect(await page.locator('#amount-wrong').textContent()).toBe('请填大于 0 的金额');
    expect(await page.locator('#evidence-wrong').textContent()).toContain('A 级佐证');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('happened-on');
    await fill(page, 'arrival', { 'happened-on': '2001-01-01', amount: '500', evidence: 'javascript:alert(1)' });
    await page.click('#record');
    expect(await page.locator('#evidence-wrong').textContent()).toContain('https://');
    await page.fill('#evidence', 'https://bank.invalid/slip/7');
    await page.click('#record');
    await expect.poll(() => page.locator('#happened-on-wrong').textContent()).toMatch(/^早于签约日期 \(.+contract/);
    expect(await page.locator('#happened-on').getAttribute('aria-invalid')).toBe('true');
    expect((await timelineOf(signed.project_id)).events.length).toBe(before);
    expect(watched).toEqual({ errors: [], foreign: [] });
    await page.close();
  }, 120_000);

  it('is written once although the answer was lost, and stands at once as waiting for the next build', async () => {
    const { page } = await pages.open(`projects/?district=${district}&project=${signed.project_id}`);
    const before = (await timelineOf(signed.project_id)).events.length;
    let lost = 0;
    await page.route('**/api/events', async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await fill(page, 'arrival', {
      'happened-on': '2026-05-20',
      amount: '1234.5',
      grade: 'A',
      evidence: 'https://bank.invalid/slip/8',
    });
    await page.click('#record');
    await expect.poll(() => page.locator('#event-note').textContent()).toContain('连不上服务');
    await page.click('#record');
    await page.locator('#history .pending').waitFor();
    const { events } = await timelineOf(signed.project_id);
    expect(events.length).toBe(before + 1);
    const entered = events.find((e) => e.pending)!;
    expect(entered).toMatchObject({ kind: 'arrival', amount_cny: 12_345_000, evidence_grade: 'A' });
    const row = (await rowsOf(page, 'history')).find((cells) => cells[6]!.includes('下次生成快照后计入'))!;
    expect([row[0], row[2], row[3], row[4]]).toEqual(['2026-05-20', '资金到位', '1,235 万元', 'A']);
    expect(await page.locator('#history a').first().getAttribute('href')).toBe('https://bank.invalid/slip/8');
    expect(await page.locator('#event-note').textContent()).toContain('已登记：资金到位 2026-05-20');
    await page.close();
  }, 120_000);

  it('is corrected by key: the old one stays and says so', async () => {
    const { page, watched } = await pages.open(`projects/?lang=en&district=${district}&project=${signed.project_id}`);
    const { events } = await timelineOf(signed.project_id);
    const start = events.find((e) => e.kind === 'start')!;
    await page.locator(`#correct-${start.event_id}`).focus();
    await page.keyboard.press('Enter');
    await page.locator('#correcting').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('happened-on');
    expect(await page.inputValue('#happened-on')).toBe(start.happened_on);
    await page.selectOption('#kind', 'retraction');
    await page.fill('#cause', '误报');
    await page.locator('#record').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#event-note').textContent()).toContain('Recorded');
    const after = (await timelineOf(signed.project_id)).events;
    const old = after.find((e) => e.event_id === start.event_id)!;
    expect(old.corrected_by).toBe(after.find((e) => e.corrects === start.event_id)!.event_id);
    expect(await page.locator(`#correct-${start.event_id}`).count()).toBe(0);
    expect((await rowsOf(page, 'history')).some((cells) => /^corrected .+Retraction/.test(cells[6]!))).toBe(true);
    await page.locator('#back').focus();
    await page.keyboard.press('Enter');
    await page.locator('#projects').waitFor();
    expect(watched).toEqual({ errors: [], foreign: [] });
    await page.close();
  }, 120_000);
});

suite(`a first talk ${without ?? ''}`, () => {
  const typed = {
    'project-name': '愔安车规级功率半导体基地',
    'investor-name': '苏州愔安芯半导体有限公司',
    investment: '200000',
    'talked-on': '2026-06-01',
  };
  const put = async (page: Page, more: Record<string, string> = {}) => {
    await page.locator('#talk-form').waitFor();
    for (const [id, value] of Object.entries({ ...typed, ...more })) await page.fill(`#${id}`, value);
  };

  it('is checked while one types, filed by click, and shown with both claims to the other district', async () => {
    const other = district === '500101' ? '500102' : '500101';
    const { page, watched } = await pages.open(`projects/?tab=talks&district=${other}`);
    await put(page, { investment: '5' });
    await expect.poll(() => page.locator('#investment-wrong').textContent()).toContain('不到报备门槛');
    await page.fill('#investment', '200000');
    await expect.poll(() => page.locator('#investment-wrong').textContent()).toBe('');
    await page.locator('#found-nothing').waitFor();
    await page.click('#file-talk');
    expect(await page.locator('#talk-evidence-wrong').textContent()).toBe('至少写明一份佐证');
    await page.fill('#talk-evidence', '洽谈纪要〔2026〕1号\nhttps://minutes.invalid/1');
    await page.click('#file-talk');
    await page.locator('#filing').waitFor();
    expect(watched).toEqual({ errors: [], foreign: [] });
    await page.close();

    const second = (await pages.open(`projects/?tab=talks&district=${district}`)).page;
    await put(second, { 'project-name': '愔安功率半导体基地', 'talked-on': '2026-06-03' });
    const claim = second.locator('#found .claims');
    await claim.waitFor();
    const cells = await claim
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((c) => c.textContent)));
    expect(cells.slice(1, 4).map((row) => row.slice(1))).toEqual([
      ['愔安功率半导体基地', typed['project-name']],
      [typed['investor-name'], typed['investor-name']],
      ['2026-06-03', '2026-06-01'],
    ]);
    await second.fill('#talk-evidence', '意向书');
    await second.locator('#file-talk').focus();
    await second.keyboard.press('Enter');
    await second.locator('#alike .claims').waitFor();
    const { rows } = await pages.ask<Rows<FilingRow>>('first-talks');
    expect(rows.map((f) => [f.district_id, f.investment_cny]).sort()).toEqual(
      [
        [other, 2e9],
        [district, 2e9],
      ].sort(),
    );
    await second.fill('.contest input', '我方先谈');
    await second.locator('.contest button').click();
    await second.locator('.dispute').waitFor();
    expect(await second.locator('.dispute tbody tr').count()).toBe(2);
    expect(await second.locator('.contest').count()).toBe(0);
    await second.screenshot({ path: `${pictures}projects-filing.png`, fullPage: true });
    await second.locator('#back').click();
    await second.locator('#filings').waitFor();
    expect((await rowsOf(second, 'filings')).map((row) => row[0])).toEqual(['愔安功率半导体基地']);
    await second.close();
  }, 120_000);
});

suite(`an officer ${without ?? ''}`, () => {
  it('sees the own district without choosing, and no other', async () => {
    const { token } = await createToken(pages.server.store, {
      role: 'officer',
      district_id: district,
      label: 'test',
      days: 1,
    });
    const context = await pages.context.browser()!.newContext();
    const page = await context.newPage();
    await context.request.post(`${pages.server.origin}/api/session`, {
      data: { token },
      headers: { origin: pages.server.origin },
    });
    await page.goto(`${pages.server.origin}/projects/?district=500101`);
    await page.locator('#own-district').waitFor();
    await page.locator('#projects tbody tr').first().waitFor();
    expect(await page.locator('#district').count()).toBe(0);
    expect((await rowsOf(page, 'projects')).length).toBe(projects.length);
    await context.close();
  }, 120_000);
});

suite(`looks ${without ?? ''}`, () => {
  it.each([
    ['projects-choose', '', wide, '.tiles'],
    ['projects-wide', 'district=', wide, '#projects'],
    ['projects-dark-en', 'lang=en&district=', dark, '#projects'],
    ['projects-narrow', 'district=', narrow, '#projects'],
    ['projects-due', 'tab=due&district=', wide, '#told'],
    ['projects-due-narrow-en', 'lang=en&tab=due&district=', narrowDark, '#told'],
    ['projects-detail', 'project=', wide, '#history'],
    ['projects-detail-narrow-en', 'lang=en&project=', narrow, '#history'],
    ['projects-talks', 'tab=talks&district=', dark, '#filings'],
    ['projects-talks-narrow-en', 'lang=en&tab=talks&district=', narrow, '#filings'],
  ] as const)(
    '%s is sound',
    (name, query, view, there) => {
      const path = query.endsWith('project=')
        ? `${query}${signed.project_id}&district=${district}`
        : query.endsWith('district=')
          ? `${query}${district}`
          : query;
      return pages.look(name, `projects/?${path}`, view, (page) => page.locator(there).first().waitFor());
    },
    120_000,
  );
});
