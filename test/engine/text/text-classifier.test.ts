/** Trades and companies here are invented. */
import { describe, expect, test } from 'vitest';
import { calibrationError, fitCalibration, probabilities, reliability } from '../../../engine/text/calibration.ts';
import type { Document } from '../../../engine/text/company-document.ts';
import { TextClassifier } from '../../../engine/text/text-classifier.ts';

const doc = (...texts: string[]): Document => texts.map((text) => ({ text, weight: 1 }));
const classes = [
  { id: 'gear', path: ['machines'] },
  { id: 'pump', path: ['machines'] },
  { id: 'beer', path: ['food'] },
];
const documents = [
  { document: doc('齿轮制造', '减速齿轮箱'), label: 'gear' },
  { document: doc('精密齿轮加工', '机械零件'), label: 'gear' },
  { document: doc('水泵制造', '机械密封'), label: 'pump' },
  { document: doc('离心水泵', '机械零件'), label: 'pump' },
  { document: doc('啤酒酿造', '饮料'), label: 'beer' },
  { document: doc('精酿啤酒', '瓶装饮料'), label: 'beer' },
];
const classifier = TextClassifier.train(documents, classes);

describe('rank', () => {
  test.each([
    ['齿轮', 'gear'],
    ['水泵零件', 'pump'],
    ['啤酒饮料', 'beer'],
  ])('%s → %s', (text, id) => expect(classifier.rank(doc(text))[0]!.id).toBe(id));

  test('words shared by a group lift all its classes', () => {
    const [first, second, last] = classifier.rank(doc('机械设备')).map(({ id }) => id);
    expect([first, second].sort()).toEqual(['gear', 'pump']);
    expect(last).toBe('beer');
  });

  test('no evidence is no rank: unknown words, no words', () => {
    expect(classifier.rank(doc('幼儿园'))).toEqual([]);
    expect(classifier.rank([])).toEqual([]);
    expect(classifier.scores([])).toBeNull();
  });

  test('scores are no probabilities before calibration', () => {
    expect(classifier.rank(doc('齿轮'))[0]!.probability).toBeNull();
  });
});

test('training is deterministic for a seed', () => {
  const again = TextClassifier.train(documents, classes, { seed: 1 });
  expect(again.scores(doc('齿轮水泵'))).toEqual(classifier.scores(doc('齿轮水泵')));
});

test('a label outside the classes throws', () => {
  expect(() => TextClassifier.train([{ document: doc('茶'), label: 'tea' }], classes)).toThrow(RangeError);
});

describe('explain', () => {
  test('names words of the text, strongest first', () => {
    const reasons = classifier.explain(doc('销售啤酒与齿轮'), 'gear');
    expect(reasons.find(({ word }) => word.includes('齿轮'))!.weight).toBeGreaterThan(0);
    expect(reasons.find(({ word }) => word.includes('啤酒'))!.weight).toBeLessThan(0);
    expect(reasons.every(({ word }) => '销售啤酒与齿轮'.includes(word))).toBe(true);
  });

  test('reasons add up to the lift over the average class', () => {
    const text = doc('齿轮水泵');
    const scores = classifier.scores(text)!;
    const lift = scores[0]! - scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const total = classifier.explain(text, 'gear', 99).reduce((sum, { weight }) => sum + weight, 0);
    expect(Math.abs(total - lift)).toBeLessThan(0.25 * Math.abs(lift) + 0.5);
  });
});

describe('calibration', () => {
  test('scores that are right as often as their softmax says keep their probabilities', () => {
    const scores: number[][] = [];
    const labels: number[][] = [];
    for (let i = 0; i < 1000; i++) {
      scores.push([Math.log(0.8), Math.log(0.2)]);
      labels.push([i % 5 === 0 ? 1 : 0]);
    }
    const stated = probabilities([Math.log(0.8), Math.log(0.2)], fitCalibration(scores, labels));
    expect(stated[0]).toBeCloseTo(0.8, 2);
    expect(stated[1]).toBeCloseTo(0.2, 2);
  });

  test('scores that are too sure are toned down', () => {
    const scores = Array.from({ length: 400 }, () => [6, 0]);
    const labels = scores.map((_, i) => [i % 4 === 0 ? 1 : 0]);
    const stated = probabilities([6, 0], fitCalibration(scores, labels));
    expect(stated[0]).toBeCloseTo(0.75, 1);
  });

  test('several labels a document are allowed, and a calibrated classifier states probabilities', () => {
    const own = TextClassifier.train(documents, classes);
    own.calibrate([
      { document: doc('齿轮与水泵'), labels: ['gear', 'pump'] },
      { document: doc('啤酒'), labels: ['beer'] },
      { document: doc('幼儿园'), labels: [] },
    ]);
    const [best] = own.rank(doc('齿轮'));
    expect(best!.probability).toBeGreaterThan(0);
    expect(best!.probability).toBeLessThan(1);
  });

  test('reliability bins and their error', () => {
    const bins = reliability([0.1, 0.1, 0.9, 0.9], [false, false, true, false], 2);
    expect(bins).toEqual([
      { stated: 0.1, observed: 0, n: 2 },
      { stated: 0.9, observed: 0.5, n: 2 },
    ]);
    expect(calibrationError(bins)).toBeCloseTo(0.25, 9);
  });
});
