/** Building blocks of every record: a field is a type, a Chinese heading and a meaning with its unit. */
import Type, { type TSchema } from 'typebox';

const about = (title: string, description: string) => ({ title, description });

export const text = (title: string, description = '') => Type.String(about(title, description));
export const real = (title: string, description = '') => Type.Number(about(title, description));
export const whole = (title: string, description = '') => Type.Integer(about(title, description));
export const flag = (title: string, description = '') => Type.Boolean(about(title, description));
export const date = (title: string, description = '') => Type.String({ format: 'date', ...about(title, description) });
export const instant = (title: string, description = '') =>
  Type.String({ format: 'date-time', ...about(title, description) });
export const texts = (title: string, description = '') => Type.Array(Type.String(), about(title, description));
export const wholes = (title: string, description = '') => Type.Array(Type.Integer(), about(title, description));

/** A field that may be unknown. */
export const maybe = <T extends TSchema>(schema: T) => {
  const { title, description } = schema as T & { title?: string; description?: string };
  return Type.Union([schema, Type.Null()], { ...(title ? { title } : {}), ...(description ? { description } : {}) });
};
