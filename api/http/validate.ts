/** Checks of parameters, compiled when a route is first asked: there are a thousand addresses, and a server uses few of them. */
import AjvCompiler from '@fastify/ajv-compiler';
import type { FastifyServerOptions } from 'fastify';

type Check = ((data: unknown) => boolean) & { errors?: unknown };
type Compile = (route: { schema: object }) => Check;

const build = AjvCompiler() as unknown as (external: unknown, options: unknown) => Compile;

/** The compiled checks let «Infinity» become a number and hold no limit against it. */
function endless(data: unknown): { instancePath: string; message: string }[] | null {
  const found = Object.entries((data ?? {}) as object).filter(([, v]) => typeof v === 'number' && !Number.isFinite(v));
  return found.length
    ? found.map(([name]) => ({ instancePath: `/${name}`, message: 'must be a finite number' }))
    : null;
}

/** Texts become the numbers and flags that a schema names; what it does not name is refused, not removed. */
export const validating = {
  ajv: { customOptions: { removeAdditional: false } },
  schemaController: {
    compilersFactory: {
      buildValidator: (external: unknown, options: unknown) => {
        const compile = build(external, options);
        return (route: { schema: object }): Check => {
          let compiled: Check | undefined;
          const check: Check = (data) => {
            compiled ??= compile(route);
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
