/** `yuzhao allocate`: one lead district and reserves for every investor, and what the plan is worth. */
import { AppError } from '../../data/errors.ts';
import { readProfile } from '../../data/schema/profile.ts';
import { openSnapshot } from '../../data/store/index.ts';
import { type AllocationAnswer, allocateInvestors } from '../../engine/index.ts';
import { parseCapacity, parseWeights } from '../match-options.ts';
import { count } from './progress.ts';

export type AllocateArguments = {
  store: string;
  json: boolean;
  link?: string;
  chain?: string;
  top: number;
  capacity?: string;
  weights?: string;
};

export async function allocateCommand(options: AllocateArguments): Promise<void> {
  if (!options.link && !options.chain)
    throw new AppError('option_invalid', 'name either a link or a chain', 'for example --link 集成电路封测');
  const { db } = await openSnapshot(options.store);
  try {
    const answer = await allocateInvestors(db, {
      ...(options.link ? { link: options.link } : {}),
      ...(options.chain ? { chain: options.chain } : {}),
      top: options.top,
      ...(options.capacity ? { capacity: parseCapacity(options.capacity) } : {}),
      ...(options.weights ? { weights: parseWeights(options.weights) } : {}),
    });
    process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : allocationText(answer));
  } finally {
    db.closeAll();
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const noteText = {
  best: '其最优区县',
  best_is_full: '最优区县已满',
  first_talk: '首谈优先',
  diversity: '避免同质集中',
  capacity_short: '容量不足',
  no_open_district: '无可选区县',
};

function allocationText(a: AllocationAnswer): string {
  const { factors } = readProfile();
  const busy = a.districts.filter((d) => d.load > 0).sort((x, y) => y.price - x.price || y.load - x.load);
  return [
    `${a.links
      .map((l) => l.name)
      .slice(0, 6)
      .join('、')}${a.links.length > 6 ? ` 等 ${a.links.length} 个环节` : ''}    快照 ${a.snapshot}`,
    `${count(a.investors)} 家，容量 ${count(a.capacity)}，负荷 ${a.load.toFixed(2)}；安排 ${count(a.placed)} 家${a.unplaced ? `，未安排 ${count(a.unplaced)} 家` : ''}`,
    `保留各家最优的 ${percent(a.share.exact)}，兼顾首谈、避免同质集中（两者不顾：先到先得 ${percent(a.share.first_come)}，逐对取优 ${percent(a.share.best_pair_first)}）`,
    ...a.rows.map((r, i) => {
      const why = r.why
        .slice(0, 3)
        .map(({ factor, by }) => `${factors[factor].title} ${by < 0 ? '−' : '+'}${Math.abs(by).toFixed(2)}`);
      const lost = r.lost > 0.005 && r.best ? `，少 ${r.lost.toFixed(2)}（最优 ${r.best.name}）` : '';
      return `${String(i + 1).padStart(3)}. ${r.name}（${r.link}） → ${r.lead?.name ?? '—'}  备选 ${r.reserves.map((d) => d.name).join('、') || '—'}  ${noteText[r.note]}${lost}${why.length ? `；比备选：${why.join('，')}` : ''}`;
    }),
    '区县负荷（价格 = 多一个名额值多少分）：',
    ...busy.map(
      (d) =>
        `     ${d.name} ${d.load} / ${d.capacity}（${{ table: '用户表', parks: '园区', service: '服务能力' }[d.by]}）${d.price > 0.005 ? `  价格 ${d.price.toFixed(2)}` : ''}`,
    ),
    '',
  ].join('\n');
}
