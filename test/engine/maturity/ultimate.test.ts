import { describe, expect, it } from 'vitest';
import { expectedForAge, type Life, league, ultimateRates } from '../../../engine/maturity/index.ts';
import { lifeTable } from '../../../engine/maturity/life.ts';
import { binomial, seeded } from '../../../engine/maturity/random.ts';
import { tailBeyond } from '../../../engine/maturity/tail.ts';
import { madeUpCity, type Scenario } from '../../quality/maturity-truth.ts';

const scenario: Scenario = {
  id: 'test',
  cohorts: 4,
  size: 500,
  growth: 1.2,
  base: 0.7,
  drift: 0,
  spread: 0,
  start: { law: 'lognormal', scale: 3, shape: 1 },
  delay: 1,
};
const fast = { sweeps: 200, step: 1 };

describe('ultimateRates', () => {
  it('sees through the youth of the last cohort', () => {
    const { lives, truth } = madeUpCity(scenario, 11);
    const { rates, horizon, tail } = ultimateRates(lives, { ...fast, ordered: ['Y0', 'Y1', 'Y2', 'Y3'] });
    const last = rates[3]!;
    expect(last.naive).toBeLessThan(0.5);
    expect(last.maturity).toBeLessThan(0.7);
    expect(last.low).toBeLessThan(truth.get('Y3')!);
    expect(last.high).toBeGreaterThan(truth.get('Y3')!);
    expect(last.high - last.low).toBeGreaterThan(rates[0]!.high - rates[0]!.low);
    expect(rates[0]!.naive).toBeCloseTo(rates[0]!.ultimate, 1);
    expect(last.final_low).toBeGreaterThanOrEqual(last.naive);
    expect(horizon).toBeGreaterThan(40);
    expect(tail).toBeLessThan(0.05);
  });

  it('gives the same answer to the same question, whatever the order of the rows', () => {
    const { lives } = madeUpCity({ ...scenario, size: 80 }, 3);
    const plain = (of: Life[]) => ultimateRates(of, { ...fast, sweeps: 50 }).rates.map(({ draws: _, ...rate }) => rate);
    expect(plain(lives)).toEqual(plain(lives));
    expect(plain(lives.toReversed()).map((r) => r.n)).toEqual(plain(lives).map((r) => r.n));
  });

  it('answers an empty city and a city without a start', () => {
    expect(ultimateRates([]).rates).toEqual([]);
    const none = ultimateRates(Array.from({ length: 30 }, (_, i) => ({ group: 'A', window: 40 + i, age: 40 + i, cause: 0 as const })), fast); // biome-ignore format: one thought
    expect(none.rates[0]!.ultimate).toBeLessThan(0.15);
    expect(none.rates[0]!.draws.every((d) => d >= 0 && d <= 1)).toBe(true);
  });

  it('leaves out the last, half-watched step of a life', () => {
    const lives: Life[] = [
      { group: 'A', window: 5.5, age: 5.2, cause: 1 },
      { group: 'A', window: 5.5, age: 4.9, cause: 1 },
      { group: 'A', window: 5.5, age: 5.5, cause: 0 },
    ];
    const table = lifeTable(lives, ['A'], 1, 10);
    expect(table.startedIn[0]).toBe(1);
    expect(table.open).toEqual([{ group: 0, step: 5, count: 2 }]);
  });
});

describe('what it is made of', () => {
  it('extrapolates a tail of the right size', () => {
    const exponential = Float64Array.from({ length: 25 }, (_, s) =>
      s ? Math.exp(-(s - 1) / 12) - Math.exp(-s / 12) : 0,
    );
    const within = exponential.reduce((sum, p) => sum + p, 0);
    const truth = (1 - within) / within; // 0.157
    const tail = tailBeyond(exponential.map((p) => p / within), 2000); // biome-ignore format: one thought
    expect(tail).toBeGreaterThan(truth * 0.8);
    expect(tail).toBeLessThan(truth * 1.4);
    const settled = Float64Array.from({ length: 61 }, (_, s) => (s > 0 && s <= 10 ? 0.1 : 0));
    expect(tailBeyond(settled, 500)).toBeLessThan(0.001);
  });

  it('draws binomials with the right mean and spread', () => {
    const next = seeded(4);
    for (const [n, p] of [
      [5, 0.3],
      [300, 0.5],
      [20_000, 0.01],
      [1000, 0.97],
    ] as const) {
      // biome-ignore format: pairs
      const draws = Array.from({ length: 4000 }, () => binomial(next, n, p));
      const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
      const sd = Math.sqrt(draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length);
      expect(Math.abs(mean - n * p)).toBeLessThan((4 * Math.sqrt(n * p * (1 - p))) / Math.sqrt(4000));
      expect(sd / Math.sqrt(n * p * (1 - p))).toBeCloseTo(1, 1);
    }
  });
});

describe('league', () => {
  const around = (key: string, centre: number, spread: number, seed: number) => {
    const next = seeded(seed);
    return { key, draws: Float64Array.from({ length: 500 }, () => centre + spread * (next() + next() + next() - 1.5)) };
  };

  it('puts what cannot be told apart into one band', () => {
    const table = league([
      around('low', 0.3, 0.02, 1),
      around('a', 0.7, 0.1, 2),
      around('b', 0.69, 0.1, 3),
      around('c', 0.66, 0.1, 4),
    ]);
    expect(table.map((p) => p.key)).toEqual(['a', 'b', 'c', 'low']);
    expect(table.map((p) => p.band)).toEqual([1, 1, 1, 2]);
    expect(table[3]).toMatchObject({ place_low: 4, place_high: 4 });
    expect(table[0]!.place_high).toBeGreaterThan(1);
    expect(table[0]!.low < table[0]!.value && table[0]!.value < table[0]!.high).toBe(true);
    expect(league([])).toEqual([]);
  });
});

describe('expectedForAge', () => {
  it('does not blame the young group for its youth', () => {
    const { lives } = madeUpCity({ ...scenario, size: 400 }, 5);
    const expected = expectedForAge(lives);
    const young = expected.at(-1)!;
    expect(young.actual / young.n).toBeLessThan(0.5);
    expect(young.ratio).toBeGreaterThan(0.85);
    expect(young.ratio).toBeLessThan(1.15);
    for (const group of expected)
      expect(group.expected_low <= group.expected && group.expected <= group.expected_high).toBe(true);
    expect(expectedForAge([])).toEqual([]);
  });
});
