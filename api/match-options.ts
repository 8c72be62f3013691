/** Weights as both doors take them: a JSON object from factor to weight. */
import { AppError } from '../data/errors.ts';
import type { Factor } from '../data/schema/profile.ts';

/** What `yuzhao match` is given, with `--explain` and without. */
export type MatchArguments = {
  store: string;
  json: boolean;
  link: string;
  district: string;
  top: number;
  weights?: string;
  unit?: string;
  explain?: string;
};

/** @throws AppError option_invalid */
export const parseWeights = (text: string): Partial<Record<Factor, number>> =>
  parseNumbers(text, 'weights', '{"scale": 0, "placement": 5}');

/** Places by district; `default` for all others. @throws AppError option_invalid */
export const parseCapacity = (text: string): Record<string, number> =>
  parseNumbers(text, 'capacity', '{"渝北区": 5, "default": 3}');

function parseNumbers(text: string, what: string, example: string): Record<string, number> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new AppError('option_invalid', `${what} «${text}» are not JSON`, `write them as ${example}`, {}, cause);
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed))
    throw new AppError('option_invalid', `${what} «${text}» are not a JSON object`, `write them as ${example}`);
  return parsed as Record<string, number>;
}
