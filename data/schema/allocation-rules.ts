/** Judgement behind the allocation of investors to districts. */
import { readFileSync } from 'node:fs';
import Type from 'typebox';
import { check } from './check.ts';

export const AllocationRules = Type.Object(
  {
    version: Type.String(),
    authority: Type.String(),
    land_mu: Type.Number({ exclusiveMinimum: 0, description: 'mu of free industrial land that one investor takes' }),
    plant_m2: Type.Number({
      exclusiveMinimum: 0,
      description: 'm² of free standard plant that one investor takes instead',
    }),
    service_limit: Type.Integer({ minimum: 1, description: 'investors that one district can court at a time' }),
    diversity: Type.Object(
      {
        weight: Type.Number({
          minimum: 0,
          description: 'in units of score: the (k+1)-th investor of a link in a district costs weight · k / (k + half)',
        }),
        half: Type.Number({ exclusiveMinimum: 0 }),
      },
      { additionalProperties: false },
    ),
    first_talk_bonus: Type.Number({
      minimum: 0,
      description: 'in units of score: 同等条件下优先 for the district that talked first',
    }),
    reserves: Type.Integer({ minimum: 0, maximum: 5 }),
  },
  { additionalProperties: false },
);
export type AllocationRules = Type.Static<typeof AllocationRules>;

/** @throws AppError rule_invalid naming the first breach */
export const readAllocationRules = (
  path: URL = new URL('../rules/allocation.json', import.meta.url),
): AllocationRules =>
  check(AllocationRules, JSON.parse(readFileSync(path, 'utf8')), 'rule_invalid', 'data/rules/allocation.json');
