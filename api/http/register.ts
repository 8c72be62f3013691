/** Puts the route table behind Fastify: the only place where a declaration becomes a handler. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import Type, { type TObject, type TProperties } from 'typebox';
import Value from 'typebox/value';
import { AppError } from '../../data/errors.ts';
import { check } from '../../data/schema/check.ts';
import type { Row } from '../../data/store/index.ts';
import type { Audit } from '../audit.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Principal, Scope } from './access.ts';
import { Answers } from './answers.ts';
import { Exports } from './exports.ts';
import { encode, type Format, formatOf, formats, media } from './formats/index.ts';
import { rowsOf } from './formats/text.ts';
import { workbook } from './formats/workbook.ts';
import type { Metrics } from './metrics.ts';
import { sendFile } from './ranges.ts';
import type { Lease, SnapshotReader } from './reader.ts';
import type { Context, FileRoute, ItemRoute, Route, RowsRoute, WriteRoute } from './route.ts';
import { admit, holdAnswer, maskAnswer, masksOf, storeSecret } from './scope.ts';
import { tableOf } from './table.ts';
import { listQuery, readCursor, wantedOf, writeCursor } from './wanted.ts';
import { Writes } from './writes.ts';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal;
  }
  interface FastifyContextConfig {
    /** True for routes of the table: who may call them is written there. */
    table?: boolean;
  }
}

/** What all routes share. */
type House = {
  reader: SnapshotReader;
  secret: Buffer;
  writes: Writes;
  exports: Exports;
  answers: Answers;
  jobs: Jobs;
  metrics: Metrics;
};
export type Desk = { reader: SnapshotReader; audit: Audit; jobs: Jobs; metrics: Metrics };

type Call<R extends Route> = {
  route: R;
  request: FastifyRequest;
  reply: FastifyReply;
  lease: Lease;
  context: Context;
  scope: Scope;
  suffix: Format | null;
  house: House;
};
type Query = Record<string, string | number | boolean | undefined>;

/** What a route takes in its query, with what the door itself understands; nothing else is accepted. */
export function querySchema(route: Route): TObject {
  const own: TProperties = { ...route.query.properties };
  if (route.kind !== 'write')
    own.snapshot = Type.Optional(
      Type.String({ pattern: '^[0-9a-f]{1,64}$', description: 'read this snapshot instead of the current one' }),
    );
  if (route.kind === 'rows') Object.assign(own, listQuery(route).properties);
  return Type.Object(own, { additionalProperties: false });
}

export function register(app: FastifyInstance, table: readonly Route[], { audit, ...desk }: Desk): void {
  const { store } = desk.reader;
  const house: House = {
    ...desk,
    secret: storeSecret(store),
    writes: new Writes(store, audit),
    exports: new Exports(audit),
    answers: new Answers(),
  };
  // Answers follow their schema by construction or are cleaned by it; a second serialiser would only cost time.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  for (const route of table)
    for (const suffix of suffixesOf(route, table))
      app.route({
        method: (route.kind === 'write' ? route.method : 'GET') as HTTPMethods,
        url: suffix ? `${route.path}.${suffix}` : route.path,
        schema: { params: route.params, querystring: querySchema(route) },
        config: { table: true },
        handler: (request, reply) => answer(route, suffix, request, reply, house),
      });
}

/** A list has an address a format, unless another route has taken it. */
const suffixesOf = (route: Route, table: readonly Route[]): (Format | null)[] =>
  route.kind === 'rows'
    ? [null, ...formats.filter((format) => !table.some((other) => other.path === `${route.path}.${format}`))]
    : [null];

async function answer(
  route: Route,
  suffix: Format | null,
  request: FastifyRequest,
  reply: FastifyReply,
  house: House,
): Promise<unknown> {
  const { principal, params, body } = request;
  const query = request.query as Query;
  const scope = admit(route, principal, { query, params, body });
  const cursor = query.cursor === undefined ? null : readCursor(String(query.cursor));
  const pin = query.snapshot === undefined ? cursor?.snapshot : String(query.snapshot);
  const lease = await house.reader.lease(pin);
  // A read needs its connection until the last byte has left or the caller has gone; a write goes on without its caller.
  if (route.kind !== 'write') reply.raw.once('close', lease.release);
  if (reply.raw.destroyed) {
    lease.release();
    return reply.hijack();
  }
  try {
    nameSnapshot(reply, lease);
    if (!route.live) {
      const tag = tagOf(request, lease, principal);
      reply.header('etag', tag);
      if (isKnown(request, tag)) return reply.code(304).send();
      const kept = house.answers.find(tag);
      if (kept) return reply.type(media.json).send(kept);
    }
    const context: Context = {
      db: lease.db,
      snapshot: lease.snapshot,
      store: house.reader.store,
      principal,
      jobs: house.jobs,
      metrics: house.metrics,
      params,
      query,
      body,
      once: headerOf(request, 'idempotency-key'),
      expected: expectedOf(request),
    };
    const call = { request, reply, lease, context, scope, suffix, house };
    if (route.kind === 'rows') return await answerRows({ ...call, route });
    if (route.kind === 'item') return await answerItem({ ...call, route });
    if (route.kind === 'file') return await answerFile({ ...call, route });
    const written = await answerWrite({ ...call, route });
    lease.release();
    return written;
  } catch (error) {
    lease.release();
    throw error;
  }
}

function nameSnapshot(reply: FastifyReply, { snapshot }: Lease): void {
  reply.headers({
    'x-yuzhao-snapshot': snapshot.id,
    'x-yuzhao-models': snapshot.models_hash,
    'x-yuzhao-profile': snapshot.profile_hash,
    'cache-control': 'private, no-cache',
    vary: 'accept, cookie, authorization, accept-encoding',
  });
}

/** The tag names snapshot, address, format and caller: each of them changes what is answered, and nothing else does. */
function tagOf(request: FastifyRequest, { snapshot }: Lease, who: Principal): string {
  const parts = [snapshot.id, request.url, request.headers.accept ?? '', who.role, who.district_id ?? ''];
  return `W/"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22)}"`;
}

const isKnown = (request: FastifyRequest, tag: string): boolean =>
  request.headers['if-none-match']?.split(',').some((known) => known.trim() === tag) ?? false;

/** As JSON; what follows the snapshot alone is kept for the next who asks. */
function sendJson(reply: FastifyReply, answers: Answers, value: Row): FastifyReply {
  const body = Buffer.from(JSON.stringify(value));
  const tag = reply.getHeader('etag');
  if (typeof tag === 'string') answers.keep(tag, body);
  return reply.type(media.json).send(body);
}

const named = ({ snapshot }: Lease) => ({
  snapshot: snapshot.id,
  models_hash: snapshot.models_hash,
  profile_hash: snapshot.profile_hash,
});

async function answerRows({ route, request, reply, lease, context, scope, suffix, house }: Call<RowsRoute>) {
  const format = formatOf(suffix, request.headers.accept);
  const wanted = wantedOf(route, context.query as Query, context.principal, format === 'json');
  const masks = masksOf(route, scope, house.secret);
  const given = await route.handler(context);
  const head = maskAnswer(Array.isArray(given) ? {} : (given.head ?? {}), masks) as Row;
  const table = tableOf(lease.db, given, wanted, masks);
  reply.type(media[format]);
  if (format === 'json') {
    const rows = await rowsOf(table);
    const next = table.more()
      ? writeCursor({ snapshot: lease.snapshot.id, offset: wanted.offset + rows.length })
      : undefined;
    return sendJson(reply, house.answers, { ...named(lease), ...head, rows, ...(next ? { next } : {}) });
  }
  await house.exports.note(context.principal, route, format, context, lease.snapshot.id);
  const last = route.path.split('/').at(-1)!.replace(/\W/g, '');
  const name = (Array.isArray(given) ? undefined : given.name) ?? last;
  reply.header('content-disposition', attachment(`${name}.${format}`, `${last}.${format}`));
  if (format === 'xlsx' && route.workbook)
    return reply.send(await workbook(route.workbook(await rowsOf(table), head, lease.snapshot)));
  return reply.send(await encode(format, table, name));
}

const attachment = (name: string, plain: string): string =>
  `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`;

async function answerItem({ route, reply, lease, context, scope, house }: Call<ItemRoute>) {
  const found = await route.handler(context);
  holdAnswer(route, context.principal, found);
  const masked = maskAnswer(found, masksOf(route, scope, house.secret));
  return sendJson(reply, house.answers, { ...named(lease), ...(Value.Clean(route.answer, masked) as Row) });
}

async function answerWrite({ route, request, reply, context, house }: Call<WriteRoute>) {
  check(route.body, context.body, 'option_invalid', 'body');
  const { answer, repeated } = await house.writes.run({
    principal: context.principal,
    route: `${route.method} ${route.path}`,
    params: context.params,
    body: context.body,
    key: headerOf(request, 'idempotency-key'),
    work: async () => Value.Clean(route.answer, await route.handler(context)),
  });
  if (repeated) reply.header('idempotent-replayed', 'true');
  return reply.send(answer);
}

const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** `If-Match: "7"`: the sequence on which a write was decided. @throws AppError option_invalid */
function expectedOf(request: FastifyRequest): number | undefined {
  const value = headerOf(request, 'if-match');
  if (value === undefined) return undefined;
  const found = /^"?(\d{1,15})"?$/.exec(value);
  if (!found) throw new AppError('option_invalid', 'If-Match is not a sequence', 'send the sequence that you read');
  return Number(found[1]);
}

async function answerFile({ route, request, reply, context, lease, house }: Call<FileRoute>) {
  if (route.exports) await house.exports.note(context.principal, route, route.media, context, lease.snapshot.id);
  const { type, name, ...content } = await route.handler(context);
  reply.type(type);
  if (name) reply.header('content-disposition', attachment(name, name.replace(/[^\w.-]/g, '_')));
  return 'path' in content ? sendFile(request, reply, content.path) : reply.send(content.body);
}

/** Every route has its own method and address. @throws AppError route_invalid */
export function checkTable(table: readonly Route[]): void {
  const seen = new Set<string>();
  for (const route of table) {
    const address = `${route.kind === 'write' ? route.method : 'GET'} ${route.path}`;
    if (seen.has(address)) throw new AppError('route_invalid', `${address} is declared twice`, 'remove one');
    seen.add(address);
  }
}
