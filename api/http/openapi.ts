/** The OpenAPI 3.1 document, written from the route table: nothing is described that is not also enforced. */
import Type, { type TObject, type TSchema } from 'typebox';
import { catalogue } from '../../data/errors.ts';
import { roles } from './access.ts';
import { formats, media } from './formats/index.ts';
import { Login, Session } from './guard.ts';
import { querySchema } from './register.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

const text = { type: 'string' };
const json = (schema: TSchema): Json => ({ 'application/json': { schema } });
const failed = {
  description: 'a problem (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.Enum([...Object.keys(catalogue), 'not_found', 'bug']),
  remedy: Type.String(),
});

/** `x-access`: role → scope. `x-key`, `x-personal`: columns. */
export function openApi(table: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = { ...entrance };
  for (const route of table) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const method = route.kind === 'write' ? route.method.toLowerCase() : 'get';
    paths[path] = { ...paths[path], [method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '渝招 yuzhao',
      version,
      description:
        'Every answer names its snapshot, models and profile in the headers x-yuzhao-*. Lists exist in every format, by suffix (/api/links.arrow) or Accept. No endpoint takes SQL. 得分用于排序，不是概率；企业库仅供招商研究，不作为享受政策的依据。',
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      schemas: { Problem },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'yuzhao token create, or a JWT of the identity provider',
        },
        session: { type: 'apiKey', in: 'cookie', name: 'yuzhao_session', description: 'the printed URL, or /login/' },
      },
    },
  };
}

/** Doors that stand outside the table: no role, no snapshot, nothing of the city. */
const entrance: Record<string, Json> = {
  '/health': {
    get: outside('health', '是否在运行', 'whether the server answers', Type.Object({ ok: Type.Boolean() })),
  },
  '/api/session': {
    get: outside('session', '我是谁', 'who asks', Session),
    post: {
      ...outside('session', '登录', 'log in with a token: the answer sets the session cookie', Session),
      requestBody: { required: true, content: json(Login) },
    },
    delete: outside('session', '退出登录', 'log out', null),
  },
};

function outside(tag: string, summary: string, description: string, answer: TObject | null): Json {
  const done = answer ? { 200: { description: 'OK', content: json(answer) } } : { 204: { description: 'done' } };
  return { tags: [tag], summary, description, security: [], parameters: [], responses: { ...done, default: failed } };
}

function operation(route: Route): Json {
  const topic = route.path.startsWith('/tables/') ? 'tables' : route.path.split('/')[2];
  const admitted = roles.filter((role) => route.access[role] !== 'none');
  return {
    operationId: `${route.kind === 'write' ? route.method.toLowerCase() : 'get'}${route.path.replace(/[^\w]+/g, '_')}`,
    tags: [topic],
    summary: route.summary.zh,
    description: route.summary.en,
    'x-access': Object.fromEntries(admitted.map((role) => [role, route.access[role]])),
    ...(route.personal.length ? { 'x-personal': route.personal } : {}),
    ...(route.access.public === 'none' ? {} : { security: [] }),
    parameters: [
      ...parameters('path', route.params),
      ...parameters('query', querySchema(route)),
      ...writeHeaders(route),
    ],
    ...(route.kind === 'write' ? { requestBody: { required: true, content: json(route.body) } } : {}),
    responses: {
      200: { description: 'OK', headers, content: content(route) },
      ...(route.live || route.kind === 'write'
        ? {}
        : { 304: { description: 'unchanged since the ETag that was sent' } }),
      default: failed,
    },
  };
}

const headers = Object.fromEntries(
  ['snapshot', 'models', 'profile'].map((name) => [`x-yuzhao-${name}`, { schema: text }]),
);

function parameters(place: 'path' | 'query', schema: TObject): Json[] {
  const required = new Set((schema as { required?: string[] }).required ?? []);
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (required.has(name) && !('default' in property)),
    ...('description' in property ? { description: property.description } : {}),
    schema: property,
  }));
}

const writeHeaders = (route: Route): Json[] =>
  route.kind !== 'write'
    ? []
    : [
        { name: 'Idempotency-Key', in: 'header', schema: text, description: 'the same key answers as the first time' },
        { name: 'If-Match', in: 'header', schema: text, description: 'sequence on which the write was decided' },
      ];

/** The JSON body of a route, with what the door adds. */
export function answerSchema(route: Route): TObject | null {
  const names = { snapshot: Type.String(), models_hash: Type.String(), profile_hash: Type.String() };
  if (route.kind === 'file') return null;
  if (route.kind === 'write') return route.answer;
  if (route.kind === 'item') {
    const { additionalProperties } = route.answer as { additionalProperties?: boolean };
    const open = additionalProperties === true ? { additionalProperties } : {};
    return Type.Object({ ...names, ...route.answer.properties }, open);
  }
  return Type.Object({
    ...names,
    ...route.head.properties,
    // With `columns` a row holds only those.
    rows: Type.Array(Type.Partial(route.row)),
    next: Type.Optional(Type.String({ description: 'cursor of the next page' })),
  });
}

/** A media type without its parameters. */
const bare = (type: string): string => type.split(';')[0]!;

function content(route: Route): Json {
  if (route.kind === 'file') return { [bare(route.media)]: {} };
  const first = json(answerSchema(route)!);
  if (route.kind !== 'rows') return first;
  const others = formats.filter((format) => format !== 'json').map((format) => [bare(media[format]), {}]);
  return { ...first, ...Object.fromEntries(others) };
}
