/** The statement that ranks: for the published lists, for one pair, and for chosen companies. */
import { readFileSync } from 'node:fs';
import { AppError } from '../data/errors.ts';
import { type Factor, factors } from '../data/schema/profile.ts';
import type { Database } from '../data/store/index.ts';
import { parametersFor } from './runner/contract.ts';

const modelOf = (name: string): string => readFileSync(new URL(`models/match/${name}.sql`, import.meta.url), 'utf8');

/** Where the published lists lie, in the order in which each reads those before it. */
const stored = ['offer', 'merit', 'listed'];

/** The statements of match.ranked as one: for the published lists, for one pair, and for chosen companies. */
export const rankedStatement = `with ${stored.map((name) => `${name} as (${modelOf(name)})`).join(', ')}
  select * from (${modelOf('ranked')}) as ranked`.replaceAll(
  new RegExp(`\\bmatch\\.(${stored.join('|')})\\b`, 'g'),
  '$1',
);

export type Scored = { district_id: string; enterprise_id: string; score: number } & Record<Factor, number>;

const columns = ['district_id', 'enterprise_id', 'score', ...factors];
const scores = `select ${columns.join(', ')} from (${rankedStatement}) as ranked
  order by district_id, score desc, enterprise_id`;

/** Scores and parts for the link, best first in each district: of chosen companies, or of a whole list of one district. */
export async function scoredRows(
  db: Database,
  given: { link_id: string; district_id?: string; enterprises?: readonly string[]; unit?: string | undefined },
  weights?: Partial<Record<Factor, number>>,
): Promise<Scored[]> {
  const enterprises = given.enterprises ? JSON.stringify(given.enterprises) : null;
  return db.rows<Scored>(scores, unlimited(scores, { ...given, enterprises }, weights));
}

/** Where one company stands in a whole list, and where it would without each part; null = it is not listed. */
export type Standing = { of: number; own: { rank: number; row: Scored; without: Record<Factor, number> } | null };

const ahead = (score: (row: string) => string): string => {
  const difference = `(${score('l')} - ${score('o')})`;
  return `1 + count(*) filter (where ${difference} > 1e-9 or (abs(${difference}) <= 1e-9 and l.enterprise_id < o.enterprise_id))`;
};

/** Counted where the rows are: a list of a hundred thousand takes longest to hand over. */
const standing = `with list as materialized (
    select ${columns.join(', ')} from (${rankedStatement}) as ranked
  ), own as (select * from list where enterprise_id = $enterprise_id)
  select count(*) as "of", ${ahead((row) => `${row}.score`)} as rank,
    ${factors.map((f) => `${ahead((row) => `(${row}.score - ${row}.${f})`)} as without_${f}`).join(', ')},
    ${columns.map((c) => `any_value(o.${c}) as ${c}`).join(', ')}
  from list as l left join own as o on true`;

export async function standingOf(
  db: Database,
  given: { link_id: string; district_id: string; enterprise_id: string; unit?: string | undefined },
  weights?: Partial<Record<Factor, number>>,
): Promise<Standing> {
  const counted = await db.one<Scored & { of: number; rank: number } & Record<`without_${Factor}`, number>>(
    standing,
    unlimited(standing, given, weights),
  );
  const { of, rank, ...row } = counted;
  if (row.enterprise_id === null) return { of, own: null };
  const without = Object.fromEntries(factors.map((f) => [f, row[`without_${f}`]])) as Record<Factor, number>;
  return { of, own: { rank, row, without } };
}

/** Parameters of a statement over whole lists. */
const unlimited = (
  statement: string,
  { unit, ...given }: { link_id: string; unit?: string | undefined } & Record<string, string | null | undefined>,
  weights?: Partial<Record<Factor, number>>,
) =>
  parametersFor(statement, {
    district_id: null,
    enterprises: null,
    unit_id: unit ?? null,
    top: 1e9,
    profile_hash: '',
    models_hash: '',
    ...given,
    weights: checkWeights(weights),
  });

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
