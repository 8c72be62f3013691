/** From weighted passages to sparse unit vectors: which n-grams are known, and how telling each is. */
import type { Document } from './company-document.ts';
import { addGrams, type Bag, eachGram, GRAM_SPACE } from './grams.ts';

/** `index` are feature numbers of the vocabulary, `value` their weights; the vector has length 1 or is empty. */
export type SparseVector = { index: Int32Array; value: Float32Array };

/** The n-grams of a document with their summed weights. */
export function bagOf(document: Document): Bag {
  const bag: Bag = new Map();
  for (const { text, weight } of document) addGrams(bag, text, weight);
  return bag;
}

/** n-grams that at least two training documents share, weighted by log(1 + documents / documents that hold it). */
export class Vocabulary {
  readonly size: number;
  private readonly featureOf = new Int32Array(GRAM_SPACE).fill(-1);
  private readonly idf: Float32Array;

  constructor(bags: readonly Bag[], minDocuments = 2) {
    const documents = new Map<number, number>();
    for (const bag of bags) for (const hash of bag.keys()) documents.set(hash, (documents.get(hash) ?? 0) + 1);
    const known = [...documents].filter(([, count]) => count >= minDocuments).sort((a, b) => a[0] - b[0]);
    this.size = known.length;
    this.idf = new Float32Array(known.length);
    known.forEach(([hash, count], feature) => {
      this.featureOf[hash] = feature;
      this.idf[feature] = Math.log(1 + bags.length / count);
    });
  }

  /** log(1 + weight) × idf, scaled to length 1. Unknown n-grams are left out. */
  vector(bag: Bag): SparseVector {
    const index = new Int32Array(bag.size);
    const value = new Float32Array(bag.size);
    let count = 0;
    let square = 0;
    for (const [hash, weight] of bag) {
      const feature = this.featureOf[hash]!;
      if (feature < 0) continue;
      const part = Math.log1p(weight) * this.idf[feature]!;
      index[count] = feature;
      value[count++] = part;
      square += part * part;
    }
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let i = 0; i < count; i++) value[i] = value[i]! * scale;
    return { index: index.slice(0, count), value: value.slice(0, count) };
  }

  /** Calls `visit` for every known n-gram of a folded text with its feature, the weight of its length and its place. */
  eachFeature(text: string, visit: (feature: number, weight: number, start: number, end: number) => void): void {
    eachGram(text, (hash, weight, start, end) => {
      const feature = this.featureOf[hash]!;
      if (feature >= 0) visit(feature, weight, start, end);
    });
  }
}
