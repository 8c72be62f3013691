/** The one statement that ranks: for the published lists, for one pair, and for chosen companies. */
import { readFileSync } from 'node:fs';
import { AppError } from '../data/errors.ts';
import { type Factor, factors } from '../data/schema/profile.ts';
import type { Database } from '../data/store/index.ts';
import { parametersFor } from './runner/contract.ts';

/** The statement of match.ranked: one for the published lists, for one pair, and for chosen companies. */
export const rankedStatement = readFileSync(new URL('models/match/ranked.sql', import.meta.url), 'utf8');

export type Scored = { district_id: string; enterprise_id: string; score: number } & Record<Factor, number>;

const scores = `select ${['district_id', 'enterprise_id', 'score', ...factors].join(', ')} from (${rankedStatement}) as ranked
  order by district_id, score desc, enterprise_id`;

/** Scores and parts for the link, best first in each district: of chosen companies, or of a whole list of one district. */
export async function scoredRows(
  db: Database,
  given: { link_id: string; district_id?: string; enterprises?: readonly string[]; unit?: string | undefined },
  weights?: Partial<Record<Factor, number>>,
): Promise<Scored[]> {
  return db.rows<Scored>(
    scores,
    parametersFor(scores, {
      link_id: given.link_id,
      district_id: given.district_id ?? null,
      enterprises: given.enterprises ? JSON.stringify(given.enterprises) : null,
      unit_id: given.unit ?? null,
      top: 1e9,
      weights: checkWeights(weights),
      profile_hash: '',
      models_hash: '',
    }),
  );
}

/** The weights as the statement takes them; null = those of the profile. @throws AppError option_invalid */
export function checkWeights(weights: Partial<Record<Factor, number>> | undefined): string | null {
  if (!weights) return null;
  for (const [factor, weight] of Object.entries(weights)) {
    if (!factors.includes(factor as Factor))
      throw new AppError('option_invalid', `there is no factor «${factor}»`, `name one of ${factors.join(', ')}`);
    if (typeof weight !== 'number' || !(weight >= 0 && weight <= 100))
      throw new AppError(
        'option_invalid',
        `the weight of ${factor} is not a number from 0 to 100`,
        'correct the weights',
      );
  }
  return JSON.stringify(weights);
}
