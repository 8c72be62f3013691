/**
 * Fellegi–Sunter with expectation maximisation, in SQL over counts of comparison patterns.
 * Fellegi and Sunter, A Theory for Record Linkage, JASA 64 (1969); EM as in Winkler (1988).
 */
import type { Database } from '../../../data/store/index.ts';

/** Comparisons of a pair in the order of the columns of resolve.comparison. */
export const comparisons = ['core', 'brand', 'trade', 'form', 'place', 'city', 'capital', 'alone', 'rival'] as const;
export type Comparison = (typeof comparisons)[number];

/** One level of a comparison: how often matches (m) and other candidate pairs (u) show it, and weight = ln(m/u). */
export type LevelParameter = { comparison: Comparison; level: number; m: number; u: number; weight: number };
export type Parameters = { prior: number; rounds: number; pairs: number; patterns: number; levels: LevelParameter[] };

/** Weights (ln) with which the first round starts, by comparison and level. */
export type StartWeights = Record<string, Record<string, number>>;

const list = comparisons.join(', ');

/** resolve.pattern: one row a distinct vector of levels, with its count; resolve.pattern_level: the same, unpivoted, without −1. */
async function countPatterns(db: Database): Promise<void> {
  await db.run(`
    create or replace table resolve.pattern as
      select row_number() over (order by ${list}) as p, ${list}, count(*) as pairs from resolve.comparison group by ${list};
    create or replace table resolve.pattern_level as
      select p, pairs, comparison, level from resolve.pattern unpivot (level for comparison in (${list})) where level >= 0`);
}

async function start(db: Database, weights: StartWeights): Promise<void> {
  const rows = Object.entries(weights).flatMap(([comparison, levels]) =>
    Object.entries(levels).map(([level, weight]) => `('${comparison}', ${Number(level)}, ${Number(weight)}::double)`),
  );
  await db.run(`
    create or replace table resolve.parameter as
      select l.comparison, l.level, 1.0::double as m, 1.0::double as u, coalesce(any_value(s.weight), 0) as weight
      from resolve.pattern_level as l
      left join (values ${rows.join(', ')}) as s(comparison, level, weight) on s.comparison = l.comparison and s.level = l.level
      group by l.comparison, l.level;
    create or replace table resolve.prior as select 0.5::double as prior`);
}

/** Posterior of every pattern under the current parameters. */
const expectation = `
  create or replace table resolve.posterior as
    select p.p, p.pairs, coalesce(w.weight, 0) as weight,
      1 / (1 + exp(-(coalesce(w.weight, 0) + ln(r.prior / (1 - r.prior))))) as probability
    from resolve.pattern as p
    cross join resolve.prior as r
    left join (
      select l.p, sum(q.weight) as weight
      from resolve.pattern_level as l
      join resolve.parameter as q on q.comparison = l.comparison and q.level = l.level
      group by l.p
    ) as w on w.p = p.p`;

/** Parameters that fit those posteriors best; half a pair is added to every level, so that no weight is infinite. */
const maximisation = `
  create or replace table resolve.parameter as
    with level_sum as (
      select l.comparison, l.level, sum(l.pairs * e.probability) + 0.5 as yes, sum(l.pairs * (1 - e.probability)) + 0.5 as no
      from resolve.pattern_level as l
      join resolve.posterior as e on e.p = l.p
      group by l.comparison, l.level
    ),
    share as (
      select comparison, level, yes / sum(yes) over (partition by comparison) as m, no / sum(no) over (partition by comparison) as u
      from level_sum
    )
    select comparison, level, m, u, ln(m / u) as weight from share;
  create or replace table resolve.prior as
    select least(greatest(sum(pairs * probability) / sum(pairs), 1e-6), 1 - 1e-6) as prior from resolve.posterior`;

/**
 * Fits the model to resolve.comparison and leaves resolve.posterior (one row a pattern), joined to pairs by
 * resolve.pattern. Deterministic. With no pairs at all, nothing is fitted.
 */
export async function fit(db: Database, weights: StartWeights, rounds: number): Promise<Parameters> {
  await countPatterns(db);
  await start(db, weights);
  const { patterns, pairs } = await db.one<{ patterns: number; pairs: number }>(
    'select count(*) as patterns, coalesce(sum(pairs), 0)::bigint as pairs from resolve.pattern',
  );
  await db.run(expectation);
  for (let round = 0; round < rounds && pairs > 0; round++) await db.run(`${maximisation}; ${expectation}`);
  const { prior } = await db.one<{ prior: number }>('select prior from resolve.prior');
  const levels = await db.rows<LevelParameter>('select comparison, level, m, u, weight from resolve.parameter order by comparison, level');
  return { prior, rounds, pairs, patterns, levels };
}
