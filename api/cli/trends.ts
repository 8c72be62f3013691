/** `yuzhao trends`: the published trend tables as lines or JSON. */
import { openSnapshot, type Row } from '../../data/store/index.ts';
import { trends } from '../../engine/index.ts';

export type TrendsArguments = {
  store: string;
  json: boolean;
  link?: string;
  place?: string;
  chainVersion: string;
  from?: number;
  to?: number;
  top: number;
};

/** @throws AppError option_invalid, link_not_found, district_not_found, snapshot_missing */
export async function trendsCommand(topic: string, options: TrendsArguments): Promise<void> {
  const { link, place, chainVersion, from, to } = options;
  const { db } = await openSnapshot(options.store);
  try {
    const rows = await trends(db, {
      topic,
      version: chainVersion,
      ...(link ? { link } : {}),
      ...(place ? { place } : {}),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    });
    process.stdout.write(options.json ? `${JSON.stringify(rows)}\n` : trendText(rows, options.top));
  } finally {
    db.closeAll();
  }
}

/** A column a field, as in a spreadsheet; tabs between, so that it can be pasted. */
function trendText(rows: readonly Row[], top: number): string {
  if (rows.length === 0) return '没有数据：名单里没有这样的企业，或名单没有注册日期、注销日期。\n';
  const fields = Object.keys(rows[0]!);
  const cell = (value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(3) : String(value ?? '—');
  const lines = rows.slice(0, top).map((row) => fields.map((field) => cell(row[field])).join('\t'));
  const more = rows.length > top ? [`… 还有 ${rows.length - top} 行（--top ${rows.length}，或 --json）`] : [];
  return `${[fields.join('\t'), ...lines, ...more].join('\n')}\n`;
}
