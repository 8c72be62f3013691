/** What is believed of the parts of a district's fit before any registration is seen. */
import { readFileSync } from 'node:fs';
import Type from 'typebox';
import { check } from './check.ts';

const closed = { additionalProperties: false };

const PartBelief = Type.Object(
  {
    mean: Type.Number({ minimum: 0, description: 'log-odds for each unit of the part; never falls below 0' }),
    deviation: Type.Number({ exclusiveMinimum: 0, description: 'how far registrations may easily move it' }),
    title: Type.String(),
    title_en: Type.String(),
  },
  closed,
);

export const DistrictRules = Type.Object(
  {
    version: Type.String(),
    authority: Type.String(),
    horizon_years: Type.Number({ exclusiveMinimum: 0, description: 'the fit asks who registers within so many years' }),
    affinity: Type.Object(
      {
        link_size: PartBelief,
        district_size: PartBelief,
        recent: PartBelief,
        earlier: PartBelief,
        density: PartBelief,
        like_links: PartBelief,
        like_districts: PartBelief,
        patterns: PartBelief,
        suppliers: PartBelief,
        customers: PartBelief,
      },
      closed,
    ),
  },
  closed,
);
export type DistrictRules = Type.Static<typeof DistrictRules>;

/** @throws AppError rule_invalid naming the first breach */
export const readDistrictRules = (path: URL = new URL('../rules/district.json', import.meta.url)): DistrictRules =>
  check(DistrictRules, JSON.parse(readFileSync(path, 'utf8')), 'rule_invalid', 'data/rules/district.json');
