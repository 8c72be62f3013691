/** From weights of n-grams back to words that a reader finds in the text. */
import type { Document } from './company-document.ts';
import type { LinearWeights } from './tree-softmax.ts';
import { bagOf, type Vocabulary } from './vocabulary.ts';

/** `word` stands in the text; `weight` is what it adds to the score of the class over that of the average class. */
export type Reason = { word: string; weight: number };

/** Neighbouring characters belong to one word while each adds more than this share of the strongest character. */
const WORD_SHARE = 0.2;

/**
 * Spreads what every n-gram adds over its characters, then joins neighbouring characters of one sign into words.
 * The reasons of a document add up to its score less the mean score of all classes, but for the faint characters.
 */
export function contributions(
  document: Document,
  vocabulary: Vocabulary,
  linear: LinearWeights,
  column: number,
): Reason[] {
  const lift = lifts(document, vocabulary, linear, column);
  const characters = document.map(({ text, weight }) => {
    const parts = new Float64Array(text.length);
    vocabulary.eachFeature(text, (feature, lengthWeight, start, end) => {
      const share = (lift.get(feature) ?? 0) * weight * lengthWeight;
      for (let i = start; i < end; i++) parts[i] = parts[i]! + share / (end - start);
    });
    return parts;
  });
  const strongest = characters.reduce(
    (most, parts) => parts.reduce((max, part) => Math.max(max, Math.abs(part)), most),
    0,
  );
  const reasons = new Map<string, number>();
  for (const [i, parts] of characters.entries())
    collectWords(document[i]!.text, parts, strongest * WORD_SHARE, reasons);
  return [...reasons]
    .map(([word, weight]) => ({ word, weight }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.word < b.word ? -1 : 1));
}

/** Feature → what one unit of its weight in the bag adds to the class over the average class. */
function lifts(document: Document, vocabulary: Vocabulary, linear: LinearWeights, column: number): Map<number, number> {
  const total = new Map<number, number>();
  for (const { text, weight } of document) {
    vocabulary.eachFeature(text, (feature, part) => total.set(feature, (total.get(feature) ?? 0) + weight * part));
  }
  const { index, value } = vocabulary.vector(bagOf(document));
  const lift = new Map<number, number>();
  index.forEach((feature, i) => {
    const row = feature * linear.classes;
    let mean = 0;
    for (let c = 0; c < linear.classes; c++) mean += linear.weights[row + c]! / linear.classes;
    const part = value[i]! * (linear.weights[row + column]! - mean);
    lift.set(feature, (lift.get(feature) ?? 0) + part / total.get(feature)!);
  });
  return lift;
}

function collectWords(text: string, parts: Float64Array, least: number, reasons: Map<string, number>): void {
  for (let start = 0; start < text.length; ) {
    const sign = Math.sign(parts[start]!);
    if (sign * parts[start]! <= least) {
      start++;
      continue;
    }
    let end = start;
    let weight = 0;
    while (end < text.length && sign * parts[end]! > least) weight += parts[end++]!;
    const word = text.slice(start, end);
    reasons.set(word, (reasons.get(word) ?? 0) + weight);
    start = end;
  }
}
