/** The search box: one text over companies, projects, policies, links and districts. */
import type { Database } from '../data/store/index.ts';

export type Found = {
  kind: 'company' | 'project' | 'policy' | 'link' | 'district';
  id: string;
  name: string;
  detail: string | null;
  district_id: string | null;
  /** How it was found: exact, start or part of the name, initials, or signs in order (a short name). */
  by: 'exact' | 'start' | 'part' | 'initials' | 'order';
};

export type SearchQuestion = { q: string; kind?: Found['kind']; top: number; projectsOf?: string | null };

const steps = ['exact', 'start', 'part', 'initials', 'order'] as const;

/**
 * Best hits first: exact name, beginning, substring, pinyin initials, then signs in this order (中石化 → 中国石油化工);
 * shorter names before longer, larger companies before smaller. `projectsOf`: projects of that district only.
 */
export async function search(db: Database, { q, kind, top, projectsOf }: SearchQuestion): Promise<Found[]> {
  const text = q.trim().toLowerCase();
  if (text === '') return [];
  const signs = [...text];
  const rows = await db.rows<Omit<Found, 'by'> & { step: number }>(
    `with hit as (
       select kind, id, name, detail, district_id, weight,
         case
           when lower(name) = $text then 0
           when starts_with(lower(name), $text) then 1
           when contains(lower(name), $text) then 2
           when $latin and starts_with(initials, $text) then 3
           when $latin and length($text) >= 3 and contains(initials, $text) then 3
           when $in_order <> '' and lower(name) like $in_order escape '!' then 4
         end as step
       from search.entry
       where ($kind is null or kind = $kind) and ($projects_of is null or kind <> 'project' or district_id = $projects_of)
     )
     select kind, id, name, detail, district_id, step from hit where step is not null
     order by step, case kind when 'district' then 0 when 'link' then 1 when 'policy' then 2 when 'project' then 3 else 4 end,
       case when step < 3 then length(name) else 0 end, weight desc, id
     limit $top`,
    {
      text,
      latin: /^[a-z0-9]+$/.test(text),
      in_order: inOrder(signs),
      kind: kind ?? null,
      projects_of: projectsOf ?? null,
      top,
    },
  );
  return rows.map(({ step, ...hit }) => ({ ...hit, by: steps[step]! }));
}

/** A LIKE pattern for Chinese short names of two to six signs; nothing for other texts, which would hit half the register. */
const inOrder = (signs: readonly string[]): string =>
  signs.length >= 2 && signs.length <= 6 && signs.every((sign) => /[\u3400-\u9fff]/.test(sign))
    ? `%${signs.join('%')}%`
    : '';
