/** The register and its lists, as doors ask for them. */
import { published } from '../../data/schema/published.ts';
import type { Database, Parameter, Row } from '../../data/store/index.ts';

export type RegisterQuestion = {
  district?: string | null;
  stage?: string;
  /** Part of name, code or investor. */
  find?: string;
  /** Only what stands still or is overdue. */
  stuck?: boolean;
};

/** The register as one SELECT with its parameters: a door pages and sorts it. Columns: project.register. */
export function registerSelect(asked: RegisterQuestion): { sql: string; parameters: Record<string, Parameter> } {
  const columns = Object.keys(published['project.register'].properties).map((c) => `r.${c}`);
  return {
    sql: `select ${columns.join(', ')} from project.register as r
      where ($district is null or r.district_id = $district) and ($stage is null or r.stage = $stage)
        and ($find is null or contains(concat_ws(' ', r.name, r.project_id, r.investor), $find))
        and (not $stuck or r.stalled or r.overdue_days > 0)`,
    parameters: {
      district: asked.district ?? null,
      stage: asked.stage ?? null,
      find: asked.find ?? null,
      stuck: asked.stuck ?? false,
    },
  };
}

/** The largest projects that stand still or are overdue, each with its cause; at most `top`. */
export async function stuckProjects(db: Database, asked: { district?: string; top?: number }): Promise<Row[]> {
  const { sql, parameters } = registerSelect({ ...asked, stuck: true });
  return db.rows(
    `select * from (${sql}) as s order by amount_cny desc nulls last, project_id limit ${Math.trunc(asked.top ?? 20)}`,
    parameters,
  );
}

/** How much stands still, by cause: projects, CNY, land. */
export const stuckCauses = (db: Database, district: string | null = null): Promise<Row[]> =>
  db.rows(
    `select cause, any_value(cause_title) as cause_title, count(*) as projects, coalesce(sum(amount_cny), 0) as amount_cny, coalesce(sum(land_mu), 0) as land_mu
     from project.register where stalled and ($district is null or district_id = $district) group by cause order by projects desc, cause`,
    { district },
  );

/** What is approved and idle, by cause: projects, CNY, land held. */
export const idleCauses = (db: Database, district: string | null = null): Promise<Row[]> =>
  db.rows(
    `select cause, any_value(cause_title) as cause_title, count(*) as projects, coalesce(sum(amount_cny), 0) as amount_cny, coalesce(sum(land_held_mu), 0) as land_held_mu
     from project.idle where ($district is null or district_id = $district) group by cause order by projects desc, cause`,
    { district },
  );
