/** Checks of parameters, compiled when a route is first asked: there are a thousand addresses, and a server uses few of them. */
import AjvCompiler from '@fastify/ajv-compiler';
import type { FastifyServerOptions } from 'fastify';

type Check = ((data: unknown) => boolean) & { errors?: unknown };
type Compile = (route: { schema: object }) => Check;

const build = AjvCompiler() as unknown as (external: unknown, options: unknown) => Compile;

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
            check.errors = compiled.errors;
            return ok;
          };
          return check;
        };
      },
    },
  },
} as unknown as Pick<FastifyServerOptions, 'ajv' | 'schemaController'>;
