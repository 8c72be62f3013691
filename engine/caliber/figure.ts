/** A published number. It cannot be built without its caliber: the type forbids it, and the constructor checks it. */

import { Compile } from 'typebox/compile';
import { AppError } from '../../data/errors.ts';
import { check } from '../../data/schema/check.ts';
import { Caliber } from '../../data/schema/metric.ts';
import type { Interval } from './interval.ts';

export type FigureParts = {
  metric: string;
  /** Day for which the figure stands. */
  on: string;
  /** numerator ÷ denominator; null where there is nothing to divide by. */
  value: number | null;
  /** Projects in the denominator. */
  n: number;
  /** Projects or CNY. */
  numerator: number;
  denominator: number;
  /** null where the value is, or where one project is all there is. */
  interval: Interval | null;
  caliber: Caliber;
  /** Days from the newest news in the group to `as_known_at`; null without any. */
  data_age_days: number | null;
  /** Instant up to which events were known. */
  as_known_at: string;
  /** What the figure is about, such as {district: '500112'}; empty = the whole cohort. */
  by?: Record<string, string>;
  /** Median months since signing of the projects in the denominator. */
  median_age_months?: number | null;
  /** Share of the numerator that the three largest projects bring (money only). */
  top3_share?: number | null;
};

const sound = new WeakSet<Caliber>();
const whole = Compile(Caliber);

/** Immutable; serialises with all its parts. @throws AppError contract_broken without a full caliber, n, time or consistent value */
export class Figure {
  readonly metric: string;
  readonly on: string;
  readonly value: number | null;
  readonly n: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly interval: Interval | null;
  readonly caliber: Caliber;
  readonly data_age_days: number | null;
  readonly as_known_at: string;
  readonly by: Record<string, string>;
  readonly median_age_months: number | null;
  readonly top3_share: number | null;
  /** Makes the type nominal: an object that only looks like a figure is none. */
  readonly #published = true;

  constructor(parts: FigureParts) {
    if (!parts.caliber || !sound.has(parts.caliber)) {
      if (!whole.Check(parts.caliber)) check(Caliber, parts.caliber, 'contract_broken', `figure ${parts.metric}`);
      sound.add(parts.caliber);
    }
    if (parts.caliber.metric_id !== parts.metric)
      throw broken(parts, `carries the caliber of ${parts.caliber.metric_id}`);
    if (!Number.isFinite(parts.n) || !parts.as_known_at || !parts.on)
      throw broken(parts, 'lacks n, day or as_known_at');
    if ((parts.value === null) !== !(parts.denominator > 0))
      throw broken(parts, 'has a value without a denominator, or a denominator without a value');
    this.metric = parts.metric;
    this.on = parts.on;
    this.value = parts.value;
    this.n = parts.n;
    this.numerator = parts.numerator;
    this.denominator = parts.denominator;
    this.interval = parts.interval;
    this.caliber = parts.caliber;
    this.data_age_days = parts.data_age_days;
    this.as_known_at = parts.as_known_at;
    this.by = parts.by ?? {};
    this.median_age_months = parts.median_age_months ?? null;
    this.top3_share = parts.top3_share ?? null;
    Object.freeze(this);
  }

  /** True only of what the constructor made: exports ask this before they print. */
  static is(value: unknown): value is Figure {
    return typeof value === 'object' && value !== null && #published in value;
  }
}

const broken = (parts: FigureParts, what: string): AppError =>
  new AppError('contract_broken', `figure ${parts.metric} ${what}`, 'build figures with engine/caliber, never by hand');
