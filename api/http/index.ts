/** The HTTP door: one Fastify app over the current snapshot. Loopback only. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { AppError } from '../../data/errors.ts';
import { guard } from './guard.ts';
import { pages } from './pages.ts';
import { problems } from './problems.ts';
import { SnapshotReader } from './reader.ts';
import { checkTable, register } from './register.ts';
import { routes } from './routes/index.ts';

export type ServeOptions = { store: string; port: number };
export type Serving = { app: FastifyInstance; url: string; close(): Promise<void> };

/** Starts serving on 127.0.0.1; `port` 0 takes a free one. @throws AppError address_in_use, snapshot_missing */
export async function serve({ store, port }: ServeOptions): Promise<Serving> {
  const token = randomBytes(24).toString('base64url');
  const reader = await SnapshotReader.open(store);
  const app = fastify({
    logger: false,
    routerOptions: { maxParamLength: 200 },
    ajv: { customOptions: { removeAdditional: false } },
  });
  problems(app);
  guard(app, token);
  app.get('/health', async () => ({ ok: true }));
  checkTable(routes);
  register(app, routes, reader);
  pages(app);
  try {
    await app.listen({ host: '127.0.0.1', port });
  } catch (cause) {
    await reader.close();
    if ((cause as { code?: string }).code === 'EADDRINUSE')
      throw new AppError(
        'address_in_use',
        `port ${port} is taken`,
        'choose another with --port, or --port 0 for a free one',
        {},
        cause,
      );
    throw cause;
  }
  const address = app.server.address() as AddressInfo;
  const close = async () => {
    await app.close();
    await reader.close();
  };
  return { app, url: `http://127.0.0.1:${address.port}/?token=${token}`, close };
}
