/** Who is assessed, among which peers, and to whom a project counts. */
import type { Formula } from '../../data/schema/assessment.ts';
import { departmentOf, readDepartments } from '../../data/schema/department.ts';
import type { Database } from '../../data/store/index.ts';
import type { Part } from '../caliber/index.ts';

export type Unit = { unit_id: string; name: string; name_en: string; class: string };

/** A first-talk share of assessment points: `pct` of a project counts for `unit_id`. The shares of a project sum to 100. */
export type PointShare = { project_id: string; unit_id: string; pct: number };
export type RefusedShare = { project_id: string; reason: string };

export type Credit = { unit_id: string; share: number };
export type Units = {
  list: Unit[];
  credit(part: Pick<Part, 'project_id' | 'district_id'>): Credit[];
  refused: RefusedShare[];
};

const ALL = '全部';

/** All units of the formula's kind. Shares apply to districts, where the formula says so. */
export async function unitsOf(db: Database, formula: Formula, shares: readonly PointShare[] = []): Promise<Units> {
  if (formula.units === 'district') return districts(db, formula, shares);
  const rows = await db.rows<{
    project_id: string;
    unit_id: string | null;
    unit_name: string;
    level: string | null;
    industry_code: string | null;
  }>('select project_id, unit_id, unit_name, level, industry_code from assess.project_unit');
  if (formula.units === 'zone') {
    const zoneOf = new Map(rows.map((row) => [row.project_id, row.unit_id]));
    const list = new Map(
      rows.flatMap((row) =>
        row.unit_id
          ? [
              [
                row.unit_id,
                {
                  unit_id: row.unit_id,
                  name: row.unit_name,
                  name_en: row.unit_name,
                  class: formula.class_by === 'level' ? (row.level ?? '级别未注明') : ALL,
                },
              ] as const,
            ]
          : [],
      ),
    );
    return {
      list: [...list.values()].sort(byId),
      credit: ({ project_id }) => whole(zoneOf.get(project_id ?? '')),
      refused: [],
    };
  }
  const rules = readDepartments();
  const owner = new Map(rows.map((row) => [row.project_id, departmentOf(row.industry_code, rules)]));
  return {
    list: rules.departments.map((d) => ({ unit_id: d.department_id, name: d.title, name_en: d.title_en, class: ALL })),
    credit: ({ project_id }) => whole(owner.get(project_id ?? '')),
    refused: [],
  };
}

async function districts(db: Database, formula: Formula, shares: readonly PointShare[]): Promise<Units> {
  const list = await db.rows<Unit>(
    `select district_id as unit_id, name, name_en,
       case $by when 'area_group_2020' then area_group_2020 when 'area_group_opinion' then area_group_opinion when 'kind' then kind else '${ALL}' end as class
     from reference.district order by district_id`,
    { by: formula.class_by },
  );
  const { accepted, refused } = judgeShares(
    formula.sharing === 'kpi_points' ? shares : [],
    new Set(list.map((u) => u.unit_id)),
  );
  return {
    list,
    credit: ({ project_id, district_id }) => accepted.get(project_id ?? '') ?? whole(district_id),
    refused,
  };
}

/** Shares by project; those of a project that do not sum to 100, are not positive or name no unit are refused together. */
export function judgeShares(
  shares: readonly PointShare[],
  units: ReadonlySet<string>,
): { accepted: Map<string, Credit[]>; refused: RefusedShare[] } {
  const accepted = new Map<string, Credit[]>();
  const refused: RefusedShare[] = [];
  for (const project_id of new Set(shares.map((s) => s.project_id))) {
    const own = shares.filter((s) => s.project_id === project_id);
    const sum = own.reduce((total, s) => total + s.pct, 0);
    const stranger = own.find((s) => !units.has(s.unit_id));
    if (stranger) refused.push({ project_id, reason: `${stranger.unit_id} is no unit of this assessment` });
    else if (own.some((s) => !(s.pct > 0))) refused.push({ project_id, reason: 'a share is not above 0 %' });
    else if (new Set(own.map((s) => s.unit_id)).size < own.length) refused.push({ project_id, reason: 'a unit has two shares' });
    else if (Math.abs(sum - 100) > 1e-6) refused.push({ project_id, reason: `its shares sum to ${sum} %, not 100 %` });
    else accepted.set(project_id, own.map((s) => ({ unit_id: s.unit_id, share: s.pct / 100 }))); // biome-ignore format: one thought
  }
  return { accepted, refused };
}

const whole = (unit_id: string | null | undefined): Credit[] => (unit_id ? [{ unit_id, share: 1 }] : []);
const byId = (a: Unit, b: Unit): number => (a.unit_id < b.unit_id ? -1 : 1);
