/** Access tokens of an identity provider (OpenID Connect, JWT). The only importer of jose. Configured by a file, off without it. */
import { readFileSync } from 'node:fs';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import Type from 'typebox';
import { AppError } from '../../data/errors.ts';
import { check } from '../../data/schema/check.ts';
import { type Principal, type Role, roles } from './access.ts';
import { districtId } from './district-name.ts';

export const Oidc = Type.Object(
  {
    issuer: Type.String({ minLength: 1, description: '`iss` of its tokens' }),
    audience: Type.String({ minLength: 1, description: '`aud` that names this service' }),
    jwks_uri: Type.String({ pattern: '^https?://', description: 'where its public keys are' }),
    role_claim: Type.String({ minLength: 1, description: 'claim that holds one or several roles or groups' }),
    roles: Type.Record(Type.String(), Type.Enum([...roles]), { description: 'value of that claim → role here' }),
    district_claim: Type.Optional(Type.String({ description: 'claim that holds the district of an officer' })),
    algorithms: Type.Array(Type.Enum(['RS256', 'PS256', 'ES256', 'EdDSA']), { minItems: 1 }),
  },
  { additionalProperties: false },
);
export type Oidc = Type.Static<typeof Oidc>;

/** Rank of roles where a claim names several: the widest counts. */
const rank = (role: Role): number => roles.indexOf(role);

/** @throws AppError rule_invalid */
export function readOidc(path: string): Oidc {
  return check(Oidc, JSON.parse(readFileSync(path, 'utf8')), 'rule_invalid', path) as Oidc;
}

/** @returns who holds the JWT, or null when it is not one that the provider signed for us, is out of date, or names no role. */
export function oidcVerifier(config: Oidc): (token: string) => Promise<Principal | null> {
  const keys = createRemoteJWKSet(new URL(config.jwks_uri), { cooldownDuration: 10_000, timeoutDuration: 5_000 });
  return async (token) => {
    let payload: Record<string, unknown>;
    try {
      ({ payload } = await jwtVerify(token, keys, {
        issuer: config.issuer,
        audience: config.audience,
        algorithms: config.algorithms,
        requiredClaims: ['exp', 'sub'],
      }));
    } catch (error) {
      if (isProvidersFault(error))
        throw new AppError(
          'provider_silent',
          'the identity provider does not answer',
          'try again in a minute',
          {},
          error,
        );
      return null;
    }
    const given = [payload[config.role_claim]].flat().flatMap((value) => config.roles[String(value)] ?? []);
    const role = given.toSorted((a, b) => rank(b as Role) - rank(a as Role))[0] as Role | undefined;
    if (!role) return null;
    const named = config.district_claim ? payload[config.district_claim] : undefined;
    const district_id = role === 'officer' && typeof named === 'string' ? (districtId(named) ?? null) : null;
    return { role, subject: `oidc:${payload.sub}`, district_id };
  };
}

/** Its keys cannot be had: no line (an error that is not jose's), no answer in time, or no key set. Anything else is the token's fault. */
function isProvidersFault(error: unknown): boolean {
  const { code = '' } = error as { code?: string };
  return !code.startsWith('ERR_J') || ['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID'].includes(code);
}
