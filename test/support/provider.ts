/** An identity provider on this machine: serves its public key and signs tokens (ES256), sound ones and others. */
import { createHmac, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Oidc } from '../../api/http/oidc.ts';

type Claims = Record<string, unknown>;
export type Provider = {
  settings(): Oidc;
  /** A token with these claims beside `iss`, `aud`, `sub` and `exp`, which they may replace. */
  sign(claims: Claims): string;
  unsigned(claims: Claims): string;
  /** HS256 with the public key as the password: what a careless verifier takes. */
  signedWithPublicKey(claims: Claims): string;
  tampered(claims: Claims): string;
  close(): Promise<void>;
};

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function provider(): Promise<Provider> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' };
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] })),
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const body = (claims: Claims): string =>
    part({ iss: issuer, aud: 'yuzhao', sub: 'u1', exp: Math.floor(Date.now() / 1000) + 300, ...claims });
  const signed = (text: string): string =>
    `${text}.${signBytes('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  const sign = (claims: Claims) => signed(`${part({ alg: 'ES256', kid: 'k1' })}.${body(claims)}`);
  return {
    settings: () => ({
      issuer,
      audience: 'yuzhao',
      jwks_uri: `${issuer}/keys`,
      role_claim: 'groups',
      roles: { planners: 'planner', '渝北-officers': 'officer' },
      district_claim: 'area',
      algorithms: ['ES256'],
    }),
    sign,
    unsigned: (claims) => `${part({ alg: 'none' })}.${body(claims)}.`,
    signedWithPublicKey(claims) {
      const text = `${part({ alg: 'HS256', kid: 'k1' })}.${body(claims)}`;
      const pem = publicKey.export({ format: 'pem', type: 'spki' });
      return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
    },
    tampered(claims) {
      const [head, , signature] = sign(claims).split('.');
      return `${head}.${body({ ...claims, sub: 'u2' })}.${signature}`;
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
