/** Fulfilment and projects through the door: what is asked, what is answered, and whose rows an officer sees. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../api/tokens.ts';
import type { FigureRecord, FigureRow } from '../../data/schema/figure.ts';
import { readHeadline } from '../../data/schema/headline.ts';
import { readMetrics } from '../../data/schema/metric.ts';
import { readWorkbook } from '../../data/xlsx.ts';
import type { JudgedCheck } from '../../engine/caliber/index.ts';
import type { FulfilmentAnswer, League } from '../../engine/index.ts';
import { type Door, openDoor } from '../support/door.ts';
import { promotionCity } from '../support/promotion-city.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let door: Door;
let officer: string;
let researcher: string;

beforeAll(async () => {
  t = await testStore();
  await promotionCity(t);
  officer = (await createToken(t.store, { role: 'officer', district_id: '500112', label: 'test', days: 1 })).token;
  researcher = (await createToken(t.store, { role: 'researcher', district_id: null, label: 'test', days: 1 })).token;
  door = await openDoor(t.store);
});
afterAll(async () => {
  await door.close();
  await t.remove();
});

const by = (token: string, path: string) => door.ask(path, { headers: { authorization: `Bearer ${token}` } });
const asOfficer = async <T>(path: string) => (await (await by(officer, path)).json()) as T;
type Rows<T = Record<string, unknown>> = { rows: T[] };

describe('GET /api/fulfilment', () => {
  it('gives the headline rates with caliber, the course by month, the funnel and what is stuck', async () => {
    const answer = await door.json<FulfilmentAnswer>('/api/fulfilment?months=12');
    expect(answer.rates.map((r) => r.metric)).toEqual(readHeadline().rates);
    for (const rate of answer.rates) expect(rate.caliber.sentence).not.toBe('');
    expect(answer.trends.map((trend) => trend.points.length)).toEqual(answer.trends.map(() => 12));
    expect(answer.funnel.figures.length).toBe(readHeadline().funnel.length);
    expect(answer.stuck.map((p) => p.project_id)).toContain('J4');
    expect(answer.causes).toEqual([
      { cause: expect.any(String), cause_title: expect.any(String), projects: 1, amount_cny: 209330000, land_mu: 33 },
    ]);
  });

  it('knows on a past day what was known then, of one district under any of its names', async () => {
    const start = async (query: string) =>
      (await door.json<FulfilmentAnswer>(`/api/fulfilment?${query}`)).rates.find((r) => r.metric.startsWith('start.'))!;
    const now = await start('district=500112');
    expect(now).toMatchObject({ n: 12, by: { district: '500112' } });
    expect(await start(`district=${encodeURIComponent('渝北')}`)).toEqual(now);
    expect((await start('district=500112&as_known_at=2024-11-19')).numerator).toBe(0);
    expect((await door.get('/api/fulfilment?as_known_at=2024-99-99')).status).toBe(400);
    expect((await door.get(`/api/fulfilment?district=${encodeURIComponent('朝阳区')}`)).status).toBe(404);
  });

  it('lets an officer ask for the own district only', async () => {
    expect((await by(officer, '/api/fulfilment')).status).toBe(403);
    expect((await by(officer, '/api/fulfilment?district=500105')).status).toBe(403);
    const own = await asOfficer<FulfilmentAnswer>('/api/fulfilment?district=500112');
    expect(own.stuck.every((p) => p.district_id === '500112')).toBe(true);
  });
});

describe('GET /api/league', () => {
  it('sets districts beside each other with places that have intervals', async () => {
    const league = await door.json<League>('/api/league?metric=start.any');
    expect(league.rows.map((r) => [r.district, r.figure.n])).toEqual([['渝北区', 12], ['江北区', 8]]); // biome-ignore format: a list
    expect(league.rows[0]!.figure.caliber.metric_id).toBe('start.any');
    for (const row of league.rows) expect(row.place_low).toBeLessThanOrEqual(row.place_high);
    expect((await door.json<League>('/api/league')).metric).toBe(readHeadline().league);
    expect((await door.get('/api/league?metric=start.nothing')).status).toBe(400);
  });

  it('shows an officer the own row, with the place it has among all', async () => {
    const all = await door.json<League>('/api/league?metric=start.any');
    const own = await asOfficer<League>('/api/league?metric=start.any');
    expect(own.rows).toEqual(all.rows.filter((r) => r.district_id === '500112'));
    expect(own.unranked.every((u) => u.district_id === '500112')).toBe(true);
  });
});

describe('GET /api/checks', () => {
  it('lists every check with its wording, narrowed to a district', async () => {
    const { checks } = await door.json<{ checks: JudgedCheck[] }>('/api/checks');
    expect(new Set(checks.map((c) => c.wording))).toEqual(new Set(['疑似，待核 (suspected, needs review)']));
    const permits = checks.find((c) => c.check === 'start-without-permit')!;
    expect(permits.found.map((f) => f.project_ids[0])).toContain('J1');
    expect(permits.found[0]).toMatchObject({ verdict: null, suspicion_id: expect.stringMatching(/^[0-9a-f]{16}$/) });
    const { checks: own } = await asOfficer<{ checks: JudgedCheck[] }>('/api/checks?district=500112');
    expect(own.map((c) => c.check)).toEqual(checks.map((c) => c.check));
    expect(own.flatMap((c) => c.found).every((f) => f.district_id === '500112')).toBe(true);
    expect(own.find((c) => c.check === 'start-without-permit')!.found.length).toBeGreaterThan(0);
  });
});

describe('GET /api/metrics', () => {
  it('gives every metric as a row with its caliber, in every format', async () => {
    const { rows } = await door.json<Rows<FigureRow>>('/api/metrics');
    expect(rows.map((r) => r.metric)).toEqual([...readMetrics().keys()]);
    expect(rows.every((r) => r.caliber && r.version && r.as_known_at)).toBe(true);
    const csv = await (await door.get('/api/metrics.csv?by=district&metric=start.any')).text();
    expect(csv.trim().split('\n')).toHaveLength(3);
    expect(csv).toContain('已开工的项目数');
  });

  it('gives the projects of a figure, which add up to it', async () => {
    const path = '/api/metrics/start.any/projects';
    const all = await door.json<Rows<{ numerator: number; project_id: string }> & { figure: FigureRecord }>(
      `${path}?sort=-numerator&limit=10000`,
    );
    expect(all.rows.reduce((sum, r) => sum + r.numerator, 0)).toBe(all.figure.numerator);
    expect(all.rows).toHaveLength(all.figure.n);
    expect((await door.json<Rows>(`${path}?limit=2`)).rows).toHaveLength(2);
    const book = await readWorkbook(Buffer.from(await (await door.get(`${path}.xlsx`)).arrayBuffer()));
    expect(book.map((sheet) => sheet.sheet)).toEqual(['项目', '口径']);
    expect(JSON.stringify(book[1])).toContain(all.figure.caliber.sentence);
    const own = await asOfficer<Rows<{ district_id: string }>>(`${path}?district=500112`);
    expect(own.rows.map((r) => r.district_id)).toEqual(Array(12).fill('500112'));
    expect((await by(officer, `${path}.csv?district=500105`)).status).toBe(403);
  });

  it('says what changed between two releases, project by project', async () => {
    const path = '/api/metrics/start.any/diff?before=2024-11-19&after=2024-12-31';
    const diff = await door.json<{ before: FigureRecord; after: FigureRecord; changes: { project_id: string }[] }>(
      path,
    );
    expect([diff.before.numerator, diff.after.numerator]).toEqual([0, 9]);
    expect(diff.changes.map((c) => c.project_id).sort()).toEqual(Array.from({ length: 9 }, (_, i) => `Y${i + 1}`));
    expect((await by(officer, path)).status).toBe(403);
  });
});

describe('projects', () => {
  const ids = (rows: Rows) => rows.rows.map((r) => r.project_id);

  it('lists the register by district, stage, word and standstill', async () => {
    expect((await door.json<Rows>('/api/projects')).rows).toHaveLength(21);
    expect(ids(await door.json<Rows>(`/api/projects?district=500105&stage=${encodeURIComponent('终止')}`))).toEqual([
      'J5',
    ]);
    expect(ids(await door.json<Rows>(`/api/projects?find=${encodeURIComponent('渝北项目12')}`))).toEqual(['Y12']);
    expect(ids(await door.json<Rows>('/api/projects?stuck=true'))).toContain('J4');
    expect((await asOfficer<Rows>('/api/projects')).rows).toHaveLength(12);
    expect((await asOfficer<Rows>('/api/projects?district=500105')).rows).toHaveLength(0);
  });

  it('shows one project from lead to today to those who may see it, names of who entered it to none but staff', async () => {
    const shown = await door.json<{ district_id: string; events: { kind: string; actor: string }[] }>(
      '/api/projects/Y1',
    );
    expect(shown.district_id).toBe('500112');
    expect(shown.events.map((e) => e.kind)).toEqual(['contract', 'start', 'arrival', 'production']);
    expect((await by(officer, '/api/projects/Y1')).status).toBe(200);
    expect((await by(officer, '/api/projects/J1')).status).toBe(403);
    expect((await door.get('/api/projects/NONE')).status).toBe(404);
    const { events } = (await (await by(researcher, '/api/projects/Y1')).json()) as typeof shown;
    expect(events.every((e) => e.actor.startsWith('p_'))).toBe(true);
  });

  it('lists whom to tell and what stands idle, an officer’s own only', async () => {
    const escalations = await door.json<Rows>('/api/escalations');
    expect(new Set(ids(escalations))).toContain('J4');
    expect((await asOfficer<Rows>('/api/escalations')).rows.every((r) => r.district_id === '500112')).toBe(true);
    const due = (await asOfficer<Rows>('/api/milestones')).rows;
    expect(due.map((r) => [r.project_id, r.milestone, r.due_on])).toEqual(
      ['Y10', 'Y11', 'Y12'].map((id) => [id, 'start', '2024-12-01']),
    );
    expect((await door.json<Rows>('/api/milestones?days_left_to=-1')).rows.length).toBeGreaterThan(due.length);
    const idle = await door.json<Rows & { causes: { projects: number }[] }>('/api/idle');
    expect(ids(idle)).toEqual(['J6', 'Y12']);
    expect(idle.causes.reduce((sum, c) => sum + c.projects, 0)).toBe(2);
    const own = await asOfficer<typeof idle>('/api/idle');
    expect(ids(own)).toEqual(['Y12']);
    expect(own.causes.reduce((sum, c) => sum + c.projects, 0)).toBe(1);
  });
});
