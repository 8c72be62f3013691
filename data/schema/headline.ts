/** Which rates lead a leadership page, as data. */
import { readFileSync } from 'node:fs';
import Type from 'typebox';
import { check } from './check.ts';

export const Headline = Type.Object(
  {
    version: Type.String(),
    authority: Type.String(),
    rates: Type.Array(Type.String(), { minItems: 1, description: 'metric ids: the rates at the top' }),
    funnel: Type.Array(Type.String(), { minItems: 2, description: 'metric ids from the widest step to the narrowest' }),
    league: Type.String({ description: 'metric id by which districts stand beside each other' }),
  },
  { additionalProperties: false },
);
export type Headline = Type.Static<typeof Headline>;

/** @throws AppError rule_invalid naming the first breach */
export const readHeadline = (path: URL = new URL('../rules/headline.json', import.meta.url)): Headline =>
  check(Headline, JSON.parse(readFileSync(path, 'utf8')), 'rule_invalid', 'data/rules/headline.json');
