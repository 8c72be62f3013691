import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cumulativeIncidence, incidenceAt } from '../../../engine/maturity/cumulative-incidence.ts';
import { kaplanMeier } from '../../../engine/maturity/kaplan-meier.ts';

/** Weeks of remission under 6-mercaptopurine, Freireich et al., Blood 21 (1963) 699–716; negative = censored. */
const remission = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35];

describe('kaplanMeier', () => {
  it('gives the published curve of the 6-MP group: at risk, survival, Greenwood error', () => {
    const steps = kaplanMeier(remission.map((weeks) => ({ time: Math.abs(weeks), event: weeks > 0 })));
    // as in Kleinbaum and Klein, Survival Analysis, ch. 2; errors as survfit of R prints them
    const published = [
      [6, 21, 3, '0.857', '0.0764'],
      [7, 17, 1, '0.807', '0.0869'],
      [10, 15, 1, '0.753', '0.0963'],
      [13, 12, 1, '0.690', '0.1068'],
      [16, 11, 1, '0.627', '0.1141'],
      [22, 7, 1, '0.538', '0.1282'],
      [23, 6, 1, '0.448', '0.1346'],
    ];
    expect(steps.map((s) => [s.time, s.at_risk, s.events, s.survival.toFixed(3), s.error.toFixed(4)])).toEqual(
      published,
    );
    for (const s of steps) expect(s.low < s.survival && s.survival < s.high && s.low > 0 && s.high < 1).toBe(true);
  });

  it('is one minus the share that had it where nobody was lost', () => {
    const steps = kaplanMeier([1, 2, 2, 5].map((time) => ({ time, event: true })));
    expect(steps.map((s) => s.survival)).toEqual([0.75, 0.25, 0]);
    expect(steps[0]!.error).toBeCloseTo(Math.sqrt((0.75 * 0.25) / 4), 12);
    expect(kaplanMeier([])).toEqual([]);
  });
});

describe('cumulativeIncidence', () => {
  it('gives the published breast-cancer illustration (Satagopan et al., Br J Cancer 91 (2004) 1229, table 2)', () => {
    // 305 patients; the first nine of them in full, the others are followed longer
    const first = [[7, 0], [10, 1], [14, 0], [16, 1], [18, 2], [23, 1], [24, 0], [26, 2], [27, 1]] as const; // biome-ignore format: pairs
    const steps = cumulativeIncidence(
      [
        ...first.map(([time, cause]) => ({ time, cause })),
        ...Array.from({ length: 296 }, () => ({ time: 120, cause: 0 })),
      ],
      2,
    );
    expect(steps.map((s) => [s.time, s.at_risk, (100 * s.open).toFixed(1)])).toEqual([
      [10, 304, '99.7'],
      [16, 302, '99.3'],
      [18, 301, '99.0'],
      [23, 300, '98.7'],
      [26, 298, '98.3'],
      [27, 297, '98.0'],
    ]);
    const own = steps.filter((s) => s.events[0]);
    expect(own.map((s, i) => (100 * (s.incidence[0]! - (own[i - 1]?.incidence[0] ?? 0))).toFixed(1))).toEqual([
      '0.3',
      '0.3',
      '0.3',
      '0.3',
    ]);
    expect(own.at(-1)!.incidence[0]).toBeCloseTo(
      1 / 304 +
        303 / 304 / 302 +
        (303 * 301 * 300) / (304 * 302 * 301) / 300 +
        (303 * 301 * 300 * 299 * 297) / (304 * 302 * 301 * 300 * 298) / 297,
      12,
    );
  });

  it('gives a table worked by hand', () => {
    // open after 1: 4/5; after 2: 3/5; 3 is censored; after 4: 3/10; 5 is the last
    const steps = cumulativeIncidence([[1, 1], [2, 2], [3, 0], [4, 1], [5, 0]].map(([time, cause]) => ({ time: time!, cause: cause! })), 2); // biome-ignore format: pairs
    expect(steps.map((s) => s.open)).toEqual([0.8, expect.closeTo(0.6, 12), expect.closeTo(0.3, 12)]);
    expect(steps.map((s) => s.incidence[0])).toEqual([0.2, 0.2, 0.5]);
    expect(steps.map((s) => s.incidence[1])).toEqual([0, 0.2, 0.2]);
    expect([0.5, 1, 3.9, 4, 99].map((age) => incidenceAt(steps, 1, age))).toEqual([0, 0.2, 0.2, 0.5, 0.5]);
  });

  it('leaves nothing over and nothing out, and is binomial where nobody was lost', () => {
    const life = fc.record({ time: fc.integer({ min: 1, max: 30 }), cause: fc.integer({ min: 0, max: 2 }) });
    fc.assert(
      fc.property(fc.array(life, { minLength: 1, maxLength: 60 }), (lives) => {
        for (const step of cumulativeIncidence(lives, 2)) {
          expect(step.incidence[0]! + step.incidence[1]! + step.open).toBeCloseTo(1, 10);
          expect(step.error.every((e) => e >= 0 && e < 0.6)).toBe(true);
        }
        const settled = lives.map((l) => ({ time: l.time, cause: l.cause || 1 }));
        const last = cumulativeIncidence(settled, 2).at(-1)!;
        const share = settled.filter((l) => l.cause === 1).length / settled.length;
        expect(last.incidence[0]).toBeCloseTo(share, 10);
      }),
      { numRuns: 100, seed: 3 },
    );
    const half = cumulativeIncidence(Array.from({ length: 200 }, (_, i) => ({ time: 1 + (i >> 1), cause: 1 + (i % 2) })), 2); // biome-ignore format: one thought
    expect(half.at(-2)!.error[0]).toBeCloseTo(Math.sqrt(0.25 / 200), 3);
  });

  it('with a single cause is one minus Kaplan–Meier, errors included', () => {
    const steps = cumulativeIncidence(remission.map((weeks) => ({ time: Math.abs(weeks), cause: weeks > 0 ? 1 : 0 })), 1); // biome-ignore format: one thought
    const survival = kaplanMeier(remission.map((weeks) => ({ time: Math.abs(weeks), event: weeks > 0 })));
    steps.forEach((step, i) => {
      expect(step.incidence[0]).toBeCloseTo(1 - survival[i]!.survival, 12);
      expect(step.error[0]).toBeCloseTo(survival[i]!.error, 2);
    });
  });
});
