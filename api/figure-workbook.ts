/** A figure as a workbook: its projects, and a sheet that says how it is counted. */
import type { TObject } from 'typebox';
import type { FigureRecord } from '../data/schema/figure.ts';
import type { SheetOut } from '../data/xlsx.ts';

/** Two sheets: 项目 (columns of `record` under their headings) and 口径. */
export function figureWorkbook(figure: FigureRecord, parts: Record<string, unknown>[], record: TObject): SheetOut[] {
  const columns = Object.keys(record.properties);
  const { caliber, interval } = figure;
  return [
    {
      name: '项目',
      header: [columns.map((name) => String((record.properties[name] as { title?: string }).title ?? name))],
      rows: parts.map((part) => columns.map((name) => part[name] ?? null)),
    },
    {
      name: '口径',
      header: [['项目', '内容']],
      rows: [
        ['指标', `${caliber.title}（${caliber.metric_id} ${caliber.version}）`],
        ['数值', figure.value],
        ['分子', figure.numerator],
        ['分母', figure.denominator],
        ['项目数', figure.n],
        ['90 % 区间', interval ? `${interval.low} 至 ${interval.high}（${interval.method}）` : null],
        ['统计日', figure.on],
        ['获知截至', figure.as_known_at],
        ['数据时效（天）', figure.data_age_days],
        ['口径', caliber.sentence],
        ['口径依据', caliber.authority],
      ],
    },
  ];
}
