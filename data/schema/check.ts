/** Holds a value against its schema and says in one line what is wrong with it. */
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { AppError, type ErrorCode } from '../errors.ts';

/** @returns the value, typed. @throws AppError with `code`, naming the first breach and the file. */
export function check<T extends TSchema>(schema: T, value: unknown, code: ErrorCode, file: string): Static<T> {
  if (Value.Check(schema, value)) return value as Static<T>;
  const [first] = Value.Errors(schema, value) as { instancePath: string; message: string }[];
  throw new AppError(
    code,
    `${first?.instancePath || '/'} ${first?.message}`,
    'compare the file with its schema in data/schema',
    { file },
  );
}
