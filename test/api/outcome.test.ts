/** What became of approaches, from a list and through the door: recorded as measured then, and no probability before it is proven. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchText } from '../../api/cli/match.ts';
import { createToken } from '../../api/tokens.ts';
import type { Database } from '../../data/store/index.ts';
import { calibrationReport, listOutcomes, matchList, recordOutcomes } from '../../engine/index.ts';
import { readOutcomeFile } from '../../ingest/index.ts';
import { type Door, openDoor } from '../support/door.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

const link = '集成电路封测';
const some = Array.from({ length: 24 }, (_, i) => ({
  name: `苏州${'甲乙丙丁戊己'[i % 6]}${'子丑寅卯'[Math.floor(i / 6)]}${i % 3 === 0 ? '半导体封测' : '电子'}有限公司`,
  place: '苏州',
  capital: `${(i + 1) * 400}(万元人民币)`,
  scope: i % 3 === 0 ? '集成电路封装测试' : '集成电路封装；电子产品销售',
}));
const districts = ['渝北区', '永川区', '璧山区', '江北区', '北碚区', '沙坪坝区'];

let t: TestStore;
let db: Database;
const approach = { link, contacted_on: '2026-01-05', actor: 'test' };

beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('城.csv', registryCsv([...inventedCity, ...some])));
  await t.build();
  db = await t.snapshot();
});
afterAll(async () => {
  db.closeAll();
  await t.remove();
});

const list = `企业名称,环节,对接区县,首次接洽日期,接洽结果,结果日期,备注
苏州甲子半导体封测有限公司,集成电路封测,渝北区,2026-01-05,拜访,,
苏州甲子半导体封测有限公司,集成电路封测,渝北区,2026-01-05,已签约,2026-04-01,
苏州丁子半导体封测有限公司,集成电路封测,永川区,2026-01-08,婉拒,2026-03-01,人手不足
没有这家有限公司,集成电路封测,渝北区,2026-01-05,拜访,,
苏州甲子半导体封测有限公司,集成电路封测,渝北区,2026-01-05,看情况,,
苏州乙子电子有限公司,集成电路封测,渝北区,2026-01-05,签约,,没有日期
重庆壬癸半导体封装有限公司,集成电路封测,渝北区,2026-01-05,拜访,,本市企业
`;

describe('a list of approaches', () => {
  it('is read in the words of the offices; each row is taken or refused with the line and the reason', () => {
    const run = spawnSync(
      process.execPath,
      [
        'api/cli/yuzhao.js',
        'outcome',
        'add',
        t.write('接洽.csv', list),
        '--store',
        t.store,
        '--json',
        '--by',
        '渝北专班',
      ],
      { encoding: 'utf8' },
    );
    expect(run.status).toBe(2);
    const { accepted, refused } = JSON.parse(run.stdout) as {
      accepted: number;
      refused: { line: number; code: string }[];
    };
    expect(accepted).toBe(3);
    expect(refused.map((r) => [r.line, r.code]).toSorted()).toEqual([
      [5, 'enterprise_not_found'],
      [6, 'result_unknown'],
      [7, 'outcome_refused'],
      [8, 'outcome_refused'],
    ]);
  });

  it('the newest word on an approach speaks, with what was measured at the first', async () => {
    const rows = await listOutcomes(t.store);
    expect(rows.map((r) => [r.name, r.result])).toEqual([
      ['苏州丁子半导体封测有限公司', '未落地'],
      ['苏州甲子半导体封测有限公司', '落地'],
    ]);
    const { rows: listed } = await matchList(db, { link, district: '渝北区', top: 100 });
    expect(rows[1]!.score).toBeCloseTo(listed.find((r) => r.name === rows[1]!.name)!.score, 9);
    expect(rows[1]!.actor).toBe('渝北专班');
  });

  it('reads as rows in = rows + refused', async () => {
    const { rows, refused } = await readOutcomeFile(t.write('再.csv', list), { asOf: '2026-06-30', by: 'test' });
    expect([rows.length, refused.length]).toEqual([6, 1]);
  });
});

/** Approaches to the first companies of the lists, decided by whether the score is in the upper half. */
async function decide(n: number): Promise<void> {
  const pairs = [];
  for (const district of districts)
    for (const row of (await matchList(db, { link, district, top: 30 })).rows)
      pairs.push({ enterprise: row.enterprise_id, district, score: row.score });
  const middle = pairs.map((p) => p.score).toSorted((a, b) => a - b)[Math.floor(pairs.length / 2)]!;
  pairs.sort((a, b) => a.enterprise.localeCompare(b.enterprise) || a.district.localeCompare(b.district));
  const { refused } = await recordOutcomes(
    db,
    t.store,
    pairs.slice(0, n).map(({ enterprise, district, score }, i) => ({
      ...approach,
      enterprise,
      district,
      result: (i % 10 === 0) !== score > middle ? '落地' : '未落地',
      decided_on: '2026-05-01',
    })),
  );
  expect(refused).toEqual([]);
}

describe('probability', () => {
  it('is shown nowhere below a hundred outcomes', async () => {
    await decide(90);
    await t.build();
    db.closeAll();
    db = await t.snapshot();
    const report = await calibrationReport(db);
    expect(report.decided).toBeLessThan(100);
    expect(report).toMatchObject({ calibration: null, weights: [], reliability: [] });
    const answer = await matchList(db, { link, district: '渝北区', top: 100 });
    expect(answer.calibration).toBeNull();
    expect(answer.rows.map((r) => r.probability)).toEqual(answer.rows.map(() => null));
    expect(matchText(answer)).not.toContain('概率 ');
    expect(matchText(answer)).toContain('不是概率');
  });

  it('is shown from then on, when it foretold companies left out better than the base share', async () => {
    await decide(150);
    await t.build();
    db.closeAll();
    db = await t.snapshot();
    const { calibration, weights, reliability } = await calibrationReport(db);
    expect(calibration).toMatchObject({ shown: true });
    expect(calibration!.n).toBeGreaterThanOrEqual(100);
    expect(calibration!.brier).toBeLessThan(calibration!.brier_base);
    expect(weights.every((w) => w.factor === 'intercept' || w.weight >= 0)).toBe(true);
    expect(reliability.reduce((sum, b) => sum + b.n, 0)).toBe(calibration!.n);
    const { rows } = await matchList(db, { link, district: '渝北区', top: 100 });
    for (const row of rows) expect(row.probability! > 0 && row.probability! < 1).toBe(true);
    const moved = await matchList(db, { link, district: '渝北区', top: 100, weights: { scale: 0 } });
    const chance = new Map(rows.map((r) => [r.enterprise_id, r.probability]));
    for (const row of moved.rows) expect(row.probability).toBe(chance.get(row.enterprise_id));
  });
});

describe('the door', () => {
  let door: Door;
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    for (const [name, role, district_id] of [
      ['yubei', 'officer', '500112'],
      ['planner', 'planner', null],
      ['public', 'enterprise', null],
    ] as const)
      tokens[name] = (await createToken(t.store, { role, district_id, label: 'test', days: 1 })).token;
    door = await openDoor(t.store);
  });
  afterAll(() => door.close());

  const ask = (who: string, path: string, body?: unknown) =>
    door.ask(path, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${tokens[who]}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    });
  const body = {
    enterprise: '苏州己卯电子有限公司',
    link,
    district_id: '500112',
    contacted_on: '2026-06-01',
    result: '接洽',
  };

  it('lets an officer record and read what concerns the own district', async () => {
    const taken = await ask('yubei', '/api/outcomes', body);
    expect(taken.status).toBe(200);
    expect(await taken.json()).toMatchObject({ name: body.enterprise, result: '接洽', district_id: '500112' });
    expect((await ask('yubei', '/api/outcomes', { ...body, district_id: '500118' })).status).toBe(403);
    const { rows } = (await (await ask('yubei', '/api/outcomes')).json()) as { rows: { district_id: string }[] };
    expect(rows.length).toBeGreaterThan(1);
    expect(new Set(rows.map((r) => r.district_id))).toEqual(new Set(['500112']));
  });

  it('says what is wrong with an outcome', async () => {
    const refused = await ask('planner', '/api/outcomes', { ...body, result: '落地' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: 'outcome_refused' });
    expect((await ask('public', '/api/outcomes', body)).status).toBe(403);
  });

  it('gives the calibration, and the list carries the chance', async () => {
    const answer = (await (await ask('planner', '/api/outcomes/calibration')).json()) as Record<string, unknown>;
    expect(answer).toMatchObject({ calibration: { shown: true } });
    expect(answer.reliability).toHaveLength(5);
    const path = `/api/match?link=${encodeURIComponent(link)}&district=500112`;
    const { rows, calibration } = (await (await ask('planner', path)).json()) as {
      rows: { probability: number }[];
      calibration: { n: number };
    };
    expect(calibration.n).toBeGreaterThanOrEqual(100);
    expect(rows[0]!.probability).toBeGreaterThan(0);
  });
});
