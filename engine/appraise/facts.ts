/** What is known of a project, each figure with the row that it came from. */

import type Type from 'typebox';
import { AppError } from '../../data/errors.ts';
import type { published } from '../../data/schema/published.ts';
import type { Database } from '../../data/store/index.ts';

export type ProjectRow = Type.Static<(typeof published)['appraise.project']>;
export type Fact = { value: number | string | boolean | null; source: string | null };
export type Facts = { row: ProjectRow; get(field: string): Fact };

/** @throws AppError project_not_found for a project that no application names */
export async function factsOf(db: Database, project: string): Promise<Facts> {
  const [row] = await db.rows<ProjectRow>(
    'select * from appraise.project where project_id = $project or name = $project order by project_id limit 1',
    { project },
  );
  if (row) return asFacts(row);
  const near = await db.rows<{ project_id: string; name: string }>('select project_id, name from appraise.project order by project_id limit 3'); // biome-ignore format: one thought
  throw new AppError(
    'project_not_found',
    `no application of a project «${project}» is loaded`,
    near.length
      ? `name a project that has applied, for example ${near.map((n) => `${n.project_id} ${n.name}`).join(', ')}`
      : 'load applications first: yuzhao ingest applications 申报表.xlsx, then yuzhao build',
  );
}

export const allFacts = async (db: Database): Promise<Facts[]> =>
  (await db.rows<ProjectRow>('select * from appraise.project order by project_id')).map(asFacts);

const elsewhere: Record<string, 'chain' | 'investor' | 'evaluation'> = {
  link_need: 'chain',
  link_verdict: 'chain',
  chain_neighbours: 'chain',
  investor_capital_cny: 'investor',
  energy_tce: 'evaluation',
  energy_tce_per_wan: 'evaluation',
};

/** Figures that are computed from two others: unknown where one is, or where there is nothing to divide by. */
const derived: Record<string, (row: ProjectRow) => number | null> = {
  intensity_cny_per_mu: (r) => ratio(r.fixed_investment_cny, r.land_mu),
  output_cny_per_mu: (r) => ratio(r.expected_output_cny, r.land_mu),
  jobs_per_yi: (r) => ratio(r.jobs, r.planned_investment_cny === null ? null : r.planned_investment_cny / 1e8),
  energy_tce_per_wan: (r) => ratio(r.energy_tce, r.expected_output_cny === null ? null : r.expected_output_cny / 1e4),
  investment_per_capital: (r) => ratio(r.planned_investment_cny, r.investor_capital_cny),
};

const ratio = (a: number | null, b: number | null): number | null =>
  a === null || b === null || !(b > 0) ? null : a / b;

export function asFacts(row: ProjectRow): Facts {
  const sourceOf = (field: string): string | null => {
    const where = elsewhere[field];
    if (where === 'chain') return row.link === null ? null : `chain.gap：环节 ${row.link}`;
    if (where === 'investor') return row.investor_source;
    return where === 'evaluation' ? row.evaluation_source : row.application_source;
  };
  return {
    row,
    get(field) {
      const value = derived[field] ? derived[field](row) : ((row as Record<string, Fact['value']>)[field] ?? null);
      return { value, source: value === null ? null : sourceOf(field) };
    },
  };
}
