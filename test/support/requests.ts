/** Requests made from the OpenAPI document: sound ones about things that exist, sound ones about nothing, hostile ones. */
import fc from 'fast-check';
import type { TSchema } from 'typebox';
import { type Asked, type Json, type Operation, type Parameter, send } from './document.ts';
import { encoded, hostile } from './hostile.ts';
import { valuesOf } from './sample.ts';

/** Field → values that answers carry: what a client would ask for next. */
export type Pool = Map<string, unknown[]>;

/** Names under which parameters ask for what answers call otherwise. */
const alias: Record<string, string[]> = {
  link: ['link_id', 'link', 'name'],
  chain: ['chain_id'],
  district: ['district_id'],
  enterprise: ['enterprise_id', 'name'],
  company: ['name', 'enterprise_id'],
  investor: ['investor'],
  project: ['project_id'],
  metric: ['metric_id', 'metric'],
  form: ['form_id'],
  formula: ['formula_id'],
  unit: ['unit_id'],
  q: ['name', 'link', 'title'],
  find: ['project_id', 'name'],
  cursor: ['next'],
};

/** Of what a path parameter `id` is the key, by the word before it. */
const idOf: Record<string, string> = {
  enterprises: 'enterprise_id',
  policies: 'policy_id',
  'policy-hits': 'hit_id',
  projects: 'project_id',
  suspicions: 'suspicion_id',
  loads: 'load_id',
  'first-talks': 'filing_id',
  'first-talk-disputes': 'dispute_id',
};

/** Reads every list that needs nothing said, and keeps what stands in it. */
export async function poolOf(origin: string, cookie: string, operations: readonly Operation[]): Promise<Pool> {
  const pool: Pool = new Map();
  const keep = (value: unknown, name: string): void => {
    if (Array.isArray(value)) for (const inner of value.slice(0, 40)) keep(inner, name);
    else if (value !== null && typeof value === 'object')
      for (const [inner, found] of Object.entries(value)) keep(found, inner);
    else if (typeof value === 'string' || typeof value === 'number') {
      const known = pool.get(name) ?? [];
      if (known.length < 60 && !known.includes(value)) pool.set(name, [...known, value]);
    }
  };
  for (const { path, method, parameters, content } of operations) {
    if (method !== 'GET' || !content.has('application/json') || path.startsWith('/api/openapi')) continue;
    if (parameters.some((p) => p.required)) continue;
    const query = path.startsWith('/tables/') ? '?limit=40' : '';
    const { status, bytes } = await send(origin, { path: `${path}${query}`, headers: { cookie } });
    if (status === 200) keep(JSON.parse(bytes.toString('utf8')), path);
  }
  return pool;
}

function knownOf(pool: Pool, name: string, { columns, path }: Operation): unknown[] {
  if (name === 'id') return pool.get(idOf[/(\S+?)\/\{id\}/.exec(path.split('/api/')[1]!)?.[1] ?? ''] ?? '') ?? [];
  if (name === 'columns') return [...columns, columns.slice(0, 3).join(',')];
  return [name, ...(alias[name] ?? [])].flatMap((field) => pool.get(field) ?? []);
}

/** A value in the place of a parameter or a field: mostly one that exists or fits, sometimes one that breaks things. */
function placed(pool: Pool, operation: Operation, name: string, schema: Json): fc.Arbitrary<unknown> {
  const fits = valuesOf(schema as TSchema);
  const known = schema.type === 'string' && !schema.format ? knownOf(pool, name, operation) : [];
  return fc.oneof(
    { weight: known.length ? 30 : 0, arbitrary: fc.constantFrom(...(known.length ? known : [''])) },
    { weight: 5, arbitrary: fits },
    { weight: 1, arbitrary: fc.constantFrom(...hostile) },
  );
}

/** The whole address. Path parameters always stand; others where `chosen` says so or where they must. */
function addressOf(path: string, given: [Parameter, unknown][]): string {
  const of = (place: string) => given.filter(([parameter]) => parameter.in === place);
  const route = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = of('path').find(([p]) => p.name === name)?.[1];
    return encoded(String(value ?? '')) || '%20';
  });
  const query = of('query').map(([p, value]) => `${p.name}=${encoded(String(value))}`);
  return query.length ? `${route}?${query.join('&')}` : route;
}

const parametersOf = (operation: Operation) => operation.parameters.filter((p) => p.in !== 'header');

function bodiesOf(pool: Pool, operation: Operation, schema: Json): fc.Arbitrary<string> {
  const whole = valuesOf(schema as TSchema);
  const fields = Object.entries((schema.properties ?? {}) as Record<string, Json>);
  const changed = fields.length
    ? fc
        .tuple(whole, fc.constantFrom(...fields))
        .chain(([body, [name, field]]) =>
          placed(pool, operation, name, field).map((value) => ({ ...(body as Json), [name]: value }) as unknown),
        )
    : whole;
  return fc.oneof(
    { weight: 8, arbitrary: changed.map((body) => JSON.stringify(body) ?? 'null') },
    { weight: 4, arbitrary: whole.map((body) => JSON.stringify(body) ?? 'null') },
    { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom('', '{', '[]', 'null', '{"__proto__":{"polluted":1}}', '\u0000') },
  );
}

/** Any request of one operation. */
export function requestsOf(operation: Operation, pool: Pool): fc.Arbitrary<Asked> {
  const parameters = parametersOf(operation);
  const values = fc.tuple(
    ...parameters.map((parameter) =>
      fc.tuple(
        fc.constant(parameter),
        placed(pool, operation, parameter.name, parameter.schema),
        parameter.required ? fc.constant(true) : fc.double({ min: 0, max: 1 }).map((x) => x < 1.5 / parameters.length),
      ),
    ),
  );
  return fc
    .tuple(
      values,
      fc.constantFrom(...operation.content.keys()),
      operation.body ? bodiesOf(pool, operation, operation.body) : fc.constant(undefined),
    )
    .map(([given, accept, body]) => ({
      path: addressOf(
        operation.path,
        given.filter(([, , stands]) => stands).map(([p, value]) => [p, value] as [Parameter, unknown]),
      ),
      method: operation.method,
      headers: { accept },
      ...(body === undefined ? {} : { body }),
    }));
}

/** For each parameter of an operation: the operation with one hostile text in it, the others sound. */
export function attacksOn(operation: Operation, pool: Pool, text: string): Asked[] {
  const parameters = parametersOf(operation);
  const [first] = operation.body
    ? fc.sample(valuesOf(operation.body as TSchema), { numRuns: 1, seed: 2019 })
    : [undefined];
  const sound = (parameter: Parameter): unknown =>
    knownOf(pool, parameter.name, operation)[0] ??
    fc.sample(valuesOf(parameter.schema as TSchema), { numRuns: 1, seed: 2019 })[0];
  const one = { method: operation.method, headers: {} };
  const body = first === undefined ? {} : { body: JSON.stringify(first) ?? 'null' };
  const inAddress = parameters.map((target) => ({
    ...one,
    ...body,
    path: addressOf(
      operation.path,
      parameters
        .filter((p) => p === target || p.required)
        .map((p) => [p, p === target ? text : sound(p)] as [Parameter, unknown]),
    ),
  }));
  const path = addressOf(
    operation.path,
    parameters.filter((p) => p.required).map((p) => [p, sound(p)]),
  );
  const fields = Object.keys((operation.body?.properties ?? {}) as Json);
  const inBody = fields.map((name) => ({ ...one, path, body: JSON.stringify({ ...(first as Json), [name]: text }) }));
  return [...inAddress, ...inBody];
}
