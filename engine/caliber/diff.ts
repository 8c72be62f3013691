/** What changed between two releases of one figure, project by project. */
import { readFileSync } from 'node:fs';
import type { Metric } from '../../data/schema/metric.ts';
import type { Database } from '../../data/store/index.ts';
import { computeMetric } from './compute.ts';
import type { Figure } from './figure.ts';
import { prepareCaliber } from './prepare.ts';
import { increments, isFlow, type Request, settle } from './request.ts';

const diffSql = readFileSync(new URL('diff.sql', import.meta.url), 'utf8');

/** A project's part in numerator and denominator before and after, and the events learned or corrected in between. */
export type ProjectChange = {
  /** null = a task of a district. */
  project_id: string | null;
  key: string;
  numerator_before: number;
  numerator_after: number;
  denominator_before: number;
  denominator_after: number;
  event_ids: string[];
  kinds: string[];
};

export type ReleaseDiff = { before: Figure; after: Figure; changes: ProjectChange[] };

/**
 * The same figure, for the same day, as known at two instants. The changes add up to the difference of the figures'
 * numerators and denominators. Default day: that of the earlier release.
 */
export async function diffReleases(
  db: Database,
  metric: Metric,
  request: Omit<Request, 'as_known_at' | 'by'>,
  known: { before: string; after: string },
): Promise<ReleaseDiff> {
  await prepareCaliber(db);
  const before = settle({ ...request, as_known_at: known.before });
  const after = settle({ ...request, as_known_at: known.after, on: before.on, from: before.from });
  const old = increments(metric, before);
  const late = increments(metric, after);
  const changes = await db.rows<ProjectChange>(
    `with increment_before as (${old.sql.replace('$as_known', '$as_known_before')}), increment_after as (${late.sql}) ${diffSql}`,
    {
      ...late.parameters,
      as_known_before: before.as_known_at,
      on: before.on,
      from: isFlow(metric) ? before.from : null,
    },
  );
  const figure = async (asked: Request) => (await computeMetric(db, metric, { ...asked, by: 'all' }))[0]!;
  return { before: await figure(before), after: await figure(after), changes };
}
