/** What each project brings to a metric: for groupings that the ledger does not know, and for chance drawn project by project. */
import type { Caliber, Metric } from '../../data/schema/metric.ts';
import type { Database } from '../../data/store/index.ts';
import { caliberOf } from './caliber.ts';
import { isCount } from './compute.ts';
import { bootstrap, type Interval, linearised, wilson } from './interval.ts';
import { prepareCaliber } from './prepare.ts';
import { increments, isFlow, type Request, settle } from './request.ts';

/** `project_id` null: a task of the district. `n` = 1 where the project stands in the denominator. */
export type Part = { project_id: string | null; district_id: string; num: number; den: number; n: number };

/** Beyond so many projects an interval is linearised. */
const RESAMPLED = 500;

/** The same numbers as computeMetric, before they are summed. @throws AppError option_invalid for an impossible request */
export async function metricParts(
  db: Database,
  metric: Metric,
  request: Omit<Request, 'by'>,
): Promise<{ caliber: Caliber; parts: Part[] }> {
  await prepareCaliber(db);
  const asked = settle({ ...request, by: 'district' });
  const { sql, parameters } = increments(metric, asked);
  const parts = await db.rows<Part>(
    `with increment as (${sql}),
     names as (select distinct project_key, project_id from ledger.known where project_key is not null)
     select p.project_id, coalesce(group_name(i.key, $by_key), '') as district_id, sum(i.num) as num, sum(i.den) as den, max(i.n) as n
     from increment as i left join names as p on i.project_key = p.project_key
     where i.day <= cast($on as date) and (cast($from as date) is null or i.day >= cast($from as date))
     group by p.project_id, i.key order by p.project_id, i.key`,
    { ...parameters, on: asked.on, from: isFlow(metric) ? asked.from : null },
  );
  return { caliber: caliberOf(metric, { ...asked, by: 'all' }), parts };
}

/** Interval of Σnum ÷ Σden as a figure of this metric carries it; null where one project is all there is. */
export function intervalOfParts(
  metric: Metric,
  parts: readonly Pick<Part, 'project_id' | 'num' | 'den'>[],
): Interval | null {
  const sum = (of: (part: (typeof parts)[number]) => number) => parts.reduce((total, part) => total + of(part), 0);
  const [num, den] = [sum((p) => p.num), sum((p) => p.den)];
  if (!(den > 0)) return null;
  if (isCount(metric)) return wilson(num, den);
  const n = parts.filter((p) => p.project_id !== null).length;
  if (n < 2) return null;
  if (parts.length <= RESAMPLED)
    return bootstrap(parts.map((p) => p.num), parts.map((p) => p.den), parts.map((p) => p.project_id === null)); // biome-ignore format: one thought
  return linearised({ n, num, den, numNum: sum((p) => p.num ** 2), numDen: sum((p) => p.num * p.den), denDen: sum((p) => p.den ** 2) }); // biome-ignore format: one thought
}
