/** Assessment through the door: formulas, a question with edits, a draft, and what is refused. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Serving, serve } from '../../api/http/index.ts';
import type { Formula } from '../../data/schema/assessment.ts';
import { readFormulas } from '../../data/schema/formula-file.ts';
import type { AssessAnswer } from '../../engine/index.ts';
import { type TestStore, testStore } from '../support/store.ts';

type Assessed = AssessAnswer['assessment'];
type Body = AssessAnswer & { formulas: Formula[]; code: string; title: string };

let t: TestStore;
let serving: Serving;
let ask: (path: string, body?: unknown) => Promise<{ status: number; body: Body }>;

const header = '项目代码,项目名称,区县,合同类别,签约时间,协议总投资（万元）,开工时间,园区,行业代码';
const projects = [
  'P1,甲,渝北区,正式合同,2026-01-10,10000,2026-03-01,渝北产业园,3973',
  'P2,乙,渝北区,正式合同,2026-02-10,20000,,渝北产业园,3973',
  'P3,丙,江北区,正式合同,2026-02-11,30000,2026-04-01,,6510',
];
const sheet =
  '年度,考核对象,指标,目标值,计量单位,下达日期\n2026,渝北区,签约项目数,4,个,2026-02-20\n2026,渝北区,签约金额,1,亿元,2026-02-20\n2026,江北,到位资金,0.5,亿元,2026-02-20\n2026,江北区,签约项目数,,个,2026-02-20';

beforeAll(async () => {
  t = await testStore();
  await t.ingest('projects', t.write('项目.csv', [header, ...projects].join('\n')));
  const { load } = await t.ingest('tasks', t.write('任务.csv', sheet));
  expect([load.rows_in, load.rejected]).toEqual([4, 1]);
  await t.build();
  serving = await serve({ store: t.store, port: 0 });
  const { origin } = new URL(serving.url);
  const first = await fetch(serving.url, { redirect: 'manual' });
  const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
  ask = async (path, body) => {
    const response = await fetch(`${origin}${path}`, {
      headers: { cookie, 'content-type': 'application/json', origin },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as Body };
  };
});
afterAll(async () => {
  await serving.close();
  await t.remove();
});

const unitOf = (assessment: Assessed | null, name: string) => assessment!.units.find((u) => u.name === name)!;

it('lists the formulas with their sources', async () => {
  const { body } = await ask('/api/assess/formulas');
  expect(body.formulas.map((f) => [f.formula_id, f.example])).toEqual(
    [...readFormulas().keys()].map((id) => [id, true]),
  );
});

it('scores with the working: tasks with their line, values with n and caliber', async () => {
  const { status, body } = await ask('/api/assess?formula=prefecture-2024&as_known_at=2026-06-30');
  expect(status).toBe(200);
  const [count, money] = unitOf(body.assessment, '渝北区').items[0]!.parts;
  expect([count!.value, count!.target, count!.target_source]).toEqual([2, 4, '任务.csv 第 2 行']);
  expect([money!.value, money!.target, money!.earned_share]).toEqual([3e8, 1e8, 3]);
  expect(unitOf(body.assessment, '渝北区').items[0]).toMatchObject({ got: 0.5, limited_by: 'item_cap' });
  expect(money!.caliber.sentence).toContain('正式合同');
  expect(body.hints.map((h) => h.code)).toContain('cap_covers');
});

it('takes edits, compares, and names who moved', async () => {
  const edits = encodeURIComponent(JSON.stringify({ items: { signing: { part_cap: 1 } } }));
  const { body } = await ask(
    `/api/assess?formula=prefecture-2024&against=prefecture-2024&as_known_at=2026-06-30&edits=${edits}`,
  );
  expect(unitOf(body.assessment, '渝北区').items[0]!.got).toBeCloseTo(0.375, 12);
  expect(unitOf(body.against, '渝北区').items[0]!.got).toBe(0.5);
  expect(body.formula.version).toBe('1-draft');
  expect(body.moved.length).toBe(38);
});

it('assesses departments and parks too', async () => {
  const zones = await ask('/api/assess?formula=zone-outcome&as_known_at=2026-06-30');
  expect(zones.body.assessment.units.map((u) => u.name)).toEqual(['渝北产业园']);
  const departments = await ask('/api/assess?formula=department-outcome&as_known_at=2026-06-30');
  expect(unitOf(departments.body.assessment, '数字经济主管部门').items[0]!.parts[0]!.value).toBe(1);
});

it('tries a draft that is handed in, and names every mistake of a bad one', async () => {
  const draft = { ...readFormulas().get('prefecture-2024')!, formula_id: 'draft' };
  const tried = await ask('/api/assess/drafts', {
    formula: draft,
    against: 'prefecture-2024',
    as_known_at: '2026-06-30',
  });
  expect([tried.status, tried.body.assessment.formula.formula_id]).toEqual([200, 'draft']);
  const bad = await ask('/api/assess/drafts', { formula: { ...draft, units: 'planet', items: [] } });
  expect([bad.status, bad.body.code]).toEqual([400, 'rule_invalid']);
  expect(bad.body.title).toMatch(/2 mistakes: .*units.*items|2 mistakes: .*items.*units/);
});

it.each([
  ['/api/assess?formula=nothing', 'there is no formula «nothing»'],
  ['/api/assess?formula=prefecture-2024&edits=%7B', 'edits are not JSON'],
  ['/api/assess?formula=prefecture-2024&edits=%7B%22items%22%3A%7B%22x%22%3A%7B%7D%7D%7D', 'the formula has no «x»'],
  [
    '/api/assess?formula=prefecture-2024&edits=%7B%22items%22%3A%7B%22signing%22%3A%7B%22points%22%3A-1%7D%7D%7D',
    '/items/0/points',
  ],
])('%s is refused: %s', async (path, title) => {
  const { status, body } = await ask(path);
  expect([status, body.title.includes(title)]).toEqual([400, true]);
});
