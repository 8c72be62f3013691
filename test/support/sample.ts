/** A sound request for any route, made from its schemas. */
import fc from 'fast-check';
import type { TObject, TSchema } from 'typebox';
import type { Route } from '../../api/http/route.ts';

export type Sample = { path: string; body: unknown };

type Json = TSchema & {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Json[];
  items?: Json;
  properties?: Record<string, Json>;
  required?: string[];
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  default?: unknown;
  patternProperties?: Record<string, Json>;
  '~optional'?: boolean;
};

/** Values that fit a schema. */
export function valuesOf(schema: TSchema): fc.Arbitrary<unknown> {
  const s = schema as Json;
  if (s.const !== undefined) return fc.constant(s.const);
  if (s.enum) return fc.constantFrom(...s.enum);
  if (s.anyOf) return fc.oneof(...s.anyOf.map(valuesOf));
  switch (s.type) {
    case 'object':
      return objectsOf(s);
    case 'array':
      return fc.array(valuesOf(s.items!), {
        minLength: s.minItems ?? 0,
        maxLength: Math.min(s.maxItems ?? 3, (s.minItems ?? 0) + 3),
      });
    case 'integer':
      return fc.integer({ min: s.minimum ?? -1000, max: Math.min(s.maximum ?? 100_000, 100_000) });
    case 'number':
      return fc.double({ min: s.minimum ?? -1e6, max: s.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textsOf(s);
  }
  return fc.jsonValue({ maxDepth: 1 });
}

function objectsOf(s: Json): fc.Arbitrary<unknown> {
  if (!s.properties)
    return fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), anyOf(s.patternProperties), { maxKeys: 3 });
  const required = s.required ?? [];
  const parts = Object.fromEntries(Object.entries(s.properties).map(([name, property]) => [name, valuesOf(property)]));
  return fc.record(parts, { requiredKeys: required as never[] });
}

const anyOf = (patterns: Record<string, Json> = {}): fc.Arbitrary<unknown> => {
  const [value] = Object.values(patterns);
  return value ? valuesOf(value) : fc.integer({ min: 0, max: 9 });
};

function textsOf(s: Json): fc.Arbitrary<string> {
  if (s.format === 'date') return fc.constantFrom('2019-01-01', '2024-02-29', '2026-06-30');
  if (s.format === 'date-time') return fc.constantFrom('2024-02-29T08:00:00Z', '2026-06-30T23:59:59.999Z');
  if (s.pattern) return fc.stringMatching(new RegExp(s.pattern)).filter((text) => text.length <= (s.maxLength ?? 500));
  return fc.string({ minLength: s.minLength ?? 0, maxLength: Math.min(s.maxLength ?? 30, 30), unit: 'grapheme' });
}

/** Names by which routes ask for things that the test city has. */
const known: Record<string, string> = {
  link: '集成电路封测',
  link_id: 'ic-packaging',
  q: '集成',
  format: 'json',
  relation: 'chain.gap',
  metric: 'start.any',
  before: '2026-01-01',
  after: '2026-06-30',
};

const sample = (schema: TSchema): unknown => fc.sample(valuesOf(schema), { numRuns: 1, seed: 2019 })[0];

/** The smallest sound request: required parameters only, `district` wherever the route has its district. */
export function sampleOf(route: Route, district: string): Sample {
  const place = route.district;
  const field = place && 'field' in place ? place.field : '';
  const fill = (schema: TObject, inPlace: boolean): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(schema.properties)
        .filter(([name, property]) => isRequired(schema, name, property) || (inPlace && name === field))
        .map(([name, property]) => [name, inPlace && name === field ? district : (known[name] ?? sample(property))]),
    );
  const params = fill(route.params, place?.in === 'params');
  const query = fill(route.query, place?.in === 'query');
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name] || 'x')));
  const search = new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)])).toString();
  const body =
    route.kind === 'write'
      ? withDistrict(sample(route.body), place?.in === 'body' ? field.split('.') : [], district)
      : undefined;
  return { path: search ? `${path}?${search}` : path, body };
}

const isRequired = (schema: TObject, name: string, property: TSchema): boolean =>
  ((schema as Json).required ?? []).includes(name) && !('default' in property);

function withDistrict(value: unknown, path: readonly string[], district: string): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value)) return (value.length ? value : [{}]).map((inner) => withDistrict(inner, path, district));
  const object = (value ?? {}) as Record<string, unknown>;
  return { ...object, [name]: rest.length ? withDistrict(object[name] ?? [{}], rest, district) : district };
}
