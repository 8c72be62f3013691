/** Appraisals: gates that nothing offsets, unknown that is not passed, seven indicators, panels, three reports. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appraisalHtml, appraisalSheets, appraisalText } from '../../../api/appraisal-document.ts';
import { checkAppraisal, readAppraisal } from '../../../data/schema/appraisal.ts';
import { published } from '../../../data/schema/published.ts';
import { Database, insertRows } from '../../../data/store/index.ts';
import type { ProjectRow } from '../../../engine/appraise/facts.ts';
import { appraise, freezeCritic } from '../../../engine/appraise/index.ts';
import { type PanelScore, scorerBias } from '../../../engine/appraise/panel.ts';

const rules = readAppraisal();
const good: ProjectRow = {
  project_id: 'P1', name: '甲项目', district_id: '500112', investor_name: '渝投资', link: '集成电路封测',
  planned_investment_cny: 10e8, fixed_investment_cny: 3e8, land_mu: 100, tax_per_mu_cny: 8e4, expected_output_cny: 4e8,
  jobs: 500, rd_share_pct: 5, invention_patents: 10, energy_tce: 2000,
  two_high: false, redline: false, basic_farmland: false,
  eia: '已批复', eia_evidence: '环评批复.pdf', energy_review: '已批复', energy_evidence: '节能.pdf', safety_review: '不涉及', safety_evidence: null, filing: '已备案',
  application_source: '申报表.xlsx 第 2 行', evaluation_source: '质效.xlsx 第 3 行',
  link_need: 1, link_verdict: '补', chain_neighbours: 40, investor_capital_cny: 5e7, investor_source: '企业库.csv 第 9 行',
}; // biome-ignore format: a record
const empty = Object.fromEntries(Object.keys(good).map((key) => [key, null])) as unknown as ProjectRow;

async function city(...rows: Partial<ProjectRow>[]): Promise<Database> {
  const db = await Database.open();
  const all = rows.map((row) => ({ ...good, ...row }));
  await insertRows(db, 'appraise.project', published['appraise.project'], all);
  return db;
}
const panel: PanelScore[] = ['prospect', 'scale', 'economic', 'social', 'drive', 'environment', 'safety'].flatMap(
  (indicator_id) => [
    { project_id: 'P1', indicator_id, expert_id: 'E1', score: 80 },
    { project_id: 'P1', indicator_id, expert_id: 'E2', score: 70 },
  ],
);

describe('gates', () => {
  it('pass where all is said and shown', async () => {
    const { verdict, gates } = await appraise(await city({}), rules, 'P1');
    expect(verdict).toBe('passed');
    expect(gates.map((g) => g.state)).toEqual(Array(6).fill('passed'));
    expect(gates[0]!.source).toBe('申报表.xlsx 第 2 行');
  });

  it.each([
    ['two_high', { two_high: true }, 'failed', '填报为“是”'],
    ['redline', { redline: null }, 'unknown', '未填报'],
    ['basic_farmland', { basic_farmland: true }, 'failed', '填报为“是”'],
    ['eia', { eia_evidence: null }, 'unknown', '填报为“已批复”，但没有佐证材料'],
    ['eia', { eia: '办理中' }, 'unknown', '填报为“办理中”，不能认定通过'],
    ['safety_review', { safety_review: '未通过' }, 'failed', '填报为“未通过”'],
    ['energy_review', { energy_review: '' }, 'unknown', '未填报'],
  ] as const)('%s with %j is %s', async (gate_id, change, state, why) => {
    const result = await appraise(await city(change), rules, 'P1', panel);
    expect(result.gates.find((g) => g.gate_id === gate_id)).toMatchObject({ state, why });
    expect(result.verdict).toBe(state);
  });

  it('are offset by no score: the best project of all stays failed, and takes no place', () =>
    fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1e12, noNaN: true }),
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        async (money, tax) => {
          const { verdict, standing } = await appraise(
            await city({ redline: true, planned_investment_cny: money, tax_per_mu_cny: tax }),
            rules,
            'P1',
            panel,
          );
          expect([verdict, standing.place]).toEqual(['failed', null]);
        },
      ),
      { numRuns: 10 },
    ));
});

describe('indicators', () => {
  it('read figures through their lines, with unit and source row', async () => {
    const { indicators } = await appraise(await city({}), rules, 'P1');
    const [, scale, economic] = indicators;
    expect(scale!.criteria.map((c) => [c.criterion_id, c.value, c.worth])).toEqual([
      ['investment', 10, 0.8],
      ['intensity', 300, expect.closeTo(0.5 + 0.5 * (150 / 350), 12)],
      ['plot_ratio', null, null],
    ]);
    expect(economic!.criteria.map((c) => [c.value, c.source])).toEqual([
      [8, '申报表.xlsx 第 2 行'],
      [400, '申报表.xlsx 第 2 行'],
    ]);
    expect(economic!.score).toBeCloseTo((100 * (2 * 0.5 + (0.7 + (0.3 * 50) / 650))) / 3, 9);
  });

  it('keep what is unknown apart: it is missing, not 0, and the score says how far it could move', async () => {
    const { indicators, weightings, missing } = await appraise(await city({ tax_per_mu_cny: null }), rules, 'P1');
    const economic = indicators[2]!;
    expect(economic.criteria[0]).toMatchObject({ value: null, worth: null });
    expect(economic.score).toBeCloseTo(100 * (0.7 + (0.3 * 50) / 650), 9);
    expect([economic.low < economic.score!, economic.high > economic.score!]).toEqual([true, true]);
    expect(weightings[0]!.low).toBeLessThan(weightings[0]!.high);
    expect(missing).toEqual(
      expect.arrayContaining(['经济效益·亩均税收：未填报', '投资规模·容积率：未填报', '安全生产：没有专家打分']),
    );
  });

  it('score nothing where nobody said anything', async () => {
    const { indicators, weightings, verdict } = await appraise(
      await city({ ...empty, project_id: 'P1', name: '空', application_source: '表 第 2 行' }),
      rules,
      'P1',
    );
    expect(indicators.every((i) => i.score === null)).toBe(true);
    expect([weightings[0]!.score, weightings[0]!.low, weightings[0]!.high, verdict]).toEqual([
      null,
      0,
      expect.closeTo(100, 9),
      'unknown',
    ]);
  });
});

describe('weights', () => {
  it('sum to 1 and carry their consistency', async () => {
    const { weightings } = await appraise(await city({}), rules, 'P1', panel);
    expect(Object.values(weightings[0]!.weights).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(weightings[0]!.consistency_ratio).toBeLessThan(0.1);
  });

  it('are refused when the judgements contradict each other, with the pair', async () => {
    const matrix = rules.judgements.matrix.map((row) => [...row]);
    matrix[0]![1] = 9;
    matrix[1]![0] = 1 / 9;
    matrix[1]![3] = 9;
    matrix[3]![1] = 1 / 9;
    matrix[0]![3] = 1 / 9;
    matrix[3]![0] = 9;
    const wild = { ...rules, judgements: { ...rules.judgements, matrix } };
    await expect(appraise(await city({}), wild, 'P1')).rejects.toThrow(
      /consistency ratio .* is above 0.1; «产业发展前景» against «社会效益»/,
    );
  });

  it('of CRITIC are frozen on a set: a newcomer changes nobody’s score', async () => {
    const scores = (id: string, s: number[]) =>
      panel.filter((p) => p.expert_id === 'E1').map((p, i) => ({ ...p, project_id: id, score: s[i]! }));
    const others = [
      ...scores('P1', [80, 70, 60, 50, 40, 30, 20]),
      ...scores('P2', [20, 80, 30, 60, 90, 50, 70]),
      ...scores('P3', [50, 20, 90, 40, 10, 80, 60]),
    ];
    const critic = await freezeCritic(
      await city({}, { project_id: 'P2', jobs: 20 }, { project_id: 'P3', rd_share_pct: 0 }),
      rules,
      others,
    );
    expect(critic.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    const frozen = checkAppraisal({ ...rules, critic }, 'frozen');
    const alone = await appraise(await city({}), frozen, 'P1', others);
    const beside = await appraise(
      await city({}, { project_id: 'P9', planned_investment_cny: 100e8 }),
      frozen,
      'P1',
      others,
    );
    expect(alone.weightings.map((w) => w.method)).toEqual(['ahp', 'critic']);
    expect(beside.weightings).toEqual(alone.weightings);
  });
});

describe('panels', () => {
  it('the newest score of an expert speaks; disagreement is shown', async () => {
    const { indicators, panel: view } = await appraise(await city({}), rules, 'P1', [
      ...panel,
      { project_id: 'P1', indicator_id: 'safety', expert_id: 'E2', score: 40 },
    ]);
    const safety = indicators[6]!;
    expect([safety.panel!.n, safety.panel!.mean]).toEqual([2, 60]);
    expect(safety.panel!.deviation).toBeCloseTo(Math.sqrt(800), 9);
    expect(view.alpha).not.toBeNull();
  });

  it('a strict scorer with many scores is corrected, one with a single score hardly', () => {
    const scores: PanelScore[] = Array.from({ length: 30 }, (_, i) => i).flatMap((i) => [
      { project_id: `P${i}`, indicator_id: 'safety', expert_id: 'mild', score: 70 + (i % 3) },
      { project_id: `P${i}`, indicator_id: 'safety', expert_id: 'other', score: 70 - (i % 4) },
      { project_id: `P${i}`, indicator_id: 'safety', expert_id: 'strict', score: 50 + (i % 5) },
    ]);
    const [, , strict] = scorerBias(scores);
    expect(strict!.bias).toBeLessThan(-15);
    const once = scorerBias([
      ...scores,
      { project_id: 'P0', indicator_id: 'safety', expert_id: 'once', score: 30 },
    ]).find((b) => b.expert_id === 'once')!;
    expect(Math.abs(once.bias)).toBeLessThan(Math.abs(once.raw));
    expect(once.n).toBe(1);
  });

  it('a lone scorer has no bias', () =>
    expect(scorerBias([panel[0]!])).toEqual([{ expert_id: 'E1', n: 0, raw: 0, bias: 0 }]));
});

describe('the three reports', () => {
  it('are 效益, 环境 and 综合风险; every figure has its row, and what is missing is listed', async () => {
    const result = await appraise(await city({ eia_evidence: null }), rules, 'P1', panel);
    expect(result.reports.map((r) => [r.title, r.verdict])).toEqual([
      ['项目效益评价', 'passed'],
      ['项目环境评价', 'unknown'],
      ['项目综合风险评价', 'passed'],
    ]);
    const lines = result.reports.flatMap((r) => r.sections.flatMap((s) => s.lines));
    expect(lines.filter((l) => l.value.match(/^\d/) && !l.source && !l.label.includes('名次'))).toEqual([]);
    expect(result.reports[1]!.missing).toEqual(['环评：填报为“已批复”，但没有佐证材料']);
    expect(result.reports[1]!.summary).toContain('环评未明，须补充材料后再评');
    expect(result.reports[2]!.sections.at(-1)!.lines[0]).toMatchObject({
      value: '20 倍',
      finding: '疑似超出投资主体能力，需核查',
      source: '企业库.csv 第 9 行',
    });
  });

  it('come as text, page and workbook that say the same', async () => {
    const result = await appraise(await city({ name: '<甲> & 乙' }), rules, 'P1', panel);
    const [text, html] = [appraisalText(result), appraisalHtml(result)];
    for (const part of ['项目效益评价', '项目环境评价', '项目综合风险评价', '申报表.xlsx 第 2 行', '容积率'])
      expect([text.includes(part), html.includes(part)]).toEqual([true, true]);
    expect(html).toContain('&lt;甲&gt; &amp; 乙');
    expect(html).not.toContain('<甲>');
    expect(appraisalSheets(result).map((s) => s.name)).toEqual(['总评', '效益评价', '环境评价', '综合风险评价']);
  });
});

it('says which projects there are when one is not found', async () => {
  await expect(appraise(await city({}), rules, 'P404')).rejects.toThrow(/no application of a project «P404»/);
});

it('refuses rules whose line turns or whose order is not the Opinion’s', () => {
  const turned = structuredClone(rules);
  turned.indicators[1]!.criteria[0]!.line = [
    [0, 0],
    [1, 1],
    [2, 0.5],
  ];
  expect(() => checkAppraisal(turned, 'x')).toThrow(/criterion investment: the line turns/);
  const swapped = structuredClone(rules);
  swapped.indicators.reverse();
  expect(() => checkAppraisal(swapped, 'x')).toThrow(/indicator 1 is safety, not prospect/);
});
