/** Weights as both doors take them: a JSON object from factor to weight. */
import { AppError } from '../data/errors.ts';
import type { Factor } from '../data/schema/profile.ts';

/** @throws AppError option_invalid */
export function parseWeights(text: string): Partial<Record<Factor, number>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new AppError(
      'option_invalid',
      `weights «${text}» are not JSON`,
      'write them as {"scale": 0, "placement": 5}',
      {},
      cause,
    );
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed))
    throw new AppError(
      'option_invalid',
      `weights «${text}» are not a JSON object`,
      'write them as {"scale": 0, "placement": 5}',
    );
  return parsed;
}
