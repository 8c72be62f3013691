/** The HTTP door: one Fastify app over the snapshots of a store. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import fastify, { type FastifyInstance } from 'fastify';
import { AppError } from '../../data/errors.ts';
import { readyBehind } from '../../data/store/behind.ts';
import { Audit } from '../audit.ts';
import { Jobs } from '../jobs/index.ts';
import { hostsFor } from './bind.ts';
import { guard } from './guard.ts';
import { Identity } from './identity.ts';
import { measure } from './metrics.ts';
import { readOidc } from './oidc.ts';
import { pages } from './pages.ts';
import { problems, refusals } from './problems.ts';
import { SnapshotReader } from './reader.ts';
import { checkTable, register } from './register.ts';
import type { Route } from './route.ts';
import { routes } from './routes/index.ts';
import { validating } from './validate.ts';

export type ServeOptions = {
  store: string;
  port: number;
  /** Default 127.0.0.1. Another address needs tokens or an identity provider. */
  host?: string;
  /** Further host names under which browsers reach it, for example behind a proxy. */
  names?: readonly string[];
  /** Path of the identity provider's settings (see `oidc.ts`). */
  oidc?: string;
  limits?: { known: number; stranger: number };
  /** How long a request may take to arrive, in ms; ten times as long a caller may take nothing of an answer. */
  patience?: number;
  /** The routes that are served; default: all. */
  table?: readonly Route[];
};
export type Serving = { app: FastifyInstance; url: string; jobs: Jobs; close(): Promise<void> };

/** Text only, in any quantity that is worth it: the other formats are compressed already, events must not wait. */
const compression = {
  threshold: 2048,
  encodings: ['br', 'gzip'] as ('br' | 'gzip')[],
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  customTypes: (type: string) => /^(text\/(?!event-stream)|image\/svg|application\/(.*json|.*javascript)\b)/.test(type),
};

/** Requests a minute: a page takes a dozen, a notebook reads tables in parts. */
const usual = { known: 60_000, stranger: 600 };

/** Starts serving; `port` 0 takes a free one. @throws AppError address_in_use, snapshot_missing, option_invalid */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { store, port, host = '127.0.0.1', table = routes, patience = 60_000 } = options;
  const oidc = options.oidc === undefined ? undefined : readOidc(options.oidc);
  const hosts = hostsFor(store, host, options.names ?? [], oidc);
  const token = randomBytes(24).toString('base64url');
  const reader = await SnapshotReader.open(store);
  const audit = new Audit(store);
  const app = fastify({
    logger: false,
    bodyLimit: 16 * 2 ** 20,
    requestTimeout: patience,
    connectionTimeout: 10 * patience,
    // Node swaps the two when the time for the heading is the longer one.
    http: { headersTimeout: patience, requestTimeout: patience, connectionsCheckingInterval: patience / 4 },
    routerOptions: { maxParamLength: 200 },
    ...validating,
    ...refusals,
  });
  problems(app);
  await app.register(compress, compression);
  const metrics = measure(app);
  await guard(app, { identity: new Identity(store, token, oidc), audit, hosts, limits: options.limits ?? usual });
  app.get('/health', async () => ({ ok: true }));
  checkTable(table);
  const jobs = new Jobs(store);
  register(app, table, { reader, audit, jobs, metrics });
  pages(app);
  try {
    await app.listen({ host, port });
  } catch (cause) {
    await reader.close();
    throw isTaken(cause) ? taken(port, cause) : cause;
  }
  readyBehind();
  const address = app.server.address() as AddressInfo;
  const close = async () => {
    jobs.close();
    await app.close();
    await reader.close();
  };
  return { app, url: `http://127.0.0.1:${address.port}/?token=${token}`, jobs, close };
}

const isTaken = (cause: unknown): boolean => (cause as { code?: string }).code === 'EADDRINUSE';

const taken = (port: number, cause: unknown) =>
  new AppError(
    'address_in_use',
    `port ${port} is taken`,
    'choose another with --port, or --port 0 for a free one',
    {},
    cause,
  );
