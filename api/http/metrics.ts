/** What the server does, for Prometheus. The only importer of prom-client. */
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export type Metrics = { type: string; text(): Promise<string> };

/** Counts every answer by pattern of its route, never by address: an address may hold a name. */
export function measure(app: FastifyInstance): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const labelNames = ['method', 'route', 'status', 'role'] as const;
  const answers = new Counter({ name: 'yuzhao_answers_total', help: 'answers', labelNames, registers: [register] });
  const seconds = new Histogram({
    name: 'yuzhao_answer_seconds',
    help: 'time to the last byte',
    labelNames: ['method', 'route'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers: [register],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const { method } = request;
    answers.inc({ method, route, status: String(reply.statusCode), role: request.principal?.role ?? 'public' });
    seconds.observe({ method, route }, reply.elapsedTime / 1000);
  });
  return { type: register.contentType, text: () => register.metrics() };
}
