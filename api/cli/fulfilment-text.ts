/** Figures, shares and money as a terminal shows them. */
import { eventKinds } from '../../data/schema/ledger.ts';
import type { Figure } from '../../engine/index.ts';
import { figureRow } from '../../engine/index.ts';

export const percent = (share: number | null): string => (share === null ? '—' : `${(100 * share).toFixed(1)} %`);
export const span = (low: number | null, high: number | null): string =>
  low === null || high === null ? '' : `[${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]`;
/** CNY in 亿元. */
export const yi = (cny: number | null): string => (cny === null ? '—' : `${(cny / 1e8).toFixed(2)} 亿元`);

/** One figure with its caliber. @throws AppError contract_broken for what is not a Figure */
export function figureText(figure: Figure): string {
  const row = figureRow(figure);
  const group = Object.values(figure.by).join(' ');
  return `${row.metric.padEnd(26)} ${row.title} ${group.padEnd(8)} ${percent(row.value).padStart(8)} ${span(row.low, row.high)}  n=${row.n}  数据截至 ${row.as_known_at.slice(0, 10)}（${row.data_age_days ?? '—'} 天前有新情况）\n    口径：${row.caliber}\n`;
}

/** 开工 for start. */
export const titleOf = (kind: string): string => eventKinds[kind as keyof typeof eventKinds]?.title ?? kind;
