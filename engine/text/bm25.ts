/** Okapi BM25 over documents of weighted passages (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework"). */
import type { Document } from './company-document.ts';
import { bagOf } from './vocabulary.ts';

type Posting = { document: number; weight: number };

/** `saturation` (k1): how soon repeats stop counting; `lengthPower` (b): how much long documents are held back, 0–1. */
export type Bm25Options = { saturation?: number; lengthPower?: number };

/** An inverted index; documents are numbered in the order given. */
export class Bm25 {
  readonly size: number;
  private readonly postings = new Map<number, Posting[]>();

  constructor(documents: readonly Document[], { saturation = 1.2, lengthPower = 0.75 }: Bm25Options = {}) {
    this.size = documents.length;
    const bags = documents.map(bagOf);
    const lengths = bags.map((bag) => [...bag.values()].reduce((sum, weight) => sum + weight, 0));
    const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length) || 1;
    bags.forEach((bag, document) => {
      const norm = saturation * (1 - lengthPower + (lengthPower * lengths[document]!) / mean);
      for (const [gram, count] of bag) {
        const list = this.postings.get(gram) ?? [];
        if (list.length === 0) this.postings.set(gram, list);
        list.push({ document, weight: (count * (saturation + 1)) / (count + norm) });
      }
    });
  }

  /** The score of every document for the n-grams of the query. */
  scores(query: Document): Float64Array {
    const scores = new Float64Array(this.size);
    for (const [gram, weight] of bagOf(query)) {
      const list = this.postings.get(gram);
      if (!list) continue;
      const idf = Math.log(1 + (this.size - list.length + 0.5) / (list.length + 0.5));
      for (const posting of list) scores[posting.document] = scores[posting.document]! + weight * idf * posting.weight;
    }
    return scores;
  }
}
