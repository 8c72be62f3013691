/** What people enter through the door: events, first talk, verdicts, exits; own district, once, and never silently refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../api/tokens.ts';
import type { LedgerEvent } from '../../data/schema/ledger.ts';
import type { JudgedCheck } from '../../engine/caliber/index.ts';
import { type Door, openDoor } from '../support/door.ts';
import { promotionCity } from '../support/promotion-city.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let door: Door;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  t = await testStore();
  await promotionCity(t);
  for (const [name, role, district_id] of [
    ['yubei', 'officer', '500112'],
    ['jiangbei', 'officer', '500105'],
    ['planner', 'planner', null],
    ['leader', 'leader', null],
  ] as const)
    tokens[name] = (await createToken(t.store, { role, district_id, label: 'test', days: 1 })).token;
  door = await openDoor(t.store);
});
afterAll(async () => {
  await door.close();
  await t.remove();
});

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
type Answer = { status: number; replayed: boolean; body: any };
async function send(who: string, path: string, body?: unknown, key?: string): Promise<Answer> {
  const response = await door.ask(path, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      authorization: `Bearer ${tokens[who]}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key ? { 'idempotency-key': key } : {}),
    },
  });
  return {
    status: response.status,
    replayed: response.headers.get('idempotent-replayed') === 'true',
    body: await response.json(),
  };
}

describe('POST /api/events', () => {
  const enter = (who: string, events: unknown[], key?: string) => send(who, '/api/events', { events }, key);

  it('keeps what is sound and says of each other event why not', async () => {
    const { status, body } = await enter('planner', [
      { kind: 'start', project_id: 'J7', happened_on: '2025-05-05', evidence_grade: 'B', evidence: '施工照片' },
      { kind: 'start', project_id: 'J8', happened_on: '2023-01-01' },
      { kind: 'arrival', project_id: 'J7', happened_on: '2025-06-01', amount: 5, currency: 'XQX' },
      { kind: 'transfer', project_id: 'J7', happened_on: '2025-06-01', district_id: '500105' },
      { kind: 'retraction', project_id: 'J7', happened_on: '2025-06-01', corrects: 'nothing' },
      { kind: 'celebration', project_id: 'J7', happened_on: '2025-06-01' },
      'no event at all',
      null,
    ]);
    expect(status).toBe(200);
    expect(body.accepted.map((e: LedgerEvent) => [e.project_id, e.kind, e.district_id])).toEqual([
      ['J7', 'start', '500105'],
    ]);
    expect(body.refused.map((r: { index: number; code: string }) => [r.index, r.code])).toEqual([
      [1, 'before_contract'],
      [2, 'unknown_currency'],
      [3, 'transfer_to_itself'],
      [4, 'corrects_unknown'],
      [5, 'shape'],
      [6, 'shape'],
      [7, 'shape'],
    ]);
  });

  it('says itself who entered it and when it was learned, so that nobody rewrites a past release', async () => {
    const { body } = await enter('planner', [
      { kind: 'completion', project_id: 'J7', happened_on: '2025-07-01', known_at: '2020-01-01', actor: '某某', source: '口头' },
    ]); // biome-ignore format: one event
    const [event] = body.accepted as LedgerEvent[];
    expect(event!.known_at).toBe(event!.recorded_at);
    expect(event!.source).toBe('api');
    expect(event!.actor).not.toBe('某某');
  });

  it('lets an officer write to the own district only, event by event', async () => {
    const { body } = await enter('yubei', [
      { kind: 'arrival', project_id: 'Y2', happened_on: '2025-06-01', amount_cny: 1e6, evidence_grade: 'A' },
      { kind: 'arrival', project_id: 'J2', happened_on: '2025-06-01', amount_cny: 1e6 },
      { kind: 'arrival', project_id: 'J2', happened_on: '2025-06-02', amount_cny: 1e6, district_id: '500112' },
      { kind: 'transfer', project_id: 'J2', happened_on: '2025-06-01', district_id: '500112' },
      { kind: 'transfer', project_id: 'Y2', happened_on: '2025-06-01', district_id: '500105' },
      { kind: 'lead', project_id: 'N1', happened_on: '2025-06-01', district_id: '500105' },
      { kind: 'lead', project_id: 'N2', happened_on: '2025-06-01', district_id: '500112' },
      { kind: 'task', district_id: '500112', happened_on: '2026-01-01', amount_cny: 1 },
    ]);
    expect(body.accepted.map((e: LedgerEvent) => e.project_id)).toEqual(['Y2', 'N2']);
    expect(new Set(body.refused.map((r: { code: string }) => r.code))).toEqual(new Set(['other_district']));
    expect(body.refused).toHaveLength(6);
    expect((await send('yubei', '/api/projects/N2')).body.events[0].pending).toBe(true);
    expect((await send('jiangbei', '/api/projects/N2')).status).toBe(403);
    expect((await enter('leader', [{}])).status).toBe(403);
  });

  it('records one write once, with its key or without', async () => {
    const events = [{ kind: 'stall', project_id: 'Y3', happened_on: '2025-08-01', cause: '资金链紧张' }];
    const first = await enter('yubei', events, 'a-key-of-its-own');
    const again = await enter('yubei', events, 'a-key-of-its-own');
    expect([first.replayed, again.replayed]).toEqual([false, true]);
    expect(again.body).toEqual(first.body);
    expect((await enter('yubei', events)).body.refused[0].code).toBe('duplicate');
    expect((await enter('yubei', [], 'a-key-of-its-own')).status).toBe(400);
  });
});

describe('first talk', () => {
  const filing = {
    district_id: '500112',
    project_name: '车规级功率半导体生产基地项目',
    investor_name: '苏州某芯半导体股份有限公司',
    investment: 20e8,
    talked_on: '2026-03-02',
    evidence: ['洽谈纪要'],
  };
  const decision = { decided_by: '市招商联席会议', decided_on: '2026-05-01', reason: '承接条件', decision: '纪要3号' };
  let own: string;
  let rival: string;

  it('is filed by the own district, once, and says what it looks like', async () => {
    const first = await send('yubei', '/api/first-talks', filing);
    expect(first.body).toMatchObject({
      repeated: false,
      matches: [],
      filing: { investment_cny: 20e8, currency: 'CNY' },
    });
    own = first.body.filing.filing_id;
    expect((await send('yubei', '/api/first-talks', filing)).body).toMatchObject({
      repeated: true,
      filing: { filing_id: own },
    });
    expect((await send('jiangbei', '/api/first-talks', filing)).status).toBe(403);
    const other = await send('jiangbei', '/api/first-talks', {
      ...filing,
      district_id: '500105',
      talked_on: '2026-03-20',
    });
    rival = other.body.filing.filing_id;
    expect(other.body.matches).toMatchObject([{ filing_id: own, verdict: 'same', district_id: '500112' }]);
    const small = await send('yubei', '/api/first-talks', { ...filing, investment: 1e8 });
    expect([small.status, small.body.code]).toEqual([400, 'first_talk_refused']);
    expect((await send('yubei', '/api/first-talks', { ...filing, evidence: [] })).status).toBe(400);
  });

  it('can be checked before it is filed: an officer learns of another district only what is the same project', async () => {
    const check = (who: string, more: Record<string, string>) =>
      send(who, `/api/first-talk-check?${new URLSearchParams({ ...draft, ...more })}`);
    const draft = { project_name: filing.project_name, investor_name: filing.investor_name, investment: '2000000000' };
    const before = (await send('planner', '/api/first-talks')).body.rows.length;
    const seen = (await check('jiangbei', { district_id: '500105' })).body;
    expect(seen.matches.map((m: { filing_id: string }) => m.filing_id).sort()).toEqual([own, rival].sort());
    expect(seen).toMatchObject({ investment_cny: 2e9, refusal: null, projects: [] });
    const vague = { project_name: '车规级芯片', investment: '1200000000' };
    const whole = (await check('planner', { district_id: '500105', ...vague })).body.matches;
    expect(whole.map((m: { verdict: string }) => m.verdict)).toEqual(['possible', 'possible']);
    const narrowed = (await check('jiangbei', { district_id: '500105', ...vague })).body.matches;
    expect(narrowed.map((m: { filing_id: string }) => m.filing_id)).toEqual([rival]);
    expect((await check('jiangbei', { district_id: '500112' })).status).toBe(403);
    expect((await check('leader', { district_id: '500112' })).status).toBe(403);
    expect((await check('planner', { district_id: '500112', investment: '5' })).body.refusal.reason).toMatch(
      /threshold/,
    );
    expect((await send('planner', '/api/first-talks')).body.rows.length).toBe(before);
  });

  it('is listed and shown to its own district', async () => {
    const ids = async (who: string) =>
      (await send(who, '/api/first-talks')).body.rows.map((r: { filing_id: string }) => r.filing_id);
    expect(await ids('planner')).toHaveLength(2);
    expect(await ids('yubei')).toEqual([own]);
    expect((await send('jiangbei', `/api/first-talks/${own}`)).status).toBe(403);
    expect((await send('yubei', `/api/first-talks/${own}`)).body).toMatchObject({
      state: 'active',
      validity: 'unset',
      valid_until: null,
    });
    expect((await send('yubei', `/api/first-talks/${own}/matches`)).body.matches[0].by_part.investor).toBe(1);
    expect((await send('planner', '/api/first-talks/none')).status).toBe(404);
    expect((await send('yubei', '/api/first-talk-rules')).body.rules).toMatchObject({
      threshold_cny: 1e9,
      validity_days: null,
    });
  });

  it('is contested with both claims, and ruled on by the city alone', async () => {
    const claim = { rival_id: rival, claim: '首谈在先' };
    expect((await send('jiangbei', `/api/first-talks/${own}/disputes`, claim)).status).toBe(403);
    const { body: dispute } = await send('yubei', `/api/first-talks/${own}/disputes`, claim);
    expect(dispute).toMatchObject({ filing_id: own, rival_id: rival, similarity: expect.any(Number) });
    const rulings = `/api/first-talk-disputes/${dispute.dispute_id}/rulings`;
    expect((await send('yubei', rulings, { ...decision, ruling: 'first' })).status).toBe(403);
    expect((await send('planner', rulings, { ...decision, ruling: 'first' })).body).toMatchObject({ ruling: 'first' });
    const shown = (await send('jiangbei', `/api/first-talks/${rival}`)).body;
    expect(shown.disputes[0].sides.map((s: { filing_id: string }) => s.filing_id)).toEqual([own, rival]);
    expect(shown.disputes[0].ruling.decision).toBe('纪要3号');
  });

  it('changes hands by decision, not to the holder itself; shares add up or are refused whole', async () => {
    const path = `/api/first-talks/${own}`;
    expect((await send('yubei', `${path}/transfers`, { ...decision, to_district_id: '500105' })).status).toBe(403);
    const itself = await send('planner', `${path}/transfers`, { ...decision, to_district_id: '500112' });
    expect([itself.status, itself.body.code]).toEqual([400, 'first_talk_refused']);
    expect((await send('planner', `${path}/transfers`, { ...decision, to_district_id: '500105' })).status).toBe(200);
    const share = (a: number, b: number) => ({
      shares: [
        { kind: 'tax', district_id: '500112', share_pct: a, start_trigger: '首次纳税' },
        { kind: 'tax', district_id: '500105', share_pct: b, start_trigger: '首次纳税', years: 5 },
      ],
      decided_by: decision.decided_by,
      decided_on: decision.decided_on,
    });
    const short = await send('planner', `${path}/shares`, share(60, 39));
    expect([short.status, short.body.title]).toEqual([400, expect.stringContaining('99 %')]);
    expect((await send('planner', `${path}/shares`, share(60, 40))).body.shares).toHaveLength(2);
    const { body } = await send('jiangbei', path);
    expect(body).toMatchObject({
      holder_district_id: '500105',
      shares: { tax: { state: 'agreed' }, output: { state: 'unset' } },
    });
    const step = { step: 'withdrawn', on: '2026-06-01', reason: '投资方放弃' };
    expect((await send('yubei', `${path}/steps`, step)).status).toBe(200);
    expect((await send('planner', path)).body.state).toBe('withdrawn');
  });
});

describe('verdicts and exits', () => {
  it('records what a person found about a suspicion of the own district', async () => {
    const { checks } = (await send('planner', '/api/checks')).body as { checks: JudgedCheck[] };
    const found = checks.flatMap((c) => c.found);
    const here = found.find((f) => f.district_id === '500112')!;
    const there = found.find((f) => f.district_id === '500105')!;
    const verdict = { verdict: 'explained', reason: '许可证已补办', evidence: '施工许可证' };
    expect((await send('yubei', `/api/suspicions/${there.suspicion_id}/verdict`, verdict)).status).toBe(403);
    expect((await send('yubei', `/api/suspicions/${here.suspicion_id}/verdict`, verdict)).body.verdict).toBe(
      'explained',
    );
    expect((await send('planner', `/api/suspicions/${'0'.repeat(16)}/verdict`, verdict)).status).toBe(404);
    const after = (await send('yubei', '/api/checks?district=500112')).body.checks as JudgedCheck[];
    const judged = after.flatMap((c) => c.found).find((f) => f.suspicion_id === here.suspicion_id);
    expect(judged).toMatchObject({ verdict: 'explained', verdict_reason: '许可证已补办' });
  });

  it('records an exit with what it frees, once, never more land than was held', async () => {
    const exit = {
      cause: 'finance',
      reason: '资金断裂',
      exited_on: '2026-05-01',
      decided_by: '区政府',
      decision: '纪要9号',
    };
    const path = '/api/projects/J4/exit';
    expect((await send('yubei', path, exit)).status).toBe(403);
    const greedy = await send('jiangbei', path, { ...exit, land_freed_mu: 9999 });
    expect([greedy.status, greedy.body.code]).toEqual([400, 'exit_refused']);
    expect((await send('jiangbei', path, { ...exit, land_freed_mu: 20 })).body).toMatchObject({
      land_freed_mu: 20,
      district_id: '500105',
    });
    expect((await send('jiangbei', path, exit)).body.code).toBe('exit_refused');
    const { events } = (await send('jiangbei', '/api/projects/J4')).body as { events: LedgerEvent[] };
    expect(events.at(-1)).toMatchObject({ kind: 'termination', pending: true });
  });
});
