/** Checks of long schemas, of which only what is asked by is compiled. */
import AjvCompiler from '@fastify/ajv-compiler';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { validating } from '../../api/http/validate.ts';

type Check = ((data: unknown) => boolean) & { errors?: unknown };
type Build = (external: object, options: object) => (route: object) => Check;

const names = Array.from({ length: 20 }, (_, i) => `p${i}`);
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['must'],
  properties: {
    must: { type: 'string', minLength: 1 },
    limit: { type: 'integer', minimum: 1, default: 50 },
    ...Object.fromEntries(names.map((name) => [name, { type: 'integer', minimum: 0, maximum: 9 }])),
  },
};

it('says of any parameters what a check of the whole schema says, and fills in the same', () => {
  const factory = (validating as unknown as { schemaController: { compilersFactory: { buildValidator: Build } } })
    .schemaController.compilersFactory.buildValidator;
  const options = { customOptions: { removeAdditional: false } };
  const route = { schema, method: 'GET', url: '/', httpPart: 'querystring' };
  const ours = factory({}, options)(route);
  const whole = (AjvCompiler() as unknown as Build)({}, options)(route);
  const asked = fc.dictionary(
    fc.constantFrom(...names, 'must', 'limit', 'unknown', '__proto__', 'constructor'),
    fc.constantFrom('3', '0', '10', '-1', 'x', ''),
    { maxKeys: 6 },
  );
  const parameters = fc.tuple(asked, fc.boolean()).map(([rest, must]) => (must ? { ...rest, must: 'a' } : rest));
  fc.assert(
    fc.property(parameters, (data) => {
      const [one, other] = [structuredClone(data), structuredClone(data)];
      expect(ours(one)).toBe(whole(other));
      expect(one).toEqual(other);
      expect(ours.errors === null || ours.errors === undefined).toBe(!whole.errors);
    }),
    { numRuns: 300 },
  );
});
