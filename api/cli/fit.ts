/** `yuzhao fit`: the districts for one link in order, what each is made of, and what would bring it to the first place. */
import { readProfile } from '../../data/schema/profile.ts';
import { openSnapshot } from '../../data/store/index.ts';
import { type DistrictStand, type FitAnswer, fitList, type Lever } from '../../engine/index.ts';
import { parseWeights } from '../match-options.ts';
import { count } from './progress.ts';

export type FitArguments = { store: string; json: boolean; link: string; top: number; weights?: string; unit?: string };

export async function fitCommand(options: FitArguments): Promise<void> {
  const { db } = await openSnapshot(options.store);
  try {
    const answer = await fitList(db, {
      link: options.link,
      ...(options.weights ? { weights: parseWeights(options.weights) } : {}),
      ...(options.unit ? { unit: options.unit } : {}),
    });
    process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : fitText(answer, options.top));
  } finally {
    db.closeAll();
  }
}

function fitText(answer: FitAnswer, top: number): string {
  const open = answer.rows.filter((r) => r.rank !== null);
  const closed = answer.rows.filter((r) => r.rank === null);
  return [
    `${answer.link.name} 落在哪里    快照 ${answer.snapshot}  评分方案 ${answer.profile}`,
    `${open.length} 个区县可选${closed.length ? `，${closed.length} 个不予列出` : ''}。得分用于排序，不是概率。`,
    ...open.slice(0, top).map(districtText),
    ...closed.map(
      (r) => `  —  ${r.name}  ${r.closed_by.map((g) => `${g.reason}（${g.document} ${g.rule}）`).join('；')}`,
    ),
    '',
  ].join('\n');
}

/** One district: rank, score, parts, and the least changes that would make it first. */
export function districtText(row: DistrictStand): string {
  const { factors } = readProfile();
  const parts = Object.entries(row.parts)
    .filter(([, part]) => part > 0.05)
    .sort((a, b) => b[1] - a[1])
    .map(([f, part]) => `${factors[f as keyof typeof factors].title} ${part.toFixed(2)}`);
  const first = row.first_if.map(leverText).join('，或');
  return [
    `${String(row.rank ?? '—').padStart(3)}. ${row.name}  ${row.score.toFixed(2)}    ${parts.join(' + ')}`,
    ...(first ? [`     列第一的条件（各项单独满足即可）：${first}`] : []),
    ...row.notes.map((g) => `     注意：${g.reason}（${g.document} ${g.rule}）`),
  ].join('\n');
}

export function leverText(lever: Lever): string {
  if (lever.factor === 'park') return `主导园区可供地由 ${count(lever.from)} 亩增至 ${count(lever.to)} 亩`;
  if (lever.factor === 'slot') return `产业地图列为${lever.to === 1 ? '主导' : '特色'}产业`;
  if (lever.factor === 'policy') return '出台经公平竞争审查、覆盖本环节的政策';
  return `引进 ${count(lever.to - lever.from)} 家${lever.link}企业`;
}
