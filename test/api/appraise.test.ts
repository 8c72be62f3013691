/** Appraisal through the doors: an application as an office files it, panel scores by route, reports as documents. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Serving, serve } from '../../api/http/index.ts';
import { readWorkbook } from '../../data/xlsx.ts';
import type { AppraisalResult } from '../../engine/index.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let serving: Serving;
let call: (path: string, body?: unknown) => Promise<Response>;

const sheet = [
  '在线招商项目代码,项目名称,区县,计划总投资（万元）,固定资产投资（万元）,用地面积（亩）,亩均税收（万元）,用工（人）,基本农田,生态红线,是否两高,环评,环评佐证,节能审查,安评批复',
  'P1,甲,渝北区,100000,30000,100,8,500,否,否,否,已批复,环评.pdf,不涉及,',
  'P2,乙,渝北区,50000,20000,100,4,100,否,是,否,已批复,,办理中,不涉及',
].join('\n');

beforeAll(async () => {
  t = await testStore();
  await t.ingest('applications', t.write('申报表.csv', sheet));
  await t.build();
  serving = await serve({ store: t.store, port: 0 });
  const { origin } = new URL(serving.url);
  const first = await fetch(serving.url, { redirect: 'manual' });
  const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
  call = (path, body) =>
    fetch(`${origin}${path}`, {
      headers: { cookie, origin, 'content-type': 'application/json' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
});
afterAll(async () => {
  await serving.close();
  await t.remove();
});

const result = async (project: string) => (await (await call(`/api/appraisals/${project}`)).json()) as AppraisalResult;

it('reads the application: gates with their line, figures with their unit, what is missing', async () => {
  const one = await result('P1');
  expect(one.gates.map((g) => [g.gate_id, g.state])).toEqual([
    ['two_high', 'passed'],
    ['redline', 'passed'],
    ['basic_farmland', 'passed'],
    ['eia', 'passed'],
    ['safety_review', 'unknown'],
    ['energy_review', 'passed'],
  ]);
  expect(one.verdict).toBe('unknown');
  const figures = one.indicators.flatMap((i) => i.criteria.map((c) => [c.criterion_id, c.value] as const));
  expect(Object.fromEntries(figures)).toMatchObject({
    investment: 10,
    intensity: 300,
    tax: 8,
    jobs: 500,
    jobs_per_investment: 50,
    plot_ratio: null,
    output: null,
  });
  expect(one.gates[0]!.source).toContain('申报表.csv');
  expect((await result('P2')).verdict).toBe('failed');
});

it('takes panel scores for a project that has applied, and shows them at once', async () => {
  const score = (expert_id: string, value: number) => ({
    indicator_id: 'safety',
    expert_id,
    score: value,
    reason: null,
  });
  const sent = await call('/api/appraisals/P1/scores', { scores: [score('E1', 80), score('E2', 60)] });
  expect([sent.status, await sent.json()]).toMatchObject([expect.any(Number), { project_id: 'P1', recorded: 2 }]);
  const safety = (await result('P1')).indicators.find((i) => i.indicator_id === 'safety')!;
  expect(safety.panel).toMatchObject({ n: 2, mean: 70 });
  const twice = await call('/api/appraisals/P1/scores', { scores: [score('E1', 80), score('E1', 60)] });
  expect([twice.status, ((await twice.json()) as { title: string }).title]).toEqual([
    400,
    'E1 safety is scored twice in one entry',
  ]);
  expect((await call('/api/appraisals/P1/scores', { scores: [score('E1', 180)] })).status).toBe(400);
  expect((await call('/api/appraisals/P404/scores', { scores: [score('E1', 80)] })).status).toBe(404);
});

it('gives the three reports as a workbook and as a page', async () => {
  const workbook = await readWorkbook(
    new Uint8Array(await (await call('/api/appraisals/P1/reports.xlsx')).arrayBuffer()),
  );
  expect(workbook.map((s) => s.sheet)).toEqual(['总评', '效益评价', '环境评价', '综合风险评价']);
  const page = await (await call('/api/appraisals/P1/reports.html')).text();
  for (const title of ['项目效益评价', '项目环境评价', '项目综合风险评价', '安评：未填报'])
    expect(page).toContain(title);
});
