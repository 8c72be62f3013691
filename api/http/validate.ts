/**
 * Checks of parameters, compiled when a route is first asked: there are a thousand addresses, and a server uses few of them. Of a long
 * schema only what is asked by is compiled: all filters of a wide table took 60 ms, in which nobody was answered.
 */
import AjvCompiler from '@fastify/ajv-compiler';
import type { FastifyServerOptions } from 'fastify';

type Check = ((data: unknown) => boolean) & { errors?: unknown };
type Schema = {
  properties?: Record<string, { default?: unknown }>;
  required?: string[];
  additionalProperties?: unknown;
};
type Compile = (route: { schema: Schema }) => Check;

const build = AjvCompiler() as unknown as (external: unknown, options: unknown) => Compile;

/** The compiled checks let «Infinity» become a number and hold no limit against it. */
function endless(data: unknown): { instancePath: string; message: string }[] | null {
  const found = Object.entries((data ?? {}) as object).filter(([, v]) => typeof v === 'number' && !Number.isFinite(v));
  return found.length
    ? found.map(([name]) => ({ instancePath: `/${name}`, message: 'must be a finite number' }))
    : null;
}

/** Properties of a schema that is compiled as a whole. */
const few = 12;
/** Checks of parts of one schema; the compiler keeps them all, so whoever asks by ever other parameters gets that of the whole schema. */
const mostParts = 50;

/** The check of whatever data needs of a schema: all that is required or filled in, and of the rest what is asked by. */
function checkFor(schema: Schema, compile: (part: Schema) => Check): (data: unknown) => Check {
  const { properties = {}, required = [], additionalProperties } = schema;
  const names = Object.keys(properties);
  let whole: Check | undefined;
  const ofAll = () => (whole ??= compile(schema));
  if (names.length <= few || additionalProperties !== false) return ofAll;
  const always = new Set(names.filter((name) => required.includes(name) || properties[name]!.default !== undefined));
  const parts = new Map<string, Check>();
  return (data) => {
    const asked = names.filter((name) => always.has(name) || Object.hasOwn(Object(data), name));
    const key = asked.join();
    const known = parts.get(key);
    if (known || parts.size >= mostParts) return known ?? ofAll();
    const part = compile({ ...schema, properties: Object.fromEntries(asked.map((name) => [name, properties[name]!])) });
    parts.set(key, part);
    return part;
  };
}

/** Texts become the numbers and flags that a schema names; what it does not name is refused, not removed. */
export const validating = {
  ajv: { customOptions: { removeAdditional: false } },
  schemaController: {
    compilersFactory: {
      buildValidator: (external: unknown, options: unknown) => {
        const compile = build(external, options);
        return (route: { schema: Schema }): Check => {
          const checkOf = checkFor(route.schema, (schema) => compile({ ...route, schema }));
          const check: Check = (data) => {
            const compiled = checkOf(data);
            const ok = compiled(data);
            check.errors = ok ? endless(data) : compiled.errors;
            return ok && !check.errors;
          };
          return check;
        };
      },
    },
  },
} as unknown as Pick<FastifyServerOptions, 'ajv' | 'schemaController'>;
