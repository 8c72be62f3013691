/** Who may come in: a one-time token in the printed URL becomes a session cookie, as Jupyter does. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../data/errors.ts';
import type { Principal } from './access.ts';

const cookieName = 'yuzhao_session';

/** Whoever holds the printed URL sits at this machine: its owner. */
const owner: Principal = { role: 'admin', subject: 'local-owner', district_id: null };

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** The one <style> that Observable Plot writes into a chart (notebooks/shell/chart.ts); its text follows from the class name there. */
const chartStyleHash = 'sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM=';

const policy = `default-src 'self'; style-src 'self' '${chartStyleHash}'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'`;

/** Protects every route but /health. The token works once; reload uses the cookie. */
export function guard(app: FastifyInstance, token: string): void {
  let unused: string | null = token;
  const sessions = new Set<string>();
  app.register(cookie);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
    const { host } = request.headers;
    // A page of another site that resolves to 127.0.0.1 (DNS rebinding) carries its own name here.
    if (!host || !/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host))
      throw new AppError('unauthorised', 'this host name is not served', 'open the printed URL');
    const url = new URL(request.url, 'http://127.0.0.1');
    if (url.pathname === '/health') return;
    const given = url.searchParams.get('token');
    if (given && unused && same(given, unused)) {
      unused = null;
      const session = randomBytes(24).toString('base64url');
      sessions.add(session);
      url.searchParams.delete('token');
      return reply
        .setCookie(cookieName, session, { httpOnly: true, sameSite: 'strict', path: '/' })
        .redirect(`${url.pathname}${url.search}`);
    }
    const session = request.cookies[cookieName];
    if (!session || !sessions.has(session))
      throw new AppError(
        'unauthorised',
        'no valid session',
        'open the URL that «yuzhao serve» printed; it works once, restart to get a new one',
      );
    request.principal = owner;
  });
}
