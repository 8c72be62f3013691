/** Which city department answers for a project, by the industry of the project: an assignment to be rewritten by the user. */
import { readFileSync } from 'node:fs';
import Type from 'typebox';
import { check } from './check.ts';

export const Departments = Type.Object({
  authority: Type.String({ minLength: 1 }),
  departments: Type.Array(
    Type.Object({
      department_id: Type.String({ pattern: '^[a-z][a-z0-9_-]*$' }),
      title: Type.String({ minLength: 1 }),
      title_en: Type.String({ minLength: 1 }),
      divisions: Type.Array(Type.String({ pattern: '^\\d{2}-\\d{2}$' }), {
        description: 'two-digit divisions of GB/T 4754-2017, both ends inclusive',
      }),
    }),
  ),
});
export type Departments = Type.Static<typeof Departments>;

/** @throws AppError rule_invalid naming the first breach */
export function readDepartments(
  path: URL = new URL('../rules/assessment/_departments.json', import.meta.url),
): Departments {
  return check(Departments, JSON.parse(readFileSync(path, 'utf8')), 'rule_invalid', '_departments.json');
}

/** The department of a project's industry code (GB/T 4754, any depth), or null where it has none. */
export function departmentOf(industryCode: string | null, { departments }: Departments): string | null {
  const division = /^\D?(\d{2})/.exec(industryCode ?? '')?.[1];
  if (!division) return null;
  return (
    departments.find((d) => d.divisions.some((range) => division >= range.slice(0, 2) && division <= range.slice(3)))
      ?.department_id ?? null
  );
}
