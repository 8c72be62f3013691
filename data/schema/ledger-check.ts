/** Limits of the checks on the ledger's data: from where on rows are shown to a person. */
import { readFileSync } from 'node:fs';
import Type from 'typebox';
import { check } from './check.ts';

const closed = { additionalProperties: false };
const positive = (description: string) => Type.Number({ exclusiveMinimum: 0, description });

export const CheckRules = Type.Object(
  {
    version: Type.String(),
    authority: Type.String(),
    repeat_signing: Type.Object(
      { amount_within: positive('relative difference of amounts'), months: positive('between signings') },
      closed,
    ),
    amount_outlier: Type.Object(
      {
        deviations: positive('robust standard deviations of the logarithm'),
        least_projects: positive('below, nothing is judged'),
      },
      closed,
    ),
    arrivals_above_investment: Type.Object({ tolerance: positive('share above investment that passes') }, closed),
    start_without_permit: Type.Object({ days: positive('a paper may follow the start by so many days') }, closed),
    release_jump: Type.Object(
      { share: positive('relative change of a past year'), least_amount_cny: positive('CNY') },
      closed,
    ),
    december_spike: Type.Object(
      { times: positive('December against the mean of the other months'), least_events: positive('events a year') },
      closed,
    ),
    round_numbers: Type.Object(
      {
        unit_cny: positive('CNY; multiples of it are round'),
        deviations: positive('standard deviations above the city'),
        least_contracts: positive('of a district'),
      },
      closed,
    ),
  },
  closed,
);
export type CheckRules = Type.Static<typeof CheckRules>;

/** @throws AppError rule_invalid naming the first breach */
export const readCheckRules = (path: URL = new URL('../rules/checks.json', import.meta.url)): CheckRules =>
  check(CheckRules, JSON.parse(readFileSync(path, 'utf8')), 'rule_invalid', 'data/rules/checks.json');
