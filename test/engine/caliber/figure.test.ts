import { describe, expect, it } from 'vitest';
import { readMetrics } from '../../../data/schema/metric.ts';
import { caliberOf, Figure, type FigureParts } from '../../../engine/caliber/index.ts';
import { bootstrap, jackknife, linearised, wilson } from '../../../engine/caliber/interval.ts';
import { settle } from '../../../engine/caliber/request.ts';

const metrics = readMetrics();
const parts: FigureParts = {
  metric: 'start.any',
  on: '2021-12-31',
  value: 0.5,
  n: 4,
  numerator: 2,
  denominator: 4,
  interval: wilson(2, 4),
  caliber: caliberOf(metrics.get('start.any')!, settle({ as_known_at: '2021-12-31' })),
  data_age_days: 3,
  as_known_at: '2021-12-31T15:59:59.999Z',
};

describe('Figure', () => {
  it('cannot be built without a whole caliber', () => {
    const { caliber, ...bare } = parts;
    // @ts-expect-error a figure without its caliber does not compile
    expect(() => new Figure(bare)).toThrow(/caliber|object|required/i);
    expect(() => new Figure({ ...parts, caliber: { ...caliber, sentence: '' } })).toThrow();
    const { denominator: _, ...halved } = caliber;
    // @ts-expect-error nor one with half a caliber
    expect(() => new Figure({ ...parts, caliber: halved })).toThrow();
    expect(() => new Figure({ ...parts, metric: 'start.permit' })).toThrow(/caliber of start.any/);
  });

  it('is not met by an object that looks like one', () => {
    const publish = (figure: Figure): boolean => Figure.is(figure);
    const real = new Figure(parts);
    expect(publish(real)).toBe(true);
    // @ts-expect-error a copy is no figure
    expect(publish({ ...real })).toBe(false);
    expect(Figure.is(null)).toBe(false);
  });

  it('cannot be changed, and carries caliber, n, interval, age and known time into JSON', () => {
    const figure = new Figure(parts);
    expect(() => Object.assign(figure, { value: 1 })).toThrow();
    expect(Object.keys(JSON.parse(JSON.stringify(figure)))).toEqual(
      expect.arrayContaining(['value', 'n', 'interval', 'caliber', 'data_age_days', 'as_known_at']),
    );
  });

  it('has a value exactly where there is something to divide by', () => {
    expect(() => new Figure({ ...parts, denominator: 0 })).toThrow(/denominator/);
    expect(() => new Figure({ ...parts, value: null })).toThrow(/denominator/);
    expect(new Figure({ ...parts, value: null, denominator: 0, interval: null }).value).toBeNull();
  });
});

describe('calibers', () => {
  it('say everything that the fields hold, for every metric, in both languages', () => {
    for (const metric of metrics.values()) {
      const caliber = caliberOf(
        metric,
        settle({ as_known_at: '2021-11-30', signed_from: '2019-01-01', district: '500112' }),
      );
      expect(caliber.sentence).toContain('2021-11-30');
      expect(caliber.sentence).toContain('500112');
      expect(caliber.sentence_en).toMatch(/formal contracts.*fiscal money.*real estate.*evidence A/);
      expect(caliber.sentence_en).not.toMatch(/undefined|null/);
    }
    expect(caliberOf(metrics.get('start.on_time')!, settle({ as_known_at: '2021-11-30' })).sentence).toContain(
      '约定开工日加 90 天宽限期',
    );
  });

  it('cover the family of Appendix A', () => {
    const family = ['fulfil.not_terminated', 'fulfil.substantive', 'fulfil.amount', 'arrival.cohort_cum', 'arrival.flow', 'arrival.vs_schedule', 'arrival.vs_task', 'start.any', 'start.permit', 'start.on_time', 'produce.any', 'produce.on_time', 'capacity.declared', 'capacity.tax_vs_promise_y1', 'capacity.tax_vs_promise_y2', 'capacity.tax_vs_promise_y3']; // biome-ignore format: a list
    expect([...metrics.keys()]).toEqual(expect.arrayContaining(family));
    expect(new Set([...metrics.values()].map((m) => m.title)).size).toBe(metrics.size);
  });
});

describe('intervals', () => {
  it('follow Wilson', () => {
    // 90 % score interval of 8 in 10, by the closed formula with z = 1.644854
    const { low, high } = wilson(8, 10);
    expect(low).toBeCloseTo(0.5408, 3);
    expect(high).toBeCloseTo(0.9314, 3);
    expect(wilson(0, 5).low).toBe(0);
    expect(wilson(5, 5).high).toBeCloseTo(1, 12);
  });

  it('agree with each other where all apply', () => {
    const dens = Array.from({ length: 400 }, (_, i) => 1 + (i % 7));
    const nums = dens.map((d, i) => d * (((i * 37) % 100) / 100));
    const sum = (f: (i: number) => number) => dens.reduce((total, _, i) => total + f(i), 0);
    const straight = linearised({
      n: 400,
      num: sum((i) => nums[i]!),
      den: sum((i) => dens[i]!),
      numNum: sum((i) => nums[i]! ** 2),
      numDen: sum((i) => nums[i]! * dens[i]!),
      denDen: sum((i) => dens[i]! ** 2),
    });
    const sampled = bootstrap(nums, dens, dens.map(() => false)); // biome-ignore format: one thought
    expect(sampled.low).toBeCloseTo(straight.low, 1.7);
    expect(sampled.high).toBeCloseTo(straight.high, 1.7);
    const folded = (values: number[]) =>
      Array.from({ length: 10 }, (_, f) => values.reduce((total, v, i) => (i % 10 === f ? total + v : total), 0));
    const left = jackknife(folded(nums), folded(dens), { num: 0, den: 0 })!;
    expect((left.high - left.low) / (straight.high - straight.low)).toBeGreaterThan(0.4);
    expect((left.high - left.low) / (straight.high - straight.low)).toBeLessThan(2);
  });
});
