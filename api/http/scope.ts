/** Holds access: who may call, whose district it is, whose names are replaced. */
import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../data/errors.ts';
import type { Principal, Scope } from './access.ts';
import { districtId } from './district-name.ts';
import type { Route } from './route.ts';
import type { Masks } from './table.ts';

type Asked = { query: unknown; params: unknown; body: unknown };

const refused = (what: string) => new AppError('forbidden', what, 'ask an administrator for a token of another role');

/** @throws AppError unauthorised for a stranger, forbidden for a role or a district that may not */
export function admit(route: Route, principal: Principal, asked: Asked): Scope {
  const scope = route.access[principal.role];
  if (scope === 'none') {
    if (principal.role === 'public')
      throw new AppError('unauthorised', 'this needs a session or a token', 'open the printed URL, or log in');
    throw refused(`the role ${principal.role} may not do this`);
  }
  if (scope !== 'own_district') return scope;
  if (!principal.district_id) throw refused('an officer without a district sees nothing');
  const { district } = route;
  if (district?.in === 'query' || district?.in === 'params' || district?.in === 'body')
    for (const named of valuesAt(asked[district.in], district.field.split('.')))
      if (typeof named !== 'string' || districtId(named) !== principal.district_id)
        throw refused('an officer works on the own district only');
  return scope;
}

/** An answer about one thing: is it of the officer's district? @throws AppError forbidden */
export function holdAnswer(route: Route, principal: Principal, answer: unknown): void {
  if (route.access[principal.role] !== 'own_district' || route.district?.in !== 'answer') return;
  for (const found of valuesAt(answer, route.district.field.split('.')))
    if (found !== principal.district_id) throw refused('an officer sees the own district only');
}

/** For handlers that learn by themselves whose a thing is: one of `districts` must be an officer's own. @throws AppError forbidden */
export function requireOwn(principal: Principal, ...districts: (string | null)[]): void {
  if (principal.role !== 'officer' || districts.includes(principal.district_id)) return;
  throw refused('an officer works on the own district only');
}

/** The district that a caller is bound to; undefined = none. */
export const boundTo = (principal: Principal): string | undefined =>
  principal.role === 'officer' ? (principal.district_id ?? '') : undefined;

/** Every value at a path; lists on the way are read through. A missing value counts: it is nobody's district. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [field, ...rest] = path;
  if (field === undefined) return [value];
  if (value === null || typeof value !== 'object') return [undefined];
  return valuesAt((value as Record<string, unknown>)[field], rest);
}

/** The masks that a caller's scope puts on a route's personal fields. */
export function masksOf(route: Route, scope: Scope, secret: Buffer): Masks {
  if (scope !== 'pseudonymised') return new Map();
  const mask = (value: unknown) =>
    value === null || value === undefined
      ? null
      : pseudonym(secret, Array.isArray(value) ? value.join() : String(value));
  return new Map(route.personal.map((field) => [field, mask]));
}

/** The same in an object of any depth: every field of a personal name. */
export function maskAnswer(answer: unknown, masks: Masks): unknown {
  if (masks.size === 0 || answer === null || typeof answer !== 'object') return answer;
  if (Array.isArray(answer)) return answer.map((item) => maskAnswer(item, masks));
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, masks.get(name)?.(value) ?? maskAnswer(value, masks)]),
  );
}

/** Equal texts get equal pseudonyms within one store; without its secret nobody can tell whose they are. */
const pseudonym = (secret: Buffer, text: string): string =>
  `p_${createHmac('sha256', secret).update(text).digest('hex').slice(0, 16)}`;

/** The store's secret for pseudonyms: made once, readable by its owner only. */
export function storeSecret(store: string): Buffer {
  const path = join(store, 'pseudonym.key');
  try {
    return readFileSync(path);
  } catch {
    mkdirSync(store, { recursive: true });
    try {
      writeFileSync(path, randomBytes(32), { flag: 'wx', mode: 0o600 });
    } catch {
      // Another process was first; its secret is the store's.
    }
    return readFileSync(path);
  }
}
