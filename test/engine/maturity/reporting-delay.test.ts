import { describe, expect, it } from 'vitest';
import { delayDistribution, knownWithin, nowcast, type Reported } from '../../../engine/maturity/index.ts';

describe('delayDistribution', () => {
  it('equals a reporting triangle worked by hand', () => {
    // happened 2, 1 and 0 units ago; known after 0, 1, 2 units: rows 6 3 1 | 8 4 | 5
    const events: Reported[] = [];
    const put = (elapsed: number, lag: number, count: number) =>
      events.push(...Array.from({ length: count }, () => ({ elapsed, lag })));
    for (const [elapsed, lag, count] of [[2, 0, 6], [2, 1, 3], [2, 2, 1], [1, 0, 8], [1, 1, 4], [0, 0, 5]] as const) put(elapsed, lag, count); // biome-ignore format: a triangle
    const delay = delayDistribution(events);
    // chain ladder: 0 → 1 grows (9 + 12) ÷ (6 + 8) = 1.5, 1 → 2 grows 10 ÷ 9
    expect(delay.known[2]).toBe(1);
    expect(delay.known[1]).toBeCloseTo(9 / 10, 12);
    expect(delay.known[0]).toBeCloseTo(9 / 10 / 1.5, 12);
    const [now, one, two] = nowcast([5, 12, 10], delay);
    expect(now).toBeCloseTo(5 * 1.5 * (10 / 9), 12);
    expect(one).toBeCloseTo(12 * (10 / 9), 12);
    expect(two).toBe(10);
  });

  it('is not fooled by a recent boom, as the plain share is', () => {
    const events: Reported[] = [];
    for (let elapsed = 0; elapsed < 24; elapsed++)
      for (let i = 0; i < 20 * 1.2 ** (24 - elapsed); i++) {
        const lag = i % 6;
        if (lag <= elapsed) events.push({ lag, elapsed });
      }
    const delay = delayDistribution(events);
    const plain = events.filter((e) => e.lag <= 1).length / events.length;
    expect(knownWithin(delay, 1)).toBeCloseTo(2 / 6, 1.5);
    expect(plain).toBeGreaterThan(0.4);
  });

  it('knows everything at once without any news', () => {
    expect(knownWithin(delayDistribution([]), 0)).toBe(1);
    expect(nowcast([3], { known: Float64Array.from([0.01, 1]) })).toEqual([null]);
  });
});
