/** Where the door stands: this machine only, unless tokens or an identity provider say who comes in from elsewhere. */
import { hostname } from 'node:os';
import { AppError } from '../../data/errors.ts';
import { listTokens } from '../tokens.ts';
import type { Oidc } from './oidc.ts';

const own = new Set(['127.0.0.1', 'localhost', '::1']);

/** Host names to serve beside loopback. @throws AppError option_invalid when strangers could come in */
export function hostsFor(store: string, host: string, names: readonly string[], oidc: Oidc | undefined): string[] {
  if (own.has(host)) return [...names];
  const keys = oidc !== undefined || listTokens(store).some((card) => card.state === 'valid');
  if (!keys)
    throw new AppError(
      'option_invalid',
      `«${host}» can be reached from other machines, and nobody has a token yet`,
      'make one with «yuzhao token create --role planner --label 招商局», or name an identity provider with --oidc',
    );
  return [host, hostname().toLowerCase(), ...names];
}
