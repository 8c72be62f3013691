/** 90 % intervals of shares and of ratios of sums. Projects are the unit of chance: money is heavy-tailed, and a large project counts once. */
import { seeded } from '../maturity/random.ts';

export type Interval = {
  low: number;
  high: number;
  level: number;
  method: 'wilson' | 'bootstrap' | 'linearised' | 'jackknife';
};

export const LEVEL = 0.9;
/** Standard normal and Student t (9 degrees of freedom) at 0.95. */
const Z = 1.6448536269514722;
const T9 = 1.833112932653654;

/** Score interval of a share (Wilson 1927). `hits` of `n`, n > 0. */
export function wilson(hits: number, n: number): Interval {
  const share = hits / n;
  const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const base = 1 + (Z * Z) / n;
  const middle = share + (Z * Z) / (2 * n);
  return {
    low: Math.max(0, (middle - spread) / base),
    high: Math.min(1, (middle + spread) / base),
    level: LEVEL,
    method: 'wilson',
  };
}

/** Sums over projects of what each brings to numerator and denominator; `n` projects. */
export type Sums = { n: number; num: number; den: number; numNum: number; numDen: number; denDen: number };

/** Interval of num ÷ den by linearisation (ratio estimator): for many projects. */
export function linearised({ n, num, den, numNum, numDen, denDen }: Sums): Interval {
  const ratio = num / den;
  const rest = Math.max(0, numNum - 2 * ratio * numDen + ratio * ratio * denDen);
  return around(ratio, (Z * Math.sqrt((rest * n) / (n - 1))) / den, 'linearised');
}

/** Percentile interval of Σnum ÷ Σden, resampling projects. What is `fixed` (a task) is in every sample. Same input, same interval. */
export function bootstrap(
  nums: readonly number[],
  dens: readonly number[],
  fixed: readonly boolean[],
  rounds = 1000,
): Interval {
  const drawn = nums.map((_, i) => i).filter((i) => !fixed[i]);
  const start = { num: 0, den: 0 };
  nums.forEach((num, i) => {
    if (!fixed[i]) return;
    start.num += num;
    start.den += dens[i]!;
  });
  const next = seeded(nums.length);
  const ratios = new Float64Array(rounds);
  for (let round = 0; round < rounds; round++) {
    let { num, den } = start;
    for (let i = 0; i < drawn.length; i++) {
      const pick = drawn[Math.floor(next() * drawn.length)]!;
      num += nums[pick]!;
      den += dens[pick]!;
    }
    ratios[round] = den > 0 ? num / den : Number.POSITIVE_INFINITY;
  }
  ratios.sort();
  return {
    low: ratios[Math.floor(rounds * 0.05)]!,
    high: ratios[Math.ceil(rounds * 0.95) - 1]!,
    level: LEVEL,
    method: 'bootstrap',
  };
}

/** Interval of Σnum ÷ Σden from ten folds of projects, leaving out one at a time; `fixed` sums belong to no fold. */
export function jackknife(
  nums: ArrayLike<number>,
  dens: ArrayLike<number>,
  fixed: { num: number; den: number },
): Interval | null {
  const folds = nums.length;
  let num = fixed.num;
  let den = fixed.den;
  for (let f = 0; f < folds; f++) {
    num += nums[f]!;
    den += dens[f]!;
  }
  const ratio = num / den;
  let squares = 0;
  for (let f = 0; f < folds; f++) {
    const grown = folds / (folds - 1);
    const left =
      fixed.den > 0 ? (fixed.num + (num - fixed.num - nums[f]!) * grown) / den : (num - nums[f]!) / (den - dens[f]!);
    if (!Number.isFinite(left)) return null;
    squares += (left - ratio) ** 2;
  }
  return around(ratio, T9 * Math.sqrt((squares * (folds - 1)) / folds), 'jackknife');
}

const around = (ratio: number, spread: number, method: Interval['method']): Interval => ({
  low: Math.max(0, ratio - spread),
  high: ratio + spread,
  level: LEVEL,
  method,
});
