/**
 * Fellegi–Sunter with expectation maximisation, in SQL over counts of comparison patterns.
 * Fellegi and Sunter, A Theory for Record Linkage, JASA 64 (1969); EM as in Winkler (1988).
 */
import type { Database } from '../../../data/store/index.ts';

/**
 * Pairs that agree in the core name, that nearly agree in the whole name, and short forms are three populations: likeness
 * of city, capital or form means something else in each, so each has its own m, u and prior.
 */
export const strata = ['core', 'near', 'short'] as const;
export type Stratum = (typeof strata)[number];

/** Comparisons of a pair in the order of the columns of resolve.comparison. */
export const comparisons = [
  'core',
  'edit',
  'brand',
  'trade',
  'form',
  'place',
  'city',
  'capital',
  'day',
  'rival',
] as const;
export type Comparison = (typeof comparisons)[number];

/** One level of a comparison: how often matches (m) and other candidate pairs (u) show it, and weight = ln(m/u). */
export type LevelParameter = {
  stratum: Stratum;
  comparison: Comparison;
  level: number;
  m: number;
  u: number;
  weight: number;
};
export type Parameters = {
  priors: { stratum: Stratum; prior: number }[];
  rounds: number;
  pairs: number;
  patterns: number;
  levels: LevelParameter[];
};

/** What to start from; below `fit_from` pairs, or in a stratum with fewer than `fit_matches` expected matches, the start is also the end. */
export type FitRules = { rounds: number; fit_from: number; fit_matches: number; weights: Weights };

/** Stratum → prior, and comparison → level → ln(m/u). */
export type Weights = Record<string, { prior: number; levels: Record<string, Record<string, number>> }>;

const list = comparisons.join(', ');

/** resolve.pattern: one row a distinct vector of levels, with its count; resolve.pattern_level: the same, unpivoted, without −1. */
async function countPatterns(db: Database): Promise<void> {
  await db.run(`
    create or replace table resolve.pattern as
      select row_number() over (order by stratum, ${list}) as p, stratum, ${list}, count(*) as pairs
      from resolve.comparison group by stratum, ${list};
    create or replace table resolve.pattern_level as
      select p, stratum, pairs, comparison, level from resolve.pattern unpivot (level for comparison in (${list})) where level >= 0`);
}

/** The rules' weights and priors as tables; a level that the rules do not know weighs nothing. */
async function start(db: Database, weights: Weights): Promise<void> {
  const known = Object.entries(weights).flatMap(([stratum, { levels }]) =>
    Object.entries(levels).flatMap(([comparison, byLevel]) =>
      Object.entries(byLevel).map(
        ([level, weight]) => `('${stratum}', '${comparison}', ${Number(level)}, ${Number(weight)}::double)`,
      ),
    ),
  );
  const priors = strata.map((stratum) => `('${stratum}', ${weights[stratum]?.prior ?? 0.5}::double)`);
  await db.run(`
    create or replace table resolve.parameter as
      select l.stratum, l.comparison, l.level, null::double as m, null::double as u, coalesce(any_value(s.weight), 0) as weight
      from resolve.pattern_level as l
      left join (values ${known.join(', ')}) as s(stratum, comparison, level, weight)
        on s.stratum = l.stratum and s.comparison = l.comparison and s.level = l.level
      group by l.stratum, l.comparison, l.level;
    create or replace table resolve.prior as select * from (values ${priors.join(', ')}) as s(stratum, prior)`);
}

/** Posterior of every pattern under the current parameters. */
const expectation = `
  create or replace table resolve.posterior as
    select p.p, p.stratum, p.pairs, coalesce(w.weight, 0) + ln(r.prior / (1 - r.prior)) as weight,
      1 / (1 + exp(-(coalesce(w.weight, 0) + ln(r.prior / (1 - r.prior))))) as probability
    from resolve.pattern as p
    join resolve.prior as r on r.stratum = p.stratum
    left join (
      select l.p, sum(q.weight) as weight
      from resolve.pattern_level as l
      join resolve.parameter as q on q.stratum = l.stratum and q.comparison = l.comparison and q.level = l.level
      group by l.p
    ) as w on w.p = p.p`;

/** Parameters that fit those posteriors best; half a pair is added to every level, so that no weight is infinite. */
const maximisation = `
  create or replace table resolve.parameter as
    with level_sum as (
      select l.stratum, l.comparison, l.level, sum(l.pairs * e.probability) + 0.5 as yes, sum(l.pairs * (1 - e.probability)) + 0.5 as no
      from resolve.pattern_level as l
      join resolve.posterior as e on e.p = l.p
      where l.stratum in (select stratum from resolve.fitted)
      group by l.stratum, l.comparison, l.level
    ),
    share as (
      select stratum, comparison, level,
        yes / sum(yes) over (partition by stratum, comparison) as m, no / sum(no) over (partition by stratum, comparison) as u
      from level_sum
    )
    select stratum, comparison, level, m, u, ln(m / u) as weight from share
    union all
    select stratum, comparison, level, m, u, weight from resolve.parameter where stratum not in (select stratum from resolve.fitted);
  create or replace table resolve.prior as
    select stratum, least(greatest(sum(pairs * probability) / sum(pairs), 1e-4), 1 - 1e-4) as prior
    from resolve.posterior where stratum in (select stratum from resolve.fitted) group by stratum
    union all
    select stratum, prior from resolve.prior where stratum not in (select stratum from resolve.fitted)`;

/**
 * Fits the model to resolve.comparison and leaves resolve.posterior (one row a pattern), joined to pairs by
 * resolve.pattern. Deterministic. Too few pairs, or pairs with hardly a match among them, say nothing about m and u: there
 * the rules' weights are used unfitted (fitting would take the largest group of look-alikes for the matches).
 */
export async function fitModel(db: Database, rules: FitRules): Promise<Parameters> {
  await countPatterns(db);
  await start(db, rules.weights);
  const { patterns, pairs } = await db.one<{ patterns: number; pairs: number }>(
    'select count(*) as patterns, coalesce(sum(pairs), 0)::bigint as pairs from resolve.pattern',
  );
  const rounds = pairs < rules.fit_from ? 0 : rules.rounds;
  await db.run(expectation);
  await db.run(
    `create or replace table resolve.fitted as select stratum from resolve.posterior
     group by stratum having sum(pairs * probability) >= cast($fit_matches as double)`,
    { fit_matches: rules.fit_matches },
  );
  for (let round = 0; round < rounds; round++) await db.run(`${maximisation}; ${expectation}`);
  const priors = await db.rows<{ stratum: Stratum; prior: number }>(
    'select stratum, prior from resolve.prior order by stratum',
  );
  const levels = await db.rows<LevelParameter>(
    'select stratum, comparison, level, m, u, weight from resolve.parameter order by stratum, comparison, level',
  );
  return { priors, rounds, pairs, patterns, levels };
}
