/**
 * Fellegi–Sunter with expectation maximisation over counts of comparison patterns.
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
  /** Null where the rules' weight is used unfitted. */
  m: number | null;
  u: number | null;
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

/** A distinct vector of levels, in the order of `comparisons`, −1 = nothing to compare; `pairs` show it. */
type Pattern = { p: number; stratum: Stratum; pairs: number; levels: number[] };

/** resolve.pattern: one row a distinct vector of levels, with its count. */
async function countPatterns(db: Database): Promise<Pattern[]> {
  await db.run(`
    create or replace table resolve.pattern as
      select row_number() over (order by stratum, ${list}) as p, stratum, ${list}, count(*) as pairs
      from resolve.comparison group by stratum, ${list}`);
  return db.rows<Pattern>(`select p, stratum, pairs, [${list}] as levels from resolve.pattern order by p`);
}

type Posterior = { weight: number; probability: number };

/** The parameters of one stratum, from the rules' weights on; a level that the rules do not know weighs nothing. */
class StratumModel {
  readonly patterns: readonly Pattern[];
  prior: number;
  /** Of every pattern, in their order. */
  posteriors: Posterior[] = [];
  private readonly levels: Map<number, Pick<LevelParameter, 'm' | 'u' | 'weight'>>[];

  constructor(patterns: readonly Pattern[], start: Weights[string] | undefined) {
    this.patterns = patterns;
    this.prior = start?.prior ?? 0.5;
    this.levels = comparisons.map((comparison, c) => {
      const there = new Set(patterns.map(({ levels }) => levels[c]!).filter((level) => level >= 0));
      const weightOf = (level: number) => start?.levels[comparison]?.[level] ?? 0;
      return new Map([...there].map((level) => [level, { m: null, u: null, weight: weightOf(level) }]));
    });
    this.expect();
  }

  private expect(): void {
    const odds = Math.log(this.prior / (1 - this.prior));
    this.posteriors = this.patterns.map(({ levels }) => {
      const weight = levels.reduce((sum, level, c) => sum + (this.levels[c]!.get(level)?.weight ?? 0), odds);
      return { weight, probability: 1 / (1 + Math.exp(-weight)) };
    });
  }

  /** How many pairs are matches, as far as one knows. */
  matches(): number {
    return this.patterns.reduce((sum, { pairs }, i) => sum + pairs * this.posteriors[i]!.probability, 0);
  }

  /** Parameters that fit the posteriors best, and the posteriors under those; half a pair is added to every level, so that no weight is infinite. */
  fit(): void {
    this.levels.forEach((levels, c) => {
      const sums = new Map([...levels.keys()].map((level) => [level, { yes: 0.5, no: 0.5 }]));
      this.patterns.forEach(({ pairs, levels: shown }, i) => {
        const sum = sums.get(shown[c]!);
        if (!sum) return;
        sum.yes += pairs * this.posteriors[i]!.probability;
        sum.no += pairs * (1 - this.posteriors[i]!.probability);
      });
      const all = (of: 'yes' | 'no') => [...sums.values()].reduce((total, sum) => total + sum[of], 0);
      const [yes, no] = [all('yes'), all('no')];
      for (const [level, sum] of sums) {
        const [m, u] = [sum.yes / yes, sum.no / no];
        levels.set(level, { m, u, weight: Math.log(m / u) });
      }
    });
    const pairs = this.patterns.reduce((sum, pattern) => sum + pattern.pairs, 0);
    this.prior = Math.min(Math.max(this.matches() / pairs, 1e-4), 1 - 1e-4);
    this.expect();
  }

  /** By comparison and level. */
  parameters(stratum: Stratum): LevelParameter[] {
    return comparisons
      .flatMap((comparison, c) =>
        [...this.levels[c]!].map(([level, parameter]) => ({ stratum, comparison, level, ...parameter })),
      )
      .sort((a, b) => (a.comparison < b.comparison ? -1 : a.comparison > b.comparison ? 1 : a.level - b.level));
  }
}

/** resolve.posterior: pattern, log-odds and probability of a match; resolve.parameter: what a level of a comparison weighs in a stratum. */
async function writeModels(db: Database, models: ReadonlyMap<Stratum, StratumModel>): Promise<void> {
  await db.run(`
    create or replace table resolve.posterior (p bigint, weight double, probability double);
    create or replace table resolve.parameter (stratum varchar, comparison varchar, level integer, weight double)`);
  await db.append('resolve.posterior', (appender) => {
    for (const { patterns, posteriors } of models.values())
      patterns.forEach(({ p }, i) => {
        appender.appendBigInt(BigInt(p));
        appender.appendDouble(posteriors[i]!.weight);
        appender.appendDouble(posteriors[i]!.probability);
        appender.endRow();
      });
  });
  await db.append('resolve.parameter', (appender) => {
    for (const [stratum, model] of models)
      for (const { comparison, level, weight } of model.parameters(stratum)) {
        appender.appendVarchar(stratum);
        appender.appendVarchar(comparison);
        appender.appendInteger(level);
        appender.appendDouble(weight);
        appender.endRow();
      }
  });
}

/**
 * Fits the model to resolve.comparison and leaves resolve.posterior (one row a pattern), joined to pairs by
 * resolve.pattern. Deterministic. Too few pairs, or pairs with hardly a match among them, say nothing about m and u: there
 * the rules' weights are used unfitted (fitting would take the largest group of look-alikes for the matches).
 */
export async function fitModel(db: Database, rules: FitRules): Promise<Parameters> {
  const patterns = await countPatterns(db);
  const models = new Map(
    strata.map((stratum) => [
      stratum,
      new StratumModel(
        patterns.filter((pattern) => pattern.stratum === stratum),
        rules.weights[stratum],
      ),
    ]),
  );
  const pairs = patterns.reduce((sum, pattern) => sum + pattern.pairs, 0);
  const rounds = pairs < rules.fit_from ? 0 : rules.rounds;
  for (const model of models.values())
    if (model.matches() >= rules.fit_matches) for (let round = 0; round < rounds; round++) model.fit();
  await writeModels(db, models);
  const known = [...models].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    priors: known.map(([stratum, { prior }]) => ({ stratum, prior })),
    rounds,
    pairs,
    patterns: patterns.length,
    levels: known.flatMap(([stratum, model]) => model.parameters(stratum)),
  };
}
