/** The built pages (`dist/`), with long caching for hashed files. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

export const pagesFolder = fileURLToPath(new URL('../../dist/', import.meta.url));

export function pages(app: FastifyInstance): void {
  if (!existsSync(pagesFolder)) {
    app.get('/', async (_request, reply) =>
      reply.code(503).type('text/plain; charset=utf-8').send('The pages are not built yet: run «npm run build».'),
    );
    return;
  }
  app.register(fastifyStatic, {
    root: pagesFolder,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
