/** `yuzhao metrics`: the fulfilment rates, each with its caliber, n, interval and data age; as known on any day; releases compared. */
import { AppError } from '../../data/errors.ts';
import { type Metric, namedMetric, readMetrics } from '../../data/schema/metric.ts';
import { openSnapshot } from '../../data/store/index.ts';
import {
  computeMetric,
  diffReleases,
  type Figure,
  figureParts,
  newestNews,
  type ReleaseDiff,
} from '../../engine/index.ts';
import { figureText, percent, yi } from './fulfilment-text.ts';

export type MetricsArguments = {
  store: string;
  json: boolean;
  asKnownAt?: string;
  by: string;
  metric?: string;
  diff?: [string, string];
  projects?: boolean;
  top: number;
};

/** @throws AppError option_invalid for an unknown metric or grouping, snapshot_missing */
export async function metricsCommand(options: MetricsArguments): Promise<void> {
  const metrics = options.metric ? [namedMetric(options.metric)] : [...readMetrics().values()];
  const by = (['all', 'district', 'signing_year'] as const).find((b) => b === options.by);
  if (!by)
    throw new AppError(
      'option_invalid',
      `figures are not grouped by «${options.by}»`,
      'group by all, district or signing_year',
    );
  const { db } = await openSnapshot(options.store);
  try {
    const as_known_at = options.asKnownAt ?? (await newestNews(db));
    if (options.diff) return await printDiffs(db, metrics, options.diff, options);
    if (options.projects) return await printParts(db, metrics, as_known_at, options);
    const figures: Figure[] = [];
    for (const metric of metrics) figures.push(...(await computeMetric(db, metric, { as_known_at, by })));
    process.stdout.write(options.json ? `${JSON.stringify(figures)}\n` : figures.map(figureText).join(''));
  } finally {
    db.closeAll();
  }
}

type Db = Parameters<typeof computeMetric>[0];

async function printDiffs(
  db: Db,
  metrics: readonly Metric[],
  [before, after]: [string, string],
  { json, top }: MetricsArguments,
): Promise<void> {
  const diffs: (ReleaseDiff & { metric: string })[] = [];
  for (const metric of metrics)
    diffs.push({ metric: metric.metric_id, ...(await diffReleases(db, metric, {}, { before, after })) });
  if (json) process.stdout.write(`${JSON.stringify(diffs)}\n`);
  else for (const diff of diffs) process.stdout.write(diffText(diff, top));
}

function diffText({ metric, before, after, changes }: ReleaseDiff & { metric: string }, top: number): string {
  const money = Math.max(Math.abs(before.denominator), Math.abs(after.denominator)) > 1e6;
  const amount = (value: number) => (money ? yi(value) : String(value));
  const lines = changes
    .slice(0, top)
    .map(
      (c) =>
        `    ${c.project_id ?? '（区县任务）'}  分子 ${amount(c.numerator_before)} → ${amount(c.numerator_after)}，分母 ${amount(c.denominator_before)} → ${amount(c.denominator_after)}  ${c.kinds.join('、')}  ${c.event_ids.join(' ')}\n`,
    );
  return (
    `${metric}  ${before.on} 的数值：按 ${before.as_known_at.slice(0, 10)} 已知 ${percent(before.value)} → 按 ${after.as_known_at.slice(0, 10)} 已知 ${percent(after.value)}，${changes.length} 个项目有变化\n` +
    `    口径：${after.caliber.sentence}\n${lines.join('')}`
  );
}

async function printParts(db: Db, metrics: readonly Metric[], as_known_at: string, { json, top }: MetricsArguments) {
  for (const metric of metrics) {
    const { figure, sql, parameters } = await figureParts(db, metric, { as_known_at });
    const rows = await db.rows(
      `select * from (${sql}) as p order by denominator desc, project_id limit ${Math.trunc(top)}`,
      parameters,
    );
    if (json) process.stdout.write(`${JSON.stringify({ figure, projects: rows })}\n`);
    else {
      process.stdout.write(figureText(figure));
      for (const p of rows)
        process.stdout.write(
          `    ${p.project_id ?? '（区县任务）'}  ${p.name ?? ''}  ${p.stage ?? ''}  分子 ${p.numerator}  分母 ${p.denominator}  ${p.reached_on ?? ''}\n`,
        );
    }
  }
}
