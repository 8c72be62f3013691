/** Which class a document belongs to, with probabilities and the words that decided. */
import { type Calibration, fitCalibration, probabilities } from './calibration.ts';
import { trainCentroids } from './centroid.ts';
import { type ClassNode, ClassTree } from './class-tree.ts';
import type { Document } from './company-document.ts';
import { contributions, type Reason } from './explanation.ts';
import {
  type Example,
  type LinearWeights,
  linearScores,
  type SoftmaxOptions,
  trainTreeSoftmax,
} from './tree-softmax.ts';
import { bagOf, Vocabulary } from './vocabulary.ts';

/** `weight`: how much the document counts beside others; default 1. */
export type LabelledDocument = { document: Document; label: string; weight?: number };

/** `probability` is null until the classifier is calibrated: an uncalibrated score is no probability. */
export type RankedClass = { id: string; score: number; probability: number | null };

/** How much the centroids count beside the learned boundaries, as a share of the spread of their scores. */
const CENTROID_SHARE = 0.3;
/** Examples on which the spreads are compared. */
const SPREAD_SAMPLE = 200;
/** A document with fewer known n-grams than this says nothing. */
const LEAST_EVIDENCE = 3;

/**
 * Additive: a class's score is the sum of what the n-grams of the document add to it. Every train, score and explain
 * is deterministic; nothing is read from files.
 */
export class TextClassifier {
  readonly tree: ClassTree;
  private readonly vocabulary: Vocabulary;
  private readonly linear: LinearWeights;
  private calibration: Calibration | null = null;

  private constructor(tree: ClassTree, vocabulary: Vocabulary, linear: LinearWeights) {
    this.tree = tree;
    this.vocabulary = vocabulary;
    this.linear = linear;
  }

  /**
   * Learns from labelled documents. Labels that are not among the classes throw RangeError; a class without a document
   * can still be reached through the groups above it.
   */
  static train(
    documents: readonly LabelledDocument[],
    classes: readonly ClassNode[],
    options: SoftmaxOptions = {},
  ): TextClassifier {
    const tree = new ClassTree(classes);
    const number = new Map(tree.ids.map((id, i) => [id, i]));
    const bags = documents.map(({ document }) => bagOf(document));
    const vocabulary = new Vocabulary(bags);
    const examples = documents.map(({ label, weight }, i) => {
      const y = number.get(label);
      if (y === undefined) throw new RangeError(`no class ${label}`);
      return { x: vocabulary.vector(bags[i]!), y, weight: weight ?? 1 };
    });
    const learned = trainTreeSoftmax(examples, tree, vocabulary.size, options);
    addCentroids(learned, trainCentroids(examples, tree.size, vocabulary.size), examples);
    return new TextClassifier(tree, vocabulary, learned);
  }

  /** Scores in the order of `tree.ids`, or null: the document holds no evidence. */
  scores(document: Document): Float64Array | null {
    const vector = this.vocabulary.vector(bagOf(document));
    return vector.index.length < LEAST_EVIDENCE ? null : linearScores(this.linear, vector);
  }

  /** The `top` classes, best first; empty = no evidence. */
  rank(document: Document, top = 5): RankedClass[] {
    const scores = this.scores(document);
    if (scores === null) return [];
    const probability = this.calibration && probabilities(scores, this.calibration);
    return this.tree.ids
      .map((id, c) => ({ id, score: scores[c]!, probability: probability ? probability[c]! : null }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, top);
  }

  /** Fits the curve from score to probability on documents that were not trained on; several labels each are fine. */
  calibrate(heldOut: readonly { document: Document; labels: readonly string[] }[]): void {
    const number = new Map(this.tree.ids.map((id, i) => [id, i]));
    const scored = heldOut
      .map(({ document, labels }) => ({
        scores: this.scores(document),
        labels: labels.map((id) => number.get(id) ?? -1),
      }))
      .filter((one): one is { scores: Float64Array; labels: number[] } => one.scores !== null);
    this.useCalibration(
      fitCalibration(
        scored.map((one) => one.scores),
        scored.map((one) => one.labels.filter((label) => label >= 0)),
      ),
    );
  }

  /** Takes over a curve fitted elsewhere, for example across the folds of a cross-validation. */
  useCalibration(calibration: Calibration): void {
    this.calibration = calibration;
  }

  /** The words that spoke for a class against the average class, strongest first; negative = spoke against it. */
  explain(document: Document, id: string, top = 5): Reason[] {
    const column = this.tree.ids.indexOf(id);
    if (column < 0) throw new RangeError(`no class ${id}`);
    return contributions(document, this.vocabulary, this.linear, column).slice(0, top);
  }
}

/** Adds centroid weights to learned ones in place: the sum of two additive models is additive. */
function addCentroids(learned: LinearWeights, centroids: LinearWeights, examples: readonly Example[]): void {
  const every = Math.max(1, Math.floor(examples.length / SPREAD_SAMPLE));
  const sample = examples.filter((_, i) => i % every === 0);
  const factor = (CENTROID_SHARE * spread(learned, sample)) / (spread(centroids, sample) || 1);
  const { weights } = learned;
  for (let cell = 0; cell < weights.length; cell++) weights[cell] = weights[cell]! + factor * centroids.weights[cell]!;
}

/** Mean standard deviation of the class scores of a document. */
function spread(linear: LinearWeights, examples: readonly Example[]): number {
  let total = 0;
  for (const { x } of examples) {
    const scores = linearScores(linear, x);
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    total += Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length);
  }
  return total / Math.max(1, examples.length);
}
