import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FirstTalkRules, readFirstTalkRules, shareKinds } from '../../../data/schema/first-talk.ts';
import {
  checkFirstTalk,
  coreName,
  fileFirstTalk,
  listFilings,
  type NewFiling,
  openDispute,
  ruleDispute,
  shareFirstTalk,
  showFiling,
  similarity,
  stepFirstTalk,
  transferFirstTalk,
} from '../../../engine/first-talk/index.ts';
import { requireWhole } from '../../../engine/first-talk/judge.ts';
import { contract } from '../caliber/ledger-of.ts';
import { cityOf } from '../project/city-of.ts';

let store: string;
beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'first-talk-'));
});
afterEach(() => rmSync(store, { recursive: true, force: true }));

const rules = readFirstTalkRules();
const filing = (district_id: string, more: Partial<NewFiling> = {}): NewFiling => ({
  district_id,
  project_name: '车规级功率半导体生产基地项目',
  investor_name: '苏州某芯半导体股份有限公司',
  investor_credit_code: null,
  content: '建设8英寸车规级功率器件产线',
  link: '功率半导体',
  investment: 20e8,
  currency: 'CNY',
  talked_on: '2026-03-02',
  evidence: ['洽谈纪要'],
  actor: 'officer-1',
  ...more,
});
const decision = {
  decided_by: rules.arbiter,
  decided_on: '2026-05-01',
  decision: '纪要〔2026〕3号',
  actor: 'planner-1',
};

describe('checking a draft', () => {
  it('finds filings and projects that look like it, says what the rules would refuse, and writes nothing', async () => {
    const city = await cityOf([
      contract('P1', '2025-01-01', 2e9, { investor: '苏州某芯半导体股份有限公司' }),
      contract('P2', '2025-01-01', 2e9, { investor: '成都另一家电子有限公司' }),
    ]);
    const { filing: filed } = await fileFirstTalk(store, filing('500112'));
    const { district_id: _, evidence: _evidence, actor: _actor, ...draft } = filing('500105');
    const checked = await checkFirstTalk(city, store, draft);
    expect(checked).toMatchObject({ investment_cny: 20e8, refusal: null });
    expect(checked.matches.map((m) => [m.filing_id, m.verdict, m.score])).toEqual([[filed.filing_id, 'same', 1]]);
    expect(checked.projects.map((p) => p.project_id)).toEqual(['P1']);
    const small = await checkFirstTalk(city, store, { ...draft, investment: 1e8 });
    expect(small.investment_cny).toBeNull();
    expect(small.refusal?.reason).toMatch(/1\.00 亿元 lies below the threshold/);
    const empty = { ...draft, investor_name: '', project_name: '', content: null, link: null, investment: null };
    expect(await checkFirstTalk(city, store, empty)).toEqual({
      investment_cny: null,
      refusal: null,
      matches: [],
      projects: [],
    });
    expect(await listFilings(store)).toHaveLength(1);
    city.closeAll();
  });
});

describe('filing', () => {
  it('records the claim, and the same claim once', async () => {
    const first = await fileFirstTalk(store, filing('500112'));
    const again = await fileFirstTalk(store, filing('500112'));
    expect(first.repeated).toBe(false);
    expect(again).toMatchObject({ repeated: true, filing: first.filing });
    expect(await listFilings(store)).toHaveLength(1);
  });

  it('says that validity and shares are unset, and invents no number for them', async () => {
    const { filing: filed } = await fileFirstTalk(store, filing('500112'));
    const shown = await showFiling(store, filed.filing_id);
    expect(shown).toMatchObject({ validity: 'unset', valid_until: null, state: 'active' });
    for (const kind of shareKinds) expect(shown.shares[kind]).toEqual({ state: 'unset', parties: [] });
    expect(rules.validity_days).toBeNull();
    expect(rules.default_share_pct).toBeNull();
  });

  it.each<[string, Partial<NewFiling>, RegExp]>([
    ['less than 10 亿元', { investment: 9.99e8 }, /9\.99 亿元 lies below the threshold of 10 亿元/],
    [
      'less than 1,000 万美元',
      { investment: 9e6, currency: 'USD' },
      /900 万美元 lies below the threshold of 1000 万美元/,
    ],
    ['an unknown currency', { currency: 'XXX' }, /currency XXX/],
    ['no evidence', { evidence: [' '] }, /without evidence/],
    ['a strange district', { district_id: '510100' }, /510100/],
    ['a talk that is still to come', { talked_on: '2999-01-01' }, /has not happened/],
  ])('refuses %s with the reason', async (_what, more, said) => {
    await expect(async () => fileFirstTalk(store, filing('500112', more))).rejects.toThrow(said);
    expect(await listFilings(store)).toEqual([]);
  });

  it('takes 1,000 万美元 although that is less than 10 亿元', async () => {
    const { filing: filed } = await fileFirstTalk(store, filing('500112', { investment: 1.2e7, currency: 'USD' }));
    expect(filed.investment_cny).toBeLessThan(10e8);
  });

  it('shows an earlier filing of the same project by another district, and keeps both', async () => {
    await fileFirstTalk(store, filing('500112'));
    const { matches } = await fileFirstTalk(
      store,
      filing('500116', {
        project_name: '功率半导体生产基地',
        investor_name: '某芯半导体（重庆）有限公司',
        investment: 22e8,
      }),
    );
    expect(matches).toHaveLength(1);
    expect(matches[0]).toMatchObject({ district_id: '500112', verdict: 'same', parts: { investor: 1, link: 1 } });
    expect(await listFilings(store)).toHaveLength(2);
  });
});

describe('likeness', () => {
  const claimed = (investor_name: string, more = {}) => ({
    ...filing('500112'),
    investor_name,
    investment_cny: 20e8,
    ...more,
  });
  const { weights } = rules.similarity;

  it.each([
    ['苏州某芯半导体股份有限公司', '某芯半导体'],
    ['重庆市某某汽车集团有限公司', '某某汽车'],
    ['某某（香港）有限公司', '某某'],
  ])('names %s by %s', (name, core) => expect(coreName(name)).toBe(core));

  it('is 1 with itself, symmetric, within 0 and 1, and low between strangers', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'芯片汽车半导体锂电池材料新能源智能装备'),
      minLength: 2,
      maxLength: 12,
    });
    const anyone = fc.record({
      investor_name: text,
      project_name: text,
      content: fc.option(text),
      link: fc.option(fc.constantFrom('甲', '乙')),
      investor_credit_code: fc.constant(null),
      investment_cny: fc.option(fc.double({ min: 1e8, max: 1e11, noNaN: true })),
    });
    fc.assert(
      fc.property(anyone, anyone, (a, b) => {
        const [ab, ba] = [similarity(a, b, weights), similarity(b, a, weights)];
        expect(ab.score).toBeCloseTo(ba.score, 12);
        expect(ab.score).toBeGreaterThanOrEqual(0);
        expect(ab.score).toBeLessThanOrEqual(1);
        expect(similarity(a, a, weights).score).toBeCloseTo(1, 12);
      }),
      { seed: 4 },
    );
    const stranger = similarity(
      claimed('成都食品有限公司', {
        project_name: '火锅底料加工项目',
        content: '调味品',
        link: '食品',
        investment_cny: 2e8,
      }),
      claimed('苏州某芯半导体股份有限公司'),
      weights,
    );
    expect(stranger.score).toBeLessThan(0.2);
  });

  it('leaves out what one side does not say instead of counting it against', () => {
    const { score, parts } = similarity(
      claimed('甲乙丙'),
      claimed('甲乙丙', { link: null, investment_cny: null }),
      weights,
    );
    expect([parts.link, parts.amount]).toEqual([null, null]);
    expect(score).toBeCloseTo(1, 12);
  });
});

describe('the clock', () => {
  const set: FirstTalkRules = { ...rules, validity_days: 180 };
  const today = new Date().toISOString().slice(0, 10);
  const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  it('runs from filing, runs out, and starts again with a renewal', async () => {
    const { filing: filed } = await fileFirstTalk(store, filing('500112', { talked_on: '2026-01-05' }), { rules: set });
    const at = (on: string) => showFiling(store, filed.filing_id, { rules: set, on });
    expect(await at(later(100))).toMatchObject({ state: 'active', validity: 'set' });
    expect(await at(later(200))).toMatchObject({ state: 'expired' });
    const step = {
      filing_id: filed.filing_id,
      step: 'renewed' as const,
      on: later(100),
      reason: '企业已签意向',
      project_id: null,
      evidence: ['意向书'],
      actor: 'officer-1',
    };
    await stepFirstTalk(store, step, { rules: set });
    expect(await at(later(200))).toMatchObject({ state: 'active', valid_until: later(280) });
    await stepFirstTalk(store, { ...step, step: 'withdrawn', on: today, reason: '企业放弃' }, { rules: set });
    await expect(stepFirstTalk(store, { ...step, on: today }, { rules: set })).rejects.toThrow(/withdrawn/);
  });
});

describe('transfer', () => {
  it('moves the holder with reason and decision, and keeps who filed', async () => {
    const { filing: filed } = await fileFirstTalk(store, filing('500112'));
    const row = await transferFirstTalk(store, {
      filing_id: filed.filing_id,
      to_district_id: '500116',
      reason: '用地不能满足',
      ...decision,
    });
    expect(row.from_district_id).toBe('500112');
    const shown = await showFiling(store, filed.filing_id);
    expect(shown).toMatchObject({ holder_district_id: '500116', filing: { district_id: '500112' } });
    expect(shown.timeline.map((t) => t.what)).toEqual(['首谈报备', '流转']);
    expect(shown.timeline[1]!.documents).toEqual(['纪要〔2026〕3号']);
  });

  it('is refused to itself', async () => {
    const { filing: filed } = await fileFirstTalk(store, filing('500112'));
    await expect(
      transferFirstTalk(store, { filing_id: filed.filing_id, to_district_id: '500112', reason: 'x', ...decision }),
    ).rejects.toThrow(/is with 500112 already/);
  });
});

describe('shares', () => {
  const { decision: _, ...decided } = decision;
  const share = (kind: (typeof shareKinds)[number], district_id: string, share_pct: number) => ({
    kind,
    district_id,
    share_pct,
    start_trigger: '首次纳税',
    years: 5,
  });

  it('are agreed by kind; the newest agreement of a kind speaks', async () => {
    const { filing_id } = (await fileFirstTalk(store, filing('500112'))).filing;
    const agree = (first: number) =>
      shareFirstTalk(store, {
        filing_id,
        ...decided,
        shares: [share('kpi_points', '500112', first), share('kpi_points', '500116', 100 - first)],
      });
    await agree(50);
    await agree(70);
    const shown = await showFiling(store, filing_id);
    expect(shown.shares.kpi_points.parties.map((p) => p.share_pct)).toEqual([70, 30]);
    expect(shown.shares.tax.state).toBe('unset');
    expect(shown.timeline.filter((t) => t.what === '分享')).toHaveLength(4);
  });

  it('that sum to 99 % are refused with all kinds, and everything else is kept', async () => {
    const { filing_id } = (await fileFirstTalk(store, filing('500112'))).filing;
    await expect(
      shareFirstTalk(store, {
        filing_id,
        ...decided,
        shares: [share('tax', '500112', 100), share('kpi_points', '500112', 60), share('kpi_points', '500116', 39)],
      }),
    ).rejects.toThrow(/考核赋分 adds up to 99 %, not 100 %/);
    expect((await showFiling(store, filing_id)).shares.tax.state).toBe('unset');
  });

  it('pass if and only if every kind adds up to 100', () => {
    const part = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(part, part, (a, b) => {
        const shares = [share('tax', '500112', a), share('tax', '500116', b)];
        if (a + b === 100) requireWhole(shares);
        else expect(() => requireWhole(shares)).toThrow(/adds up to/);
      }),
      { seed: 9 },
    );
  });
});

describe('a dispute', () => {
  it('shows both claims, their likeness and one run of evidence, until people rule', async () => {
    const a = (await fileFirstTalk(store, filing('500112', { talked_on: '2026-03-02' }))).filing;
    const b = (
      await fileFirstTalk(store, filing('500116', { talked_on: '2026-02-20', evidence: ['拜访记录', '邮件'] }))
    ).filing;
    const dispute = await openDispute(store, {
      filing_id: a.filing_id,
      rival_id: b.filing_id,
      claim: '我区先签意向',
      rival_claim: '我区先拜访',
      actor: 'officer-1',
    });
    const shown = await showFiling(store, b.filing_id);
    expect(shown.contested).toBe(true);
    expect(shown.disputes[0]).toMatchObject({ ruling: null, similarity: 1 });
    expect(shown.disputes[0]!.sides.map((s) => [s.district_id, s.claim, s.evidence.length])).toEqual([
      ['500112', '我区先签意向', 1],
      ['500116', '我区先拜访', 2],
    ]);
    expect(shown.disputes[0]!.evidence.map((e) => e.on)).toEqual(['2026-02-20', '2026-03-02']);
    await ruleDispute(store, {
      dispute_id: dispute.dispute_id,
      ruling: 'both',
      reason: '双方均有实质推进',
      ...decision,
    });
    const ruled = await showFiling(store, a.filing_id);
    expect(ruled.contested).toBe(false);
    expect(ruled.disputes[0]!.ruling).toMatchObject({ ruling: 'both' });
  });

  it('needs two districts and a dispute that exists', async () => {
    const a = (await fileFirstTalk(store, filing('500112'))).filing;
    const claim = { claim: 'x', rival_claim: null, actor: 'o' };
    await expect(openDispute(store, { filing_id: a.filing_id, rival_id: a.filing_id, ...claim })).rejects.toThrow(
      /itself/,
    );
    await expect(openDispute(store, { filing_id: a.filing_id, rival_id: 'ST0', ...claim })).rejects.toMatchObject({
      code: 'filing_not_found',
    });
    await expect(
      ruleDispute(store, { dispute_id: 'SD0', ruling: 'first', reason: 'x', ...decision }),
    ).rejects.toMatchObject({ code: 'dispute_not_found' });
  });
});
