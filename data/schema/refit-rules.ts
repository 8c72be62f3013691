/** Judgement behind weights that are fitted to outcomes. */
import { readFileSync } from 'node:fs';
import Type from 'typebox';
import { check } from './check.ts';
import { type OutcomeResult, outcomeResults } from './ledger/outcome.ts';

export const RefitRules = Type.Object(
  {
    version: Type.String(),
    authority: Type.String(),
    words: Type.Record(Type.Enum([...outcomeResults], { type: 'string' }), Type.Array(Type.String({ minLength: 1 })), {
      description: 'result → how files write it, beside its own name',
    }),
    needed: Type.Integer({ minimum: 100, description: 'decided outcomes below which nothing is fitted or shown' }),
    needed_of_each: Type.Integer({ minimum: 1, description: 'of these, landed and not landed, at least' }),
    slope: Type.Object(
      { mean: Type.Number({ minimum: 0 }), deviation: Type.Number({ exclusiveMinimum: 0 }) },
      {
        additionalProperties: false,
        description: 'log-odds of landing that one point of the score is believed to be worth',
      },
    ),
    firmness: Type.Number({
      exclusiveMinimum: 0,
      description: 'deviation of a weight around its belief, as a share of it: smaller = outcomes move it less',
    }),
    floor: Type.Number({ exclusiveMinimum: 0, description: 'least deviation of a weight, log-odds' }),
    folds: Type.Integer({ minimum: 2, maximum: 20, description: 'parts for held-out figures, by company' }),
    bins: Type.Integer({ minimum: 2, maximum: 10, description: 'of the reliability plot, equal numbers in each' }),
  },
  { additionalProperties: false },
);
export type RefitRules = Type.Static<typeof RefitRules>;

/** @throws AppError rule_invalid naming the first breach */
export const readRefitRules = (path: URL = new URL('../rules/refit.json', import.meta.url)): RefitRules =>
  check(RefitRules, JSON.parse(readFileSync(path, 'utf8')), 'rule_invalid', 'data/rules/refit.json');

/** A word of a file → result; its own name counts too. */
export const outcomeWords = (rules: RefitRules = readRefitRules()): Map<string, OutcomeResult> =>
  new Map(
    outcomeResults.flatMap((result) => [result, ...(rules.words[result] ?? [])].map((word) => [word, result] as const)),
  );
