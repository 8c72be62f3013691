/**
 * A1 registered name and scope → industry, A2 list of products → industry, of listed companies (Shenwan 2021, level 3).
 *
 * Cases: companies with a label and the text in question. Without a test folder: five folds of companies, drawn by the
 * seed; every other labelled company teaches, with its registration, its products or both. With one: every company of
 * the train folder teaches, except those that the test folder holds under the same code or any of the same
 * names. A document without evidence is a miss.
 */
import { calibrationError, fitCalibration, probabilities, reliability } from '../../engine/text/calibration.ts';
import { type Document, productDocument, registryDocument } from '../../engine/text/company-document.ts';
import { type LabelledDocument, TextClassifier } from '../../engine/text/text-classifier.ts';
import type { LinearWeights } from '../../engine/text/tree-softmax.ts';
import { linearScores } from '../../engine/text/tree-softmax.ts';
import { bagOf, Vocabulary } from '../../engine/text/vocabulary.ts';
import { bootstrap, mean, stream } from './district-interval.ts';
import type { QualityData, QualityRow, QualityTask } from './scoreboard.ts';
import { type Listed, type ListedData, readListed } from './shared-data.ts';
import { majorityScores, trainNaiveBayes, trainSvm } from './text-baselines.ts';

const FOLDS = 5;
/** The three titles of an industry (its own, its group's, its sector's) as a document that teaches it. */
const TITLE_WEIGHTS = [1, 0.4, 0.1];

type Kind = 'registry' | 'products';
type Split = { teachers: Listed[]; cases: Listed[] };
/** Rank of the true industry (0 = first) by method; the model's scores where it saw evidence. */
type Outcome = { ranks: Record<string, number>; scores: Float64Array | null; label: number };

const documentOf = (company: Listed, kind: Kind, places: ReadonlySet<string>): Document | null => {
  if (kind === 'products') return company.products.length ? productDocument(company.products) : null;
  return company.scope === null ? null : registryDocument(company.name, company.scope, places);
};

/** Registrations and products of labelled companies, and the titles of the industries, as training documents. */
export function teach(companies: readonly Listed[], { titles, places }: ListedData): LabelledDocument[] {
  const documents: LabelledDocument[] = [];
  for (const company of companies) {
    for (const kind of ['registry', 'products'] as const) {
      const document = documentOf(company, kind, places);
      if (document && company.industry !== null) documents.push({ document, label: company.industry });
    }
  }
  for (const [label, words] of titles) {
    documents.push({ document: words.map((text, i) => ({ text, weight: TITLE_WEIGHTS[i]! })), label });
  }
  return documents;
}

/** Folds of the train folder, or the train folder against the test folder. */
export function splits(
  train: ListedData,
  test: ListedData | null,
  usable: (c: Listed) => boolean,
  seed: number,
): Split[] {
  const labelled = train.companies.filter((company) => company.industry !== null);
  if (test) return [{ teachers: without(labelled, test.companies), cases: test.companies.filter(usable) }];
  const cases = labelled.filter(usable);
  const next = stream(seed);
  const order = cases.map((company) => ({ company, key: next() })).sort((a, b) => a.key - b.key);
  return Array.from({ length: FOLDS }, (_, fold) => {
    const held = order.filter((_, i) => i % FOLDS === fold).map(({ company }) => company);
    return { teachers: without(labelled, held), cases: held };
  });
}

function without(companies: readonly Listed[], held: readonly Listed[]): Listed[] {
  const known = new Set(held.flatMap((company) => [company.code, ...company.names]));
  return companies.filter((company) => ![company.code, ...company.names].some((key) => known.has(key)));
}

/** How many classes score higher; of equals the one with the lower number stands first. */
function rankOf(scores: ArrayLike<number>, label: number): number {
  let rank = 0;
  for (let c = 0; c < scores.length; c++) {
    if (scores[c]! > scores[label]! || (scores[c] === scores[label] && c < label)) rank++;
  }
  return rank;
}

function measureSplit({ teachers, cases }: Split, kind: Kind, data: ListedData, seed: number): Outcome[] {
  const classifier = TextClassifier.train(teach(teachers, data), data.industries, { seed });
  const baselines = trainBaselines(teachers, kind, data);
  const number = new Map(classifier.tree.ids.map((id, i) => [id, i]));
  return cases.map((company) => {
    const document = documentOf(company, kind, data.places)!;
    const label = number.get(company.industry!) ?? -1;
    const scores = classifier.scores(document);
    const ranks: Record<string, number> = {
      model: scores && label >= 0 ? rankOf(scores, label) : Number.POSITIVE_INFINITY,
    };
    for (const [name, score] of Object.entries(baselines)) {
      ranks[name] = label >= 0 ? rankOf(score(document), label) : Number.POSITIVE_INFINITY;
    }
    return { ranks, scores, label };
  });
}

function trainBaselines(teachers: readonly Listed[], kind: Kind, data: ListedData) {
  const number = new Map(data.industries.map(({ id }, i) => [id, i]));
  const classes = data.industries.length;
  const usable = teachers
    .map((company) => ({ document: documentOf(company, kind, data.places), y: number.get(company.industry!)! }))
    .filter((one): one is { document: Document; y: number } => one.document !== null);
  const bags = usable.map(({ document }) => bagOf(document));
  const vocabulary = new Vocabulary(bags);
  const examples = usable.map(({ y }, i) => ({ x: vocabulary.vector(bags[i]!), y, weight: 1 }));
  const common = majorityScores(examples, classes);
  const by = (linear: LinearWeights) => (document: Document) =>
    linearScores(linear, vocabulary.vector(bagOf(document)));
  return {
    majority: () => common,
    'naive Bayes': by(trainNaiveBayes(examples, classes, vocabulary.size)),
    SVM: by(trainSvm(examples, classes, vocabulary.size)),
  };
}

const MARKS = {
  registry: { id: 'A1', text: 'registered name and scope → industry', marks: { 1: [0.4, 0.45], 5: [0.66, 0.72] } },
  products: { id: 'A2', text: 'list of products → industry', marks: { 1: [0.52, 0.56], 5: [0.82, 0.86] } },
} as const;

function topRow(kind: Kind, top: 1 | 5, outcomes: readonly Outcome[], seed: number): QualityRow {
  const { id, text, marks } = MARKS[kind];
  const hits = (method: string) => outcomes.map(({ ranks }) => (ranks[method]! < top ? 1 : 0));
  const [pass, aim] = marks[top];
  const value = mean(hits('model'));
  const others = Object.keys(outcomes[0]!.ranks).filter((method) => method !== 'model');
  return {
    id: `${id}.top${top}`,
    what: text,
    metric: `top${top}`,
    value,
    n: outcomes.length,
    interval: bootstrap(hits('model'), seed),
    pass,
    aim,
    baselines: Object.fromEntries(others.map((method) => [method, mean(hits(method))])),
    ok: value >= pass,
  };
}

/** 1 − expected calibration error of the probability of the first class; the curve comes from the other half of the cases. */
function calibrationRow(kind: Kind, outcomes: readonly Outcome[], seed: number): QualityRow {
  const scored = outcomes.filter((outcome) => outcome.scores !== null);
  const halves = [0, 1].map((half) => scored.filter((_, i) => i % 2 === half));
  const stated: { probability: number; true: boolean }[] = [];
  halves.forEach((half, i) => {
    const curve = fitCalibration(
      halves[1 - i]!.map(({ scores }) => scores!),
      halves[1 - i]!.map(({ label }) => (label >= 0 ? [label] : [])),
    );
    for (const { scores, ranks } of half) {
      stated.push({ probability: Math.max(...probabilities(scores!, curve)), true: ranks.model === 0 });
    }
  });
  const agreement = (of: typeof stated) =>
    1 -
    calibrationError(
      reliability(
        of.map((one) => one.probability),
        of.map((one) => one.true),
      ),
    );
  const next = stream(seed);
  const rounds = Array.from({ length: 200 }, () =>
    agreement(stated.map(() => stated[Math.floor(next() * stated.length)]!)),
  ).sort((a, b) => a - b);
  const value = agreement(stated);
  const { id } = MARKS[kind];
  return {
    id: `${id}.calibration`,
    what: 'probability of the first industry against how often it was right, ten equal bins',
    metric: '1 − ECE',
    value,
    n: stated.length,
    interval: [rounds[10]!, rounds[189]!],
    pass: 0.9,
    baselines: {},
    ok: value >= 0.9,
  };
}

async function run(kind: Kind, { train, test, seed, progress }: QualityData): Promise<QualityRow[]> {
  const known = await readListed(train);
  const other = test === null ? null : await readListed(test, [train]);
  const usable = (company: Listed) => company.industry !== null && documentOf(company, kind, known.places) !== null;
  const outcomes: Outcome[] = [];
  for (const [fold, split] of splits(known, other, usable, seed).entries()) {
    progress(`fold ${fold + 1}: ${split.teachers.length} companies teach, ${split.cases.length} cases`);
    outcomes.push(...measureSplit(split, kind, known, seed));
  }
  if (outcomes.length === 0) {
    progress('skipped: no labelled company with such a text');
    return [];
  }
  return [topRow(kind, 1, outcomes, seed), topRow(kind, 5, outcomes, seed), calibrationRow(kind, outcomes, seed)];
}

export const registryTask: QualityTask = {
  id: 'A1',
  what: 'industry of a company from its registration',
  run: (data) => run('registry', data),
};

export const productsTask: QualityTask = {
  id: 'A2',
  what: 'industry of a company from its products',
  run: (data) => run('products', data),
};
