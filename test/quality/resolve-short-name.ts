/**
 * D1: from the short name of a stock to the full name of the company, among all registered names of the data folders and
 * the full names of all listed companies, each name once. Codes and marks of the exchange (ST, A, 退) are no help: the
 * short name alone is the query, and a company that has been renamed since is counted as it is.
 *
 * Without a test folder the weights of the re-ranker are fitted in five folds over the companies, so no company is
 * ranked by weights that saw it. With one, its companies are ranked with the weights as shipped in
 * data/rules/resolve.json; those were fitted on the development sample only.
 */

import { readResolveRules } from '../../data/schema/resolve.ts';
import { createNameIndex } from '../../ingest/resolve/name-index.ts';
import { normaliseName } from '../../ingest/resolve/script.ts';
import { cleanShortName, features } from '../../ingest/resolve/short-name.ts';
import { bootstrap, mean } from './district-interval.ts';
import { createBm25, plainRules } from './resolve-baselines.ts';
import { type Listed, readListed, readNames } from './resolve-names.ts';
import { fitRank, type RankCase, rankOf } from './resolve-rank-fit.ts';
import type { QualityRow, QualityTask } from './scoreboard.ts';

const FOLDS = 5;
const HIT_PASS = 0.88;
const MRR_PASS = 0.91;

const vector = (weights: Record<string, number>): Float64Array => Float64Array.from(features, (f) => weights[f] ?? 0);

/** Every name once by its normalised form, in a fixed order. */
function distinct(names: Iterable<string>): string[] {
  return [...new Map([...names].map((name) => [normaliseName(name), name])).values()];
}

function crossValidated(cases: readonly RankCase[]): number[] {
  const ranks = new Array<number>(cases.length).fill(0);
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = fitRank(
      cases.filter((_, i) => i % FOLDS !== fold),
      features.length,
    );
    for (let i = fold; i < cases.length; i += FOLDS) ranks[i] = rankOf(cases[i]!, weights);
  }
  return ranks;
}

const hits = (ranks: readonly number[]): number[] => ranks.map((rank) => (rank === 1 ? 1 : 0));
const reciprocals = (ranks: readonly number[]): number[] => ranks.map((rank) => (rank > 0 ? 1 / rank : 0));

function row(
  metric: string,
  values: number[],
  pass: number,
  seed: number,
  what: string,
  baselines: Record<string, number[]>,
): QualityRow {
  const value = mean(values);
  const beside = Object.fromEntries(Object.entries(baselines).map(([name, figures]) => [name, mean(figures)]));
  return {
    id: 'D1',
    what,
    metric,
    value,
    n: values.length,
    interval: bootstrap(values, seed),
    pass,
    baselines: beside,
    ok: value >= pass,
  };
}

type Prepared = { cases: RankCase[]; bm25: number[]; names: number };

async function prepare(
  train: string,
  test: string | null,
  queries: Listed[],
  progress: (text: string) => void,
): Promise<Prepared> {
  const folders = test === null ? [train] : [train, test];
  const registered = (await Promise.all(folders.map(readNames))).flat();
  const listed = (await Promise.all(folders.map(readListed))).flat().map(({ fullname }) => fullname);
  const names = distinct([...registered, ...listed]);
  const position = new Map(names.map((name, i) => [normaliseName(name), i]));
  const truth = queries.map(({ fullname }) => position.get(normaliseName(fullname))!);
  const index = createNameIndex(names);
  progress(`${names.length} names, ${queries.length} short names`);
  const start = performance.now();
  const cases = queries.map(({ name }, i) => {
    const candidates = index.candidates(name);
    const values = new Float64Array(candidates.length * features.length);
    for (const [k, candidate] of candidates.entries()) values.set(candidate.values, k * features.length);
    return { values, truth: candidates.findIndex(({ id }) => id === truth[i]) };
  });
  progress(
    `retrieved ${((performance.now() - start) / queries.length).toFixed(1)} ms a name, ${cases.filter((c) => c.truth < 0).length} not among the candidates`,
  );
  const rank = createBm25(names.map(normaliseName));
  return { cases, bm25: queries.map(({ name }, i) => rank(cleanShortName(name), truth[i]!)), names: names.length };
}

export const shortNameTask: QualityTask = {
  id: 'D1',
  what: 'short name of a stock to the full name of the company',
  async run({ train, test, seed, progress }) {
    const queries = await readListed(test ?? train);
    const { cases, bm25, names } = await prepare(train, test, queries, progress);
    const { weights } = readResolveRules().short_names;
    const ranks = test === null ? crossValidated(cases) : cases.map((one) => rankOf(one, vector(weights)));
    const plain = cases.map((one) => rankOf(one, vector(plainRules)));
    if (test === null) {
      const all = fitRank(cases, features.length);
      progress(
        `weights of all: ${JSON.stringify(Object.fromEntries(features.map((f, i) => [f, Number(all[i]!.toFixed(2))])))}`,
      );
    }
    const what = `${queries.length} short names → one of ${names} names, ${test === null ? 'five folds' : 'weights as shipped'}`;
    return [
      row('hit@1', hits(ranks), HIT_PASS, seed, what, { rules: hits(plain), bm25: hits(bm25) }),
      row('MRR', reciprocals(ranks), MRR_PASS, seed, what, { rules: reciprocals(plain), bm25: reciprocals(bm25) }),
    ];
  },
};
