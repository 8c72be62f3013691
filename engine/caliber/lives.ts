/** Project histories as engine/maturity reads them, of the contracts that a metric speaks of. */
import { readFileSync } from 'node:fs';
import type { Metric } from '../../data/schema/metric.ts';
import type { Database } from '../../data/store/index.ts';
import { prepareCaliber } from './prepare.ts';
import { type Request, settle } from './request.ts';

const livesSql = readFileSync(new URL('lives.sql', import.meta.url), 'utf8');

/** Months from signing; `cause` 0 open, 1 started, 2 terminated; `group` the signing year or the district. */
export type ProjectLife = {
  project_id: string;
  district_id: string | null;
  signing_year: string;
  group: string;
  window: number;
  age: number;
  cause: 0 | 1 | 2;
};

/** Lives in the cohort of `metric`, grouped by signing year (default) or district. Order: by project. */
export async function readLives(
  db: Database,
  metric: Metric,
  request: Omit<Request, 'on' | 'from' | 'basis'>,
): Promise<ProjectLife[]> {
  await prepareCaliber(db);
  const asked = settle(request);
  const rows = await db.rows<Omit<ProjectLife, 'group'>>(livesSql, {
    as_known: asked.as_known_at,
    classes: metric.cohort.contract_class.join('|'),
    origins: metric.cohort.investor_origin.join('|'),
    excluded: metric.cohort.exclude.join('|'),
    min_amount_cny: metric.cohort.min_amount_cny,
    in_district: asked.district ?? null,
    signed_from: asked.signed_from ?? '0001-01-01',
    signed_to: asked.signed_to ?? '9999-12-31',
  });
  return rows.map((row) => ({ ...row, group: asked.by === 'district' ? (row.district_id ?? '') : row.signing_year }));
}
