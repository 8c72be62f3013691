/** Task sheets of the synthetic city: what was asked of each district, each year, in the layout of a 目标任务分解表. */
import type { District } from '../schema/geo.ts';
import { asOf } from './days.ts';
import { type FormFile, sheetFile } from './form-file.ts';
import type { Project } from './project.ts';
import type { Rng } from './rng.ts';

const header = ['年度', '考核对象', '指标', '目标值', '完成值', '计量单位', '下达日期', '数据性质'];
/** Departments of data/rules/assessment/_departments.json that the demo's industries fall under. */
const departments = ['工业主管部门', '数字经济主管部门', '科技主管部门'];
const first = 2021;

type Line = [indicator: string, target: number | null, reported: number | null, unit: string];

/** Tasks grow from what the year before brought, as they do in practice, and know nothing of what will come. */
export async function tasksFile(
  rng: Rng,
  projects: readonly Project[],
  districts: readonly District[],
): Promise<FormFile> {
  const rows: unknown[][] = [];
  for (let year = first; year <= Number(asOf.slice(0, 4)); year++) {
    const before = projects.filter((p) => p.signedOn.startsWith(String(year - 1)) && p.contractClass === '正式合同');
    for (const district of districts) {
      const own = before.filter((p) => p.districtId === district.district_id);
      rows.push(...linesOf(rng, own).map((line) => [year, district.name, ...line, `${year}-02-20`, '合成']));
    }
    departments.forEach((name, i) => {
      const share = [0.72, 0.18, 0.1][i]!;
      rows.push([year, name, '签约项目数', Math.round(before.length * share), null, '个', `${year}-02-20`, '合成']);
    });
  }
  return sheetFile('目标任务', header, rows);
}

function linesOf(rng: Rng, own: readonly Project[]): Line[] {
  const signed = own.reduce((sum, p) => sum + p.agreed.value * (p.agreed.currency === 'USD' ? 6.9 : 1), 0) / 1e4;
  const ambition = rng.between(0.85, 1.2);
  const count = (share: number) => Math.max(1, Math.round(own.length * share * ambition));
  const money = (share: number) => Math.max(0.5, Math.round(signed * share * ambition * 10) / 10);
  return [
    ['签约项目数', count(1), null, '个'],
    ['签约金额', money(0.6), null, '亿元'],
    ['到位资金', money(0.3), null, '亿元'],
    ['开工项目数', count(0.6), null, '个'],
    ['投产项目数', count(0.35), null, '个'],
    ['企业满意度', 90, Math.round(rng.between(78, 97) * 10) / 10, '%'],
  ];
}
