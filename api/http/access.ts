/** Who may call a route, and how much of its answer they see. A role that a route does not name is refused. */
import type { TObject } from 'typebox';

export const roles = ['public', 'enterprise', 'officer', 'planner', 'researcher', 'leader', 'admin'] as const;
export type Role = (typeof roles)[number];

/**
 * none: refused. all: everything. own_district: only what belongs to the caller's district (see `District`).
 * pseudonymised: everything, with the personal fields of the answer replaced by pseudonyms.
 */
export type Scope = 'none' | 'all' | 'own_district' | 'pseudonymised';
export type Access = Record<Role, Scope>;

/** Who asks. `subject` names a token, a session or the subject of an identity provider; never a person's name. */
export type Principal = { role: Role; subject: string; district_id: string | null };

export const anonymous: Principal = { role: 'public', subject: 'anonymous', district_id: null };

/** Roles that are named get their scope, admin gets all, every other role is refused. */
export const allow = (given: Partial<Access>): Access => ({
  public: 'none',
  enterprise: 'none',
  officer: 'none',
  planner: 'none',
  researcher: 'none',
  leader: 'none',
  admin: 'all',
  ...given,
});

/** Facts that anybody may read: no company's score, no project, no person. */
export const everyone = allow({
  public: 'all',
  enterprise: 'all',
  officer: 'all',
  planner: 'all',
  researcher: 'all',
  leader: 'all',
});
/** Everybody who works in promotion, all districts alike. */
export const staff = allow({ officer: 'all', planner: 'all', researcher: 'all', leader: 'all' });
/** The same, officers within their own district. The route says with `district` where the district stands. */
export const staffByDistrict = allow({ officer: 'own_district', planner: 'all', researcher: 'all', leader: 'all' });
/** Writes of the people who do the work: officers for their own district. */
export const doers = allow({ officer: 'own_district', planner: 'all' });
export const plannersOnly = allow({ planner: 'all' });

/**
 * Where a route's district stands, so that own_district can be held:
 * query, params, body — the request must name the caller's own district there (`events.district_id` reads through lists);
 * row — only the rows of the own district are given; answer — the answer is refused when it speaks of another district;
 * handler — the handler narrows by `c.principal.district_id` itself, which needs a test of its own.
 */
export type District = { in: 'query' | 'params' | 'body' | 'row' | 'answer'; field: string } | { in: 'handler' };

/** Fields that only target lists have: a route that shows one is closed to the public and to enterprises (实施办法 Art. 19). */
const targetFields = new Set(['score', 'parts', 'placement', 'placements', 'propensity', 'probability', 'rank']);

/** What is wrong with a declaration, or null. */
export function accessFault(
  access: Access | undefined,
  district: District | undefined,
  personal: readonly string[],
  answer: TObject,
): string | null {
  if (!access || roles.some((role) => access[role] === undefined)) return 'has no access rule';
  const scopes = Object.values(access);
  if (scopes.every((scope) => scope === 'none')) return 'refuses everybody';
  if (scopes.includes('own_district') && !district) return 'gives own_district but does not say where the district is';
  if (scopes.includes('pseudonymised') && personal.length === 0) return 'pseudonymises but names no personal field';
  if (district && district.in === 'row' && !(district.field in answer.properties))
    return `has no field «${district.field}» in its rows`;
  const shown = Object.keys(answer.properties).filter((field) => targetFields.has(field));
  if (shown.length > 0 && (access.public !== 'none' || access.enterprise !== 'none'))
    return `shows ${shown.join(', ')} to the public or to enterprises`;
  return null;
}
