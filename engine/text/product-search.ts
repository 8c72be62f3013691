/** Who makes a product: companies ranked by the words of what they sell and do, and by the industry of the product. */
import { Bm25 } from './bm25.ts';
import { type Document, type Passage, productDocument } from './company-document.ts';
import { fold } from './placement-scope.ts';
import type { TextClassifier } from './text-classifier.ts';

/** `registry` = passages of name and scope (may be empty); `share` of revenue 0–1, unknown = 0. */
export type Maker = { registry: Document; products: readonly { product: string; share: number }[] };

/** `company` = its number among the makers given; `score` = `words` + `industry`, both in units of the best match in words. */
export type MakerHit = { company: number; score: number; words: number; industry: number };

/** Product lists count beside lists with registrations. */
const LIST_WEIGHT = 0.5;
/** A tenfold better agreement of industries counts as much as this × ln 10 of the best match in words. */
const INDUSTRY_WEIGHT = 0.1;
const INDUSTRY_FLOOR = 1e-3;
/** Scores are divided by this before they become shares: one product name tells less than a whole document. */
const TEMPERATURE = 1.5;

/**
 * Additive: BM25 over all a company says (products weighted by revenue, registration) and over its bare product list,
 * plus the logarithm of how likely product and company share an industry. The last stands in for words that no text
 * shares, as a translation model does (Berger & Lafferty 1999, "Information Retrieval as Statistical Translation").
 */
export class ProductSearch {
  private readonly whole: Bm25;
  private readonly lists: Bm25;
  private readonly classifier: TextClassifier;
  private readonly industries: (Float64Array | null)[];

  /** @param classifier trained on industries; it must not have seen what is to be found out */
  constructor(makers: readonly Maker[], classifier: TextClassifier) {
    const documents = makers.map(({ registry, products }) => [...productDocument(products), ...registry]);
    const options = { saturation: 0.6 };
    this.whole = new Bm25(documents, options);
    this.lists = new Bm25(
      makers.map(({ products }) => products.map(({ product }): Passage => ({ text: fold(product), weight: 1 }))),
      options,
    );
    this.classifier = classifier;
    this.industries = documents.map((document) => shares(classifier.scores(document)));
  }

  /** The `top` companies, best first; empty where no company shares a word with the product. */
  search(product: string, top = 10): MakerHit[] {
    return this.scores(product)
      .sort((a, b) => b.score - a.score || a.company - b.company)
      .slice(0, top);
  }

  /** Every company that shares a word with the product, by number. */
  scores(product: string): MakerHit[] {
    const query = [{ text: fold(product), weight: 1 }];
    const lists = this.lists.scores(query);
    const words = this.whole.scores(query).map((score, company) => score + LIST_WEIGHT * lists[company]!);
    const best = words.reduce((most, score) => Math.max(most, score), 0);
    const industry = shares(this.classifier.scores(query));
    const hits: MakerHit[] = [];
    words.forEach((score, company) => {
      if (score <= 0) return;
      const agreed = agreement(industry, this.industries[company]!);
      const parts = { words: score / best, industry: INDUSTRY_WEIGHT * Math.log(agreed + INDUSTRY_FLOOR) };
      hits.push({ company, score: parts.words + parts.industry, ...parts });
    });
    return hits;
  }
}

/** Softmax of scores; null = no evidence. */
function shares(scores: Float64Array | null): Float64Array | null {
  if (scores === null) return null;
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const parts = scores.map((score) => Math.exp((score - highest) / TEMPERATURE));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

/** Probability that two draws fall on one class; without evidence, that of blind draws. */
function agreement(a: Float64Array | null, b: Float64Array | null): number {
  if (a === null || b === null) return 1 / (a ?? b ?? [1]).length;
  let sum = 0;
  for (let c = 0; c < a.length; c++) sum += a[c]! * b[c]!;
  return sum;
}
