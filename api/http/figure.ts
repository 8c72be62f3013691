/** How figures and what is asked of them stand in routes. */
import Type from 'typebox';
import { FigureRecord } from '../../data/schema/figure.ts';
import type { PublishedFigure } from '../../engine/index.ts';

/** A figure in an answer: a handler can fill it by `figureRecord` only. */
export const FigureOut = Type.Unsafe<PublishedFigure>(FigureRecord);

/** A day or an instant. */
export const INSTANT = '^\\d{4}-\\d{2}-\\d{2}(T[0-9:.]{5,12}(Z|[+-]\\d{2}:\\d{2}))?$';

export const asKnownAt = Type.Optional(
  Type.String({
    pattern: INSTANT,
    maxLength: 30,
    description: 'day (its end in China) or instant up to which events are known; default: the newest news',
  }),
);
export const inDistrict = Type.Optional(
  Type.String({ minLength: 1, maxLength: 40, description: '区县: adcode or name; default: the whole city' }),
);
