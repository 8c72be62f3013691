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
/** Checks of one route; the compiler keeps them all, so whoever asks by ever other parameters gets that of the whole schema. */
const mostChecks = 50;

/** The schema without the properties that a check of this data does not look at. */
function neededOf(schema: Schema, data: unknown): Schema {
  const { properties = {}, required = [], additionalProperties } = schema;
  const names = Object.keys(properties);
  if (names.length <= few || additionalProperties !== false) return schema;
  const asked = names.filter(
    (name) => Object.hasOwn(Object(data), name) || required.includes(name) || properties[name]!.default !== undefined,
  );
  return { ...schema, properties: Object.fromEntries(asked.map((name) => [name, properties[name]!])) };
}

const keyOf = ({ properties = {} }: Schema): string => Object.keys(properties).join();

/** Texts become the numbers and flags that a schema names; what it does not name is refused, not removed. */
export const validating = {
  ajv: { customOptions: { removeAdditional: false } },
  schemaController: {
    compilersFactory: {
      buildValidator: (external: unknown, options: unknown) => {
        const compile = build(external, options);
        return (route: { schema: Schema }): Check => {
          const checks = new Map<string, Check>();
          const check: Check = (data) => {
            const needed = neededOf(route.schema, data);
            const schema = checks.size < mostChecks || checks.has(keyOf(needed)) ? needed : route.schema;
            const compiled = checks.get(keyOf(schema)) ?? compile({ ...route, schema });
            checks.set(keyOf(schema), compiled);
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
