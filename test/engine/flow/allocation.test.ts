import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planOf, prepare } from '../../../engine/allocate/plan.ts';
import { type AllocationProblem, allocate } from '../../../engine/flow/allocation.ts';
import { optimum, randomProblem } from './allocation-oracle.ts';

const table = (rows: number[][]): Pick<AllocationProblem, 'investors' | 'districts' | 'fit'> => ({
  investors: rows.length,
  districts: rows[0]!.length,
  fit: Float64Array.from(rows.flat()),
});

describe('allocate against HiGHS', () => {
  for (const load of [0.7, 1, 1.6])
    for (const diverse of [false, true])
      it(`reaches the same optimum at load ${load}${diverse ? ' with diversity' : ''}`, async () => {
        for (let seed = 1; seed <= 4; seed++) {
          const random = randomProblem(seed, 90, 7, load);
          const problem = { ...random, diversity: diverse ? random.diversity : undefined };
          expect(allocate(problem).objective).toBeCloseTo(await optimum(problem), 6);
        }
      });

  it('prices one more place at exactly what it adds', async () => {
    const problem = randomProblem(11, 40, 5, 1.3);
    const { price } = allocate(problem);
    const before = await optimum(problem);
    for (let d = 0; d < problem.districts; d++) {
      const capacity = Array.from(problem.capacity, (places, at) => places + (at === d ? 1 : 0));
      expect(price[d]).toBeCloseTo((await optimum({ ...problem, capacity })) - before, 6);
    }
  });
});

describe('allocate', () => {
  it('is the same on a thread, and lets others be answered meanwhile', async () => {
    const problem = randomProblem(5, 600, 38, 1.1);
    const worth = { ...problem, capacity: [...(problem.capacity as number[])], place: problem.fit };
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    const aside = await planOf({ problem, worth });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
    expect(aside).toEqual(prepare({ problem, worth })());
  });

  it('lets two investors who want the same place share out so that the sum is greatest', () => {
    const plan = allocate({ ...table([[0.9, 0.8, 0.1], [0.9, 0.2, 0.3]]), capacity: [1, 1, 1] }); // biome-ignore format: a matrix
    expect([...plan.lead]).toEqual([1, 0]);
    expect([...plan.reserves]).toEqual([0, 2, 2, 1]);
    expect(plan.welfare).toBeCloseTo(1.7);
    expect(plan.greedyBound).toBeCloseTo(1.8);
    expect(plan.sequentialWelfare).toBeCloseTo(1.2);
    expect(plan.price[0]).toBeCloseTo(0.1);
    expect([...plan.districtsNamed]).toEqual([3, 3]);
  });

  it('names the unplaced when capacity is short, and still gives them reserves', () => {
    const plan = allocate({ ...table([[0.9, 0.8], [0.5, 0.4], [0.7, 0.1]]), capacity: [1, 1] }); // biome-ignore format: a matrix
    expect(plan.unplaced).toEqual([1]);
    expect([...plan.lead]).toEqual([1, -1, 0]);
    expect([...plan.reserves.subarray(2, 4)]).toEqual([0, 1]);
  });

  it('keeps a fixed right of first talk even where another fits better, and a bonus only where it tips the balance', () => {
    const rows = table([[0.2, 0.9], [0.9, 0.5]]); // biome-ignore format: a matrix
    const fixed = allocate({ ...rows, capacity: [1, 1], firstTalk: [{ investor: 0, district: 0, right: 'fixed' }] });
    expect([...fixed.lead]).toEqual([0, 1]);
    const weak = allocate({ ...rows, capacity: [1, 1], firstTalk: [{ investor: 0, district: 0, right: 0.5 }] });
    expect([...weak.lead]).toEqual([1, 0]);
    const strong = allocate({ ...rows, capacity: [1, 1], firstTalk: [{ investor: 0, district: 0, right: 1.2 }] });
    expect([...strong.lead]).toEqual([0, 1]);
  });

  it('spreads one link over districts when diversity costs more than fit', () => {
    const rows = table([[0.9, 0.85], [0.9, 0.85]]); // biome-ignore format: a matrix
    const link = new Int32Array(2);
    expect([...allocate({ ...rows, capacity: [2, 2], link }).lead]).toEqual([0, 0]);
    const plan = allocate({ ...rows, capacity: [2, 2], link, diversity: { weight: 0.2, half: 1 } });
    expect(new Set(plan.lead)).toEqual(new Set([0, 1]));
  });

  it('answers for no investors and for districts without places', () => {
    expect(allocate({ investors: 0, districts: 2, fit: new Float64Array(), capacity: [1, 1] }).welfare).toBe(0);
    const closed = allocate({ ...table([[0.5, 0.6]]), capacity: [0, 0] });
    expect(closed.unplaced).toEqual([0]);
    expect(closed.price[1]).toBeGreaterThan(0);
  });

  it('holds capacity, names everyone once, obeys gates and never beats the bound', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        (seed, n, m, load) => {
          const { firstTalk: _, diversity: __, ...problem } = randomProblem(seed, n, m, load);
          const plan = allocate(problem);
          const load_ = new Int32Array(m);
          plan.lead.forEach((d, i) => {
            if (d >= 0) load_[d]!++;
            expect(d >= 0).toBe(!plan.unplaced.includes(i));
            const named = [d, ...plan.reserves.subarray(2 * i, 2 * i + 2)].filter((at) => at >= 0);
            expect(new Set(named).size).toBe(named.length);
            for (const at of named) expect(problem.fit[i * m + at]).toBeGreaterThanOrEqual(0);
          });
          expect(plan.load).toEqual(load_);
          plan.load.forEach((held, d) => {
            expect(held).toBeLessThanOrEqual(problem.capacity[d]!);
            if (held < problem.capacity[d]!) expect(plan.price[d]).toBe(0);
          });
          const worthAlone = plan.welfare - plan.unplaced.length;
          expect(plan.objective).toBeCloseTo(worthAlone, 9);
          expect(plan.welfare).toBeLessThanOrEqual(plan.greedyBound + 1e-9);
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });
});
