/** `yuzhao match`: the ranked list in the terminal, or as JSON. */
import { readProfile } from '../../data/schema/profile.ts';
import { openSnapshot } from '../../data/store/index.ts';
import { type MatchAnswer, type MatchRow, matchList } from '../../engine/index.ts';
import { type MatchArguments, parseWeights } from '../match-options.ts';
import { percent } from './fulfilment-text.ts';
import { count } from './progress.ts';

export async function matchCommand(options: MatchArguments): Promise<void> {
  const { explain } = options;
  if (explain !== undefined) return (await import('./explain.ts')).explainCommand({ ...options, explain });
  const { db } = await openSnapshot(options.store);
  const answer = await matchList(db, {
    link: options.link,
    district: options.district,
    top: options.top,
    ...(options.unit ? { unit: options.unit } : {}),
    ...(options.weights ? { weights: parseWeights(options.weights) } : {}),
  });
  process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : matchText(answer));
  db.closeAll();
}

/** The list as text: who, how much, why, and where the row came from. */
export function matchText(answer: MatchAnswer): string {
  const { factors } = readProfile();
  const gated = Object.entries(answer.gated)
    .map(([gate, n]) => `${gateWords[gate] ?? gate} ${count(n)}`)
    .join('，');
  const head = [
    `${answer.link.name} → ${answer.district.name}    快照 ${answer.snapshot}  评分方案 ${answer.profile}`,
    `入围 ${count(answer.candidates)} 家${gated ? `（未列入：${gated}）` : ''}。得分用于排序，不是概率。${calibrated(answer)}`,
  ];
  head.push(
    ...answer.closed_by.map((g) => `不予列出：${gateText(g)}`),
    ...answer.notes.map((g) => `注意：${gateText(g)}`),
  );
  if (answer.closed_by.length) return `${head.join('\n')}\n`;
  if (answer.rows.length === 0)
    return `${[...head, '没有企业通过筛选：请换一个环节，或载入更多企业名单。'].join('\n')}\n`;
  return `${[...head, ...answer.rows.map((row) => rowText(row, factors))].join('\n')}\n`;
}

/** The chance beside the score rests on this; nothing while no chance may be shown. */
const calibrated = ({ calibration: c }: MatchAnswer): string =>
  c?.shown
    ? `\n落地概率由 ${c.n} 条接洽结果校准（落地 ${c.landed} 条；留出 Brier ${c.brier.toFixed(3)}，只报平均 ${c.brier_base.toFixed(3)}）。`
    : '';

const gateText = (g: MatchAnswer['notes'][number]): string =>
  `${g.reason}（${g.document} ${g.rule}${g.unit_id ? `，管控单元 ${g.unit_id}` : ''}；${g.source.file} 第 ${g.source.line} 行）`;

const gateWords: Record<string, string> = {
  local: '本市企业',
  not_a_company: '分支机构等非法人',
  not_active: '已注销或吊销',
  restricted: '负面清单',
};

function rowText(row: MatchRow, factors: Record<string, { title: string }>): string {
  const parts = Object.entries(row.parts)
    .filter(([, value]) => value > 0.05)
    .sort((a, b) => b[1] - a[1])
    .map(([f, value]) => `${factors[f]!.title} ${value.toFixed(2)}`);
  const words = [
    ...new Set(row.evidence.filter((e) => e.weight > 0).map((e) => `${e.word}${e.where === 'name' ? '（名称）' : ''}`)),
  ].slice(0, 6);
  const place = [row.province, row.prefecture].filter(Boolean).join(' ');
  const capital = row.capital_cny === null ? '注册资金不详' : `注册资金 ${count(row.capital_cny / 1e4)} 万元`;
  return [
    `${String(row.rank).padStart(3)}. ${row.name}  ${row.score.toFixed(2)}${row.probability === null ? '' : `  落地概率 ${percent(row.probability)}`}`,
    `     ${place || '所在地不详'}，${capital}，${row.registered_on?.slice(0, 4) ?? '年份不详'}`,
    `     依据：${parts.join(' + ')}`,
    `     用词：${words.join('、')}    来源：${row.source.file}${row.source.sheet && ` ${row.source.sheet}`} 第 ${row.source.line} 行`,
  ].join('\n');
}
