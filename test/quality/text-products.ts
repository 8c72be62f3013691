/**
 * A4 product → companies: is the maker of a product found among all listed companies when that line of its filings is hidden?
 *
 * Queries: one product a company, drawn by the seed among its main products; the line is then hidden from everything
 * (index, classifier), the company's other lines and its registration stay. Main: at least 10 % of revenue, from which
 * on annual reports must list a product by itself; bookkeeping lines (平衡项目, 其他, …) are no products. A company needs one
 * main product and one line besides. With a test folder: companies that the train folder knows with products are
 * asked for every main product that only the test folder has, and keep their train lines; companies that it does not know
 * hide one main product as above and the classifier never sees their industry. All companies of both folders are candidates.
 *
 * Rank: companies that list the very same product elsewhere are right answers too, but not the one asked for; they are
 * taken out of the ranking (the filtered setting of Bordes et al. 2013, "Translating Embeddings for Modeling
 * Multi-relational Data"). Equal scores rank before the right one. Value: mean of 1 / rank, 0 beyond rank 10.
 */
import { Bm25 } from '../../engine/text/bm25.ts';
import { registryDocument } from '../../engine/text/company-document.ts';
import { fold } from '../../engine/text/placement-scope.ts';
import { ProductSearch } from '../../engine/text/product-search.ts';
import { TextClassifier } from '../../engine/text/text-classifier.ts';
import { bootstrap, mean, stream } from './district-interval.ts';
import type { QualityData, QualityRow, QualityTask } from './scoreboard.ts';
import { type Listed, type ListedData, readListed } from './shared-data.ts';
import { teach } from './text-industry.ts';

const MAIN_SHARE = 0.1;
const BOOKKEEPING = /平衡项目|调整项目|其[他它]$|^其[他它]|抵[销消]|未分配|分部间|内部/;
const DEPTH = 10;
const PASS = 0.3;
const AIM = 0.35;

type Line = Listed['products'][number];
/** `lines`: what stays visible. */
type Candidate = { company: Listed; lines: Line[]; teaches: boolean };
type Query = { product: string; candidate: number };

/** The lines of a company that a query may ask for. */
export const mainProducts = (lines: readonly Line[]): string[] => [
  ...new Set(
    lines.filter((line) => line.share >= MAIN_SHARE && !BOOKKEEPING.test(line.product)).map((line) => line.product),
  ),
];

function hideOne(
  company: Listed,
  teaches: boolean,
  next: () => number,
): { candidate: Candidate; hidden: string | null } {
  const main = mainProducts(company.products);
  const hidden = main[Math.floor(next() * main.length)] ?? null;
  const lines = company.products.filter((line) => line.product !== hidden);
  if (hidden === null || lines.length === 0)
    return { candidate: { company, lines: company.products, teaches }, hidden: null };
  return { candidate: { company, lines, teaches }, hidden };
}

/** Companies with their visible lines, and what is asked of them. */
export function arrange(train: ListedData, test: ListedData | null, seed: number) {
  const next = stream(seed);
  const candidates: Candidate[] = [];
  const queries: Query[] = [];
  const put = (candidate: Candidate, hidden: readonly string[]) => {
    for (const product of hidden) queries.push({ product, candidate: candidates.length });
    candidates.push(candidate);
  };
  const asked = new Map(
    (test?.companies ?? []).flatMap((company) => [company.code, ...company.names].map((key) => [key, company])),
  );
  const met = new Set<Listed>();
  for (const company of train.companies) {
    const twin = [company.code, ...company.names].map((key) => asked.get(key)).find((one) => one !== undefined);
    if (test === null) {
      const { candidate, hidden } = hideOne(company, true, next);
      put(candidate, hidden === null ? [] : [hidden]);
    } else if (!twin || company.products.length > 0) {
      const seen = new Set(company.products.map((line) => line.product));
      if (twin) met.add(twin);
      const fresh = twin ? mainProducts(twin.products).filter((product) => !seen.has(product)) : [];
      put({ company, lines: company.products, teaches: true }, fresh);
    }
  }
  for (const company of test?.companies ?? []) {
    if (met.has(company)) continue;
    const { candidate, hidden } = hideOne(company, false, next);
    put(candidate, hidden === null ? [] : [hidden]);
  }
  return { candidates, queries };
}

type Scorer = (product: string) => Float64Array;

/** 1 / rank of the candidate asked for, 0 beyond the depth. */
function reciprocalRank(scores: Float64Array, candidate: number, others: ReadonlySet<number>): number {
  const own = scores[candidate]!;
  if (own === Number.NEGATIVE_INFINITY) return 0;
  let rank = 1;
  for (let i = 0; i < scores.length && rank <= DEPTH; i++) {
    if (i !== candidate && scores[i]! >= own && !others.has(i)) rank++;
  }
  return rank <= DEPTH ? 1 / rank : 0;
}

function buildScorers(
  candidates: readonly Candidate[],
  data: ListedData,
): Record<'model' | 'BM25' | 'substring', Scorer> {
  const makers = candidates.map(({ company, lines }) => ({
    registry: registryDocument(company.name, company.scope ?? '', data.places),
    products: lines,
  }));
  const visible = candidates
    .filter(({ teaches }) => teaches)
    .map(({ company, lines }) => ({ ...company, products: lines }));
  const classifier = TextClassifier.train(teach(visible, data), data.industries);
  const search = new ProductSearch(makers, classifier);
  const plain = new Bm25(
    makers.map(({ registry, products }) => [
      ...products.map(({ product }) => ({ text: fold(product), weight: 1 })),
      ...registry.map(({ text }) => ({ text, weight: 1 })),
    ]),
  );
  const texts = makers.map(({ registry, products }) =>
    [...products.map(({ product }) => fold(product)), ...registry.map(({ text }) => text)].join('\n'),
  );
  const none = Number.NEGATIVE_INFINITY;
  return {
    model: (product) => {
      const scores = new Float64Array(candidates.length).fill(none);
      for (const hit of search.scores(product)) scores[hit.company] = hit.score;
      return scores;
    },
    BM25: (product) => plain.scores([{ text: fold(product), weight: 1 }]).map((score) => (score > 0 ? score : none)),
    substring: (product) => Float64Array.from(texts, (text) => (text.includes(fold(product)) ? 1 : none)),
  };
}

async function run({ train, test, seed, progress }: QualityData): Promise<QualityRow[]> {
  const known = await readListed(train);
  const { candidates, queries } = arrange(known, test === null ? null : await readListed(test, [train]), seed);
  progress(`${queries.length} products, ${candidates.length} companies`);
  if (queries.length === 0) {
    progress('skipped: no company with a main product and another line');
    return [];
  }
  const makersOf = new Map<string, Set<number>>();
  candidates.forEach(({ lines }, i) => {
    for (const { product } of lines) makersOf.set(product, (makersOf.get(product) ?? new Set()).add(i));
  });
  for (const { product, candidate } of queries)
    makersOf.set(product, (makersOf.get(product) ?? new Set()).add(candidate));
  const ranks: Record<string, number[]> = {};
  for (const [name, score] of Object.entries(buildScorers(candidates, known))) {
    ranks[name] = queries.map(({ product, candidate }) =>
      reciprocalRank(score(product), candidate, makersOf.get(product)!),
    );
  }
  const value = mean(ranks.model!);
  return [
    {
      id: 'A4',
      what: 'main product → its maker among all listed companies, that line hidden',
      metric: 'MRR@10',
      value,
      n: queries.length,
      interval: bootstrap(ranks.model!, seed),
      pass: PASS,
      aim: AIM,
      baselines: { BM25: mean(ranks.BM25!), substring: mean(ranks.substring!) },
      ok: value >= PASS,
    },
  ];
}

export const makersTask: QualityTask = { id: 'A4', what: 'companies that make a product', run };
