/** Applications of the synthetic city's newest projects as key projects, with what a panel gave them. Holes as offices leave them. */
import { type IndicatorId, indicatorIds } from '../schema/appraisal.ts';
import type { LedgerRow } from '../schema/ledger-tables.ts';
import { writeWorkbook } from '../xlsx.ts';
import { addMonths, asOf } from './days.ts';
import { writeDate } from './notation.ts';
import type { Project } from './project.ts';
import type { Rng } from './rng.ts';

const header = [
  '在线招商项目代码',
  '项目名称',
  '区县',
  '园区',
  '计划总投资（万元）',
  '固定资产投资（万元）',
  '预期产值（万元）',
  '用工（人）',
  '亩均税收（万元）',
  '投资主体名称',
  '统一社会信用代码',
  '近三年研发占比（%）',
  '发明专利',
  '用地面积（亩）',
  '基本农田',
  '生态红线',
  '是否两高',
  '节能审查',
  '节能审查佐证',
  '环评',
  '环评佐证',
  '备案',
  '安评批复',
  '安评批复佐证',
  '申报日期',
  '数据性质',
];

export type Applications = { bytes: Uint8Array; rows: number; scores: LedgerRow<'panel_score'>[] };

/** The projects of the last year that are large enough, at most 80; every second one has been before a panel. */
export async function applicationsFile(
  rng: Rng,
  projects: readonly Project[],
  names: ReadonlyMap<string, string>,
  experts: number,
): Promise<Applications> {
  const since = addMonths(asOf, -12);
  const applied = projects
    .filter((p) => p.signedOn >= since && p.landMu !== null && cnyWan(p) >= 10_000 && p.repeats === null)
    .slice(-80);
  const rows = applied.map((p) => rowOf(rng.fork(p.id), p, names.get(p.districtId)!));
  const panel = rng.fork('panel');
  const scores = applied.filter((_, i) => i % 2 === 0).flatMap((p) => scoresOf(panel, p.id, experts));
  return { bytes: await writeWorkbook([{ name: '申报表', header: [header], rows }]), rows: rows.length, scores };
}

const cnyWan = ({ stated }: Project): number => stated.value * (stated.currency === 'USD' ? 6.9 : 1);

function rowOf(rng: Rng, p: Project, district: string): unknown[] {
  const total = Math.round(cnyWan(p));
  const known = (share: number, value: unknown) => (rng.chance(share) ? value : null);
  const paper = (file: string) => (rng.chance(0.75) ? file : null);
  const [energy, eia, safety] = [review(rng), review(rng), rng.chance(0.5) ? '不涉及' : review(rng)];
  return [
    p.id,
    p.name,
    district,
    p.park,
    total,
    known(0.9, Math.round(total * rng.between(0.5, 0.85))),
    known(0.9, Math.round(total * rng.lognormal(1.3, 0.5))),
    known(0.95, Math.round(rng.lognormal(260, 0.8))),
    known(0.8, Math.round(rng.lognormal(11, 0.6) * 10) / 10),
    p.investor.name,
    p.investor.code,
    known(0.7, Math.round(rng.lognormal(3.2, 0.7) * 10) / 10),
    known(0.7, rng.int(0, 40)),
    p.landMu,
    known(0.95, rng.chance(0.02) ? '是' : '否'),
    known(0.95, rng.chance(0.02) ? '是' : '否'),
    known(0.97, rng.chance(0.06) ? '是' : '否'),
    energy,
    energy === '已批复' ? paper(`节能审查意见-${p.id}.pdf`) : null,
    eia,
    eia === '已批复' ? paper(`环评批复-${p.id}.pdf`) : null,
    rng.chance(0.8) ? '已备案' : '办理中',
    safety,
    safety === '已批复' ? paper(`安评批复-${p.id}.pdf`) : null,
    writeDate(p.signedOn, 'iso'),
    '合成',
  ];
}

const review = (rng: Rng): string | null =>
  rng.chance(0.6) ? '已批复' : rng.chance(0.6) ? '办理中' : rng.chance(0.5) ? '不涉及' : null;

/** Five experts a project. Some experts are strict, some mild, always the same ones; projects differ in merit. */
function scoresOf(rng: Rng, project_id: string, experts: number): LedgerRow<'panel_score'>[] {
  const merit = 70 + 9 * rng.normal();
  const seats = rng.sample(Array.from({ length: Math.min(24, experts) }, (_, i) => i + 1), 5); // biome-ignore format: one thought
  return seats.flatMap((number) =>
    indicatorIds.map((indicator_id: IndicatorId) => ({
      project_id,
      indicator_id,
      expert_id: `ZJ${String(number).padStart(4, '0')}`,
      score: Math.round(Math.min(100, Math.max(0, merit + strictness(number) + 6 * rng.normal()))),
      reason: null,
      actor: 'demo',
    })),
  );
}

const strictness = (number: number): number => [0, -14, 4, 0, 9, -3][number % 6]!;
