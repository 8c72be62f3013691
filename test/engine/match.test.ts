/** The target list on an invented city: who is on it, who is not and why, and that its numbers are what they say. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factors, readProfile } from '../../data/schema/profile.ts';
import type { Database } from '../../data/store/index.ts';
import { enterpriseCard, linkList, type MatchAnswer, matchList, overview } from '../../engine/index.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let db: Database;
let list: MatchAnswer;

beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('城.csv', registryCsv(inventedCity)));
  await t.build();
  db = await t.snapshot();
  list = await matchList(db, { link: '集成电路封测', district: '渝北区', top: 20 });
});
afterAll(async () => {
  db.closeAll();
  await t.remove();
});

describe('the list', () => {
  it('names makers first, never caterers, and leaves out locals and branches with the reason', () => {
    expect(
      list.rows
        .slice(0, 2)
        .map((r) => r.name)
        .sort(),
    ).toEqual(['无锡甲乙半导体封测有限公司', '苏州丙丁集成电路有限公司'].sort());
    expect(list.rows.some((r) => r.name.includes('餐饮') || r.name.includes('商贸'))).toBe(false);
    expect(list.gated).toEqual({ local: 1, not_a_company: 1 });
  });

  it('has scores that are the sum of their parts, within the ranges of the profile', () => {
    const { factors: rules } = readProfile();
    for (const row of list.rows) {
      expect(row.score).toBeCloseTo(
        factors.reduce((sum, f) => sum + row.parts[f], 0),
        9,
      );
      for (const f of factors) {
        expect(row.parts[f]).toBeGreaterThanOrEqual(0);
        expect(row.parts[f]).toBeLessThanOrEqual(rules[f].weight);
      }
    }
    expect(list.rows.map((r) => r.rank)).toEqual(list.rows.map((_, i) => i + 1));
  });

  it('is the published one as long as nobody moved a weight or asked for more, and the same either way', async () => {
    const own = Object.fromEntries(factors.map((f) => [f, readProfile().factors[f].weight]));
    for (const top of [1, 2, 20, 500])
      for (const district of ['渝北区', '永川区', '江北区']) {
        const asked = { link: '集成电路封测', district, top };
        const published = await matchList(db, asked);
        expect(published.rows.length).toBe(Math.min(top, published.candidates));
        expect(await matchList(db, { ...asked, weights: own })).toEqual(published);
      }
  });

  it('says which words placed a company and in which line it stood', () => {
    const row = list.rows.find((r) => r.name.startsWith('无锡甲乙'))!;
    expect(row.source).toEqual({ file: '城.csv', sheet: '', line: 2 });
    expect(row.evidence.map((e) => e.word).join()).toContain('封');
  });

  it('counts the branch in Chongqing as a tie of its parent, and more in the district where it stands', async () => {
    const there = await matchList(db, { link: '集成电路封测', district: '江北', top: 20 });
    const part = (answer: MatchAnswer) => answer.rows.find((r) => r.name.startsWith('无锡甲乙'))!.parts.presence;
    expect(part(list)).toBeGreaterThan(0);
    expect(part(there)).toBeCloseTo(2 * part(list), 9);
  });

  it('is the published table, row for row', async () => {
    const published = await db.rows<{ enterprise_id: string; score: number }>(
      "select enterprise_id, score from match.ranked where link_id = $link and district_id = '500112' order by rank",
      { link: list.link.link_id },
    );
    expect(published).toEqual(list.rows.map((r) => ({ enterprise_id: r.enterprise_id, score: r.score })));
  });

  it('re-ranks with weights of its own', async () => {
    const flat = await matchList(db, {
      link: '集成电路封测',
      district: '渝北区',
      top: 20,
      weights: { placement: 0, scale: 10 },
    });
    expect(flat.rows.every((r) => r.parts.placement === 0)).toBe(true);
    expect(flat.rows[0]!.name).toBe('无锡甲乙半导体封测有限公司');
  });
});

describe('a link', () => {
  it.each([
    ['ic-packaging-test', '集成电路封测'],
    ['封测', '集成电路封测'],
    ['激光雷达', '激光雷达与车载雷达'],
    ['中药', '现代中药'],
  ])('is found as %s', async (text, name) =>
    expect((await matchList(db, { link: text, district: '渝北', top: 1 })).link.name).toBe(name),
  );
});

describe('questions that cannot be answered', () => {
  it.each([
    [{ link: '封装蛋糕', district: '渝北区', top: 5 }, 'link_not_found'],
    [{ link: '集成电路封测', district: '浦东', top: 5 }, 'district_not_found'],
    [{ link: '集成电路封测', district: '渝北', top: 5, weights: { luck: 1 } as never }, 'option_invalid'],
    [{ link: '集成电路封测', district: '渝北', top: 5, weights: { scale: -1 } }, 'option_invalid'],
  ])('%j', async (question, code) => {
    await expect(matchList(db, question)).rejects.toMatchObject({ code });
  });
});

describe('no rank reversal', () => {
  it('gives a pair the same score when companies are added', async () => {
    const more = await testStore();
    const others = Array.from({ length: 30 }, (_, i) => ({
      name: `苏州第${i}新增半导体封测有限公司`,
      place: '苏州',
      capital: `${i + 1},000(万元人民币)`,
      scope: '集成电路封装测试',
    }));
    await more.ingest('enterprises', more.write('城.csv', registryCsv([...inventedCity, ...others])));
    await more.build();
    const wide = await more.snapshot();
    const answer = await matchList(wide, { link: '集成电路封测', district: '渝北区', top: 100 });
    for (const row of list.rows) {
      const again = answer.rows.find((r) => r.enterprise_id === row.enterprise_id)!;
      for (const f of ['placement', 'scale', 'expansion', 'presence', 'origin', 'focus', 'zone', 'park'] as const)
        expect(again.parts[f]).toBeCloseTo(row.parts[f], 9);
    }
    wide.closeAll();
    await more.remove();
  });
});

describe('a snapshot', () => {
  it('describes itself, its links and its companies', async () => {
    const about = await overview(db);
    expect(about).toMatchObject({ synthetic: false, snapshot: list.snapshot });
    expect(about.loads[0]).toMatchObject({ rows_in: 7, accepted: 7 });
    expect((await linkList(db)).length).toBeGreaterThanOrEqual(80);
    const card = await enterpriseCard(db, list.rows[0]!.enterprise_id);
    expect(card.placements[0]!.evidence.length).toBeGreaterThan(0);
    await expect(enterpriseCard(db, 'X')).rejects.toMatchObject({ code: 'enterprise_not_found' });
  });

  it('has the same id and tables for the same rows, and says so without building', async () => {
    expect(await t.build()).toBe(list.snapshot);
    const again = await testStore();
    await again.ingest('enterprises', again.write('城.csv', registryCsv(inventedCity)));
    expect(await again.build()).toBe(list.snapshot);
    const other = await again.snapshot();
    for (const relation of ['match.ranked', 'chain.gap', 'district.fit'])
      expect(await other.rows(`select * from ${relation}`)).toEqual(await db.rows(`select * from ${relation}`));
    other.closeAll();
    await again.remove();
  });

  it('cannot be made to read files', async () => {
    await expect(db.rows("select * from read_csv('/etc/passwd')")).rejects.toThrow();
    await expect(db.run('create table x as select 1')).rejects.toThrow();
  });
});
