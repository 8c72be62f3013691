/** The gate before every route: host names, headers, who asks, no writes from other sites. What a role may do is the table's matter. */
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { AppError } from '../../data/errors.ts';
import { check } from '../../data/schema/check.ts';
import type { Audit } from '../audit.ts';
import { roles } from './access.ts';
import type { Identity } from './identity.ts';

const cookieName = 'yuzhao_session';

/** The one <style> that Observable Plot writes into a chart (notebooks/shell/chart.ts); its text follows from the class name there. */
const chartStyleHash = 'sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM=';

const security = {
  'content-security-policy': `default-src 'self'; style-src 'self' '${chartStyleHash}'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** Pages that anybody may open: they hold words and code, no data. */
const openPages = /^\/(health$|login\/?$|assets\/|policy\/?$|api\/session$)/;

export type GuardOptions = {
  identity: Identity;
  audit: Audit;
  /** Host names that are served, beside loopback. */
  hosts: readonly string[];
  /** Requests a minute, of one subject or of one stranger's address. */
  limits: { known: number; stranger: number };
};

const loopback = ['127.0.0.1', 'localhost', '[::1]'];
const isLoopback = (ip: string): boolean => ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1';
const unsafe = (method: string): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method);
const sessionOptions = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

export async function guard(app: FastifyInstance, { identity, audit, hosts, limits }: GuardOptions): Promise<void> {
  const names = new Set([...loopback, ...hosts.map((host) => host.toLowerCase())]);
  await app.register(cookie);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(security);
    // A page of another site that resolves to our address (DNS rebinding) carries its own name here.
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    if (!names.has(host)) throw new AppError('unauthorised', 'this host name is not served', 'open the printed URL');
    const url = new URL(request.url, 'http://127.0.0.1');
    const given = url.searchParams.get('token');
    const session = given && isLoopback(request.ip) ? identity.enter(given) : null;
    if (session) {
      url.searchParams.delete('token');
      return reply.setCookie(cookieName, session, sessionOptions).redirect(`${url.pathname}${url.search}`);
    }
    await identify(request, url.pathname);
  });
  await app.register(rateLimit, {
    hook: 'preHandler',
    timeWindow: 60_000,
    max: (request) => (request.principal.role === 'public' ? limits.stranger : limits.known),
    keyGenerator: (request) => (request.principal.role === 'public' ? request.ip : request.principal.subject),
    errorResponseBuilder: tooMany,
  });
  const failures = app.createRateLimit({
    max: limits.stranger,
    timeWindow: 60_000,
    keyGenerator: (request) => `failed ${request.ip}`,
  });

  async function identify(request: FastifyRequest, path: string): Promise<void> {
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const principal = await identity.of(bearer, request.cookies[cookieName]);
    if (!principal && bearer !== undefined) await slowDown(request);
    const isRoute = request.routeOptions.config.table === true;
    if (!principal && !openPages.test(path)) throw stranger();
    request.principal = principal ?? { role: 'public', subject: 'anonymous', district_id: null };
    if (request.principal.role === 'public' && !isRoute && !openPages.test(path)) throw stranger();
    if (unsafe(request.method) && bearer === undefined) refuseOtherSites(request);
  }

  /** Whoever guesses credentials gets no more tries than a stranger gets pages. */
  async function slowDown(request: FastifyRequest): Promise<void> {
    const limit = await failures(request);
    if (!limit.isAllowed && limit.isExceeded) throw tooMany();
  }

  sessions(app, identity, audit);
}

const tooMany = () => new AppError('rate_limited', 'too many requests', 'wait a minute');

const stranger = () =>
  new AppError(
    'unauthorised',
    'no valid session',
    'open the URL that «yuzhao serve» printed (it works once), or log in with a token',
  );

/** A browser names the site that a write comes from; anything else has to say by a header that it is no form of another site. */
function refuseOtherSites(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  const own =
    origin === undefined
      ? request.headers['x-yuzhao-request'] !== undefined
      : URL.canParse(origin) && new URL(origin).host === host;
  if (!own)
    throw new AppError(
      'forbidden',
      'a write from another site is refused',
      'send it from a page of this server, with a Bearer token, or with the header x-yuzhao-request: 1',
    );
}

export const Login = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 8192, description: 'printed by yuzhao token create, or a JWT' }) },
  { additionalProperties: false },
);
export const Session = Type.Object({
  role: Type.Enum([...roles]),
  district_id: Type.Union([Type.String(), Type.Null()], { description: 'adcode of an officer' }),
  subject: Type.String({ description: 'who writes are noted under' }),
});

/** Login, logout and who am I. */
function sessions(app: FastifyInstance, identity: Identity, audit: Audit): void {
  const whoAmI = (request: FastifyRequest): Static<typeof Session> => {
    const { role, district_id, subject } = request.principal;
    return { role, district_id, subject };
  };
  app.get('/api/session', async (request) => whoAmI(request));
  const few = {
    config: { rateLimit: { max: 20, timeWindow: 60_000, keyGenerator: (r: FastifyRequest) => `login ${r.ip}` } },
  };
  app.post('/api/session', few, async (request, reply) => {
    const { token } = check(Login, request.body, 'option_invalid', 'body');
    const opened = await identity.logIn(token);
    if (!opened) throw new AppError('unauthorised', 'this token is not valid', 'check it, or ask for a new one');
    request.principal = opened.principal;
    await audit.note(opened.principal, {
      action: 'login',
      route: 'POST /api/session',
      about: {},
      body: null,
      snapshot: null,
    });
    return reply.setCookie(cookieName, opened.session, sessionOptions).send(whoAmI(request));
  });
  app.delete('/api/session', async (request, reply: FastifyReply) => {
    identity.logOut(request.cookies[cookieName] ?? '');
    return reply.clearCookie(cookieName, { path: '/' }).code(204).send();
  });
}
