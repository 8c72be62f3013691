/** Weights fitted to outcomes: not below the number that the rules ask for, never with a turned sign, honest on companies left out. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { factors, readProfile } from '../../../data/schema/profile.ts';
import { outcomeWords, type RefitRules, readRefitRules } from '../../../data/schema/refit-rules.ts';
import type { MatchRow } from '../../../engine/match.ts';
import { measureHeldOut } from '../../../engine/outcome/held-out.ts';
import {
  type Fitted,
  type OutcomeCase,
  type Probability,
  probabilityOf,
  profileScore,
  refit,
  type TooFew,
} from '../../../engine/outcome/refit.ts';

const profile = readProfile().factors;
const rules = readRefitRules();

function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Approaches to `companies` companies, drawn from a law of the measured values. */
function drawn(n: number, law: (values: Float64Array) => number, seed = 7, companies = n): OutcomeCase[] {
  const next = stream(seed);
  return Array.from({ length: n }, (_, i) => {
    const values = Float64Array.from(factors, () => next());
    return { enterprise_id: `E${i % companies}`, values, landed: next() < 1 / (1 + Math.exp(-law(values))) };
  });
}

const score = (values: Float64Array) => profileScore(values, profile);
const middle = score(new Float64Array(factors.length).fill(0.5));

describe('below the number of outcomes that the rules ask for', () => {
  it('there is no fit, so no probability can be made', () => {
    for (const n of [0, 1, 50, 99]) {
      const fit = refit(
        drawn(n, (v) => score(v) - middle),
        profile,
        rules,
      );
      expect(fit).toMatchObject({ kind: 'too_few', n, needed: 100 });
    }
    expectTypeOf<TooFew>().not.toExtend<Fitted>();
    expectTypeOf(probabilityOf).parameter(0).toEqualTypeOf<Fitted>();
  });

  it('a number is no probability to the type checker, and rows carry nothing else', () => {
    expectTypeOf<number>().not.toExtend<Probability>();
    expectTypeOf<MatchRow['probability']>().toEqualTypeOf<Probability | null>();
  });

  it('a hundred outcomes of one kind are too few as well', () => {
    const cases = drawn(200, () => 0).map((c, i) => ({ ...c, landed: i < rules.needed_of_each - 1 }));
    expect(refit(cases, profile, rules).kind).toBe('too_few');
  });

  it('rules that ask for fewer than a hundred are refused', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'yuzhao-refit-')), 'refit.json');
    writeFileSync(path, JSON.stringify({ ...rules, needed: 99 }));
    expect(() => readRefitRules(pathToFileURL(path))).toThrow(/needed/);
    rmSync(dirname(path), { recursive: true });
  });
});

describe('with enough outcomes', () => {
  const fitted = (cases: readonly OutcomeCase[], by: RefitRules = rules): Fitted => {
    const fit = refit(cases, profile, by);
    if (fit.kind !== 'fitted') throw new Error(fit.kind);
    return fit;
  };

  it('stays near the profile while outcomes agree with it', () => {
    const fit = fitted(drawn(400, (v) => 0.8 * (score(v) - middle)));
    expect(fit.slope).toBeGreaterThan(0.5);
    expect(fit.slope).toBeLessThan(1.1);
    const ratio = factors.map((f) => fit.weights[f] / (fit.slope * profile[f].weight));
    expect(Math.min(...ratio)).toBeGreaterThan(0.3);
    expect(Math.max(...ratio)).toBeLessThan(2);
  });

  it('leaves the profile where many outcomes contradict it, but turns no sign', () => {
    const heaviest = factors.indexOf(factors.toSorted((a, b) => profile[b].weight - profile[a].weight)[0]!);
    const fit = fitted(drawn(3000, (v) => score(v) - middle - (profile[factors[heaviest]!].weight + 2) * v[heaviest]!));
    expect(fit.weights[factors[heaviest]!]).toBeLessThan(0.1 * fit.slope * profile[factors[heaviest]!].weight);
    for (const f of factors) expect(fit.weights[f]).toBeGreaterThanOrEqual(0);
  });

  it('gives chances between 0 and 1 that no better measurement lowers', () => {
    const fit = fitted(drawn(150, (v) => score(v) - middle, 3));
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: factors.length, maxLength: factors.length }),
        fc.nat({ max: factors.length - 1 }),
        (values, which) => {
          const at = (more: number) =>
            probabilityOf(
              fit,
              Object.fromEntries(factors.map((f, i) => [f, i === which ? more : values[i]!])) as never,
            );
          const [less, more] = [at(values[which]! / 2), at(values[which]!)];
          expect(less).toBeGreaterThan(0);
          expect(more).toBeLessThan(1);
          expect(more).toBeGreaterThanOrEqual(less);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('does not depend on the order of outcomes', () => {
    const cases = drawn(150, (v) => score(v) - middle);
    const [a, b] = [fitted(cases), fitted(cases.toReversed())];
    for (const f of factors) expect(a.weights[f]).toBeCloseTo(b.weights[f], 5);
  });
});

describe('on companies left out', () => {
  it('is proven better than the base share where outcomes follow the score', () => {
    const held = measureHeldOut(
      drawn(500, (v) => 2 * (score(v) - middle), 11, 120),
      profile,
      rules,
    );
    expect(held.better).toBe(true);
    expect(held.brier).toBeLessThan(held.brier_base);
    expect(held.bins.map((b) => b.n).reduce((sum, n) => sum + n)).toBe(500);
    for (const [i, bin] of held.bins.entries()) {
      expect(bin.foretold_low).toBeLessThanOrEqual(bin.foretold);
      expect(bin.low).toBeLessThanOrEqual(bin.came);
      if (i > 0) expect(bin.foretold).toBeGreaterThanOrEqual(held.bins[i - 1]!.foretold);
    }
    expect(held.bins.filter((b) => b.low <= b.foretold && b.foretold <= b.high).length).toBeGreaterThanOrEqual(3);
  });

  it('is not called better where outcomes are a matter of chance', () => {
    for (const seed of [1, 2, 3, 4, 5])
      expect(
        measureHeldOut(
          drawn(200, () => -0.5, seed),
          profile,
          rules,
        ).better,
      ).toBe(false);
  });

  it('foretells a company by others only: repeated approaches to one company teach nothing about it', () => {
    const cases = drawn(60, () => 0, 5).flatMap((c) => Array.from({ length: 5 }, () => c));
    expect(measureHeldOut(cases, profile, rules).better).toBe(false);
  });
});

it('knows the words of files, each for one result', () => {
  const words = Object.values(rules.words).flat();
  expect(new Set(words).size).toBe(words.length);
  expect(outcomeWords().get('拒绝')).toBe('未落地');
  expect(outcomeWords().get('接洽')).toBe('接洽');
});
