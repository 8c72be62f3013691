/** `yuzhao metrics`: the fulfilment rates, each with its caliber, n, interval and data age; as known on any day. */
import { AppError } from '../../data/errors.ts';
import { readMetrics } from '../../data/schema/metric.ts';
import { openSnapshot } from '../../data/store/index.ts';
import { computeMetric, Figure } from '../../engine/index.ts';

export type MetricsArguments = { store: string; json: boolean; asKnownAt?: string; by: string; metric?: string };

/** @throws AppError option_invalid for an unknown metric or grouping, snapshot_missing */
export async function metricsCommand(options: MetricsArguments): Promise<void> {
  const registry = readMetrics();
  const ids = options.metric ? [options.metric] : [...registry.keys()];
  const by = (['all', 'district', 'signing_year'] as const).find((b) => b === options.by);
  if (!by)
    throw new AppError(
      'option_invalid',
      `figures are not grouped by «${options.by}»`,
      'group by all, district or signing_year',
    );
  const { db } = await openSnapshot(options.store);
  try {
    const { newest } = await db.one<{ newest: string | null }>(
      'select cast(cast(max(known_at) as date) as varchar) as newest from ledger.event',
    );
    const as_known_at = options.asKnownAt ?? newest ?? new Date().toISOString().slice(0, 10);
    const figures: Figure[] = [];
    for (const id of ids) {
      const metric = registry.get(id);
      if (!metric)
        throw new AppError(
          'option_invalid',
          `there is no metric «${id}»`,
          `name one of ${[...registry.keys()].join(', ')}`,
        );
      figures.push(...(await computeMetric(db, metric, { as_known_at, by })));
    }
    process.stdout.write(options.json ? `${JSON.stringify(figures)}\n` : figures.map(figureText).join(''));
  } finally {
    db.closeAll();
  }
}

function figureText(figure: Figure): string {
  if (!Figure.is(figure))
    throw new AppError('contract_broken', 'a number without its caliber', 'compute it through engine/caliber');
  const share = figure.value === null ? '—' : `${(100 * figure.value).toFixed(1)} %`;
  const interval = figure.interval
    ? ` [${(100 * figure.interval.low).toFixed(1)}, ${(100 * figure.interval.high).toFixed(1)}]`
    : '';
  const group = Object.values(figure.by ?? {}).join(' ');
  return `${figure.metric.padEnd(26)} ${figure.caliber.title} ${group.padEnd(8)} ${share.padStart(8)}${interval}  n=${figure.n}  数据截至 ${figure.as_known_at.slice(0, 10)}（${figure.data_age_days ?? '—'} 天前有新情况）\n    口径：${figure.caliber.sentence}\n`;
}
