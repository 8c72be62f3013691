/** The fit of a snapshot, as its tables hold it: null where there are too few outcomes, or where it foretold no better than the base share. */

import { type Factor, factors } from '../../data/schema/profile.ts';
import type { MatchCalibration, MatchRefit, MatchReliability } from '../../data/schema/published/match.ts';
import type { Database } from '../../data/store/index.ts';
import { scoredRows } from '../ranked.ts';
import { readCases } from './cases.ts';
import { type Fitted, type Probability, probabilityOf } from './refit.ts';

export type Calibration = MatchCalibration;

/** What outcomes prove so far, or null when nothing was fitted. */
export async function readCalibration(db: Database): Promise<Calibration | null> {
  const [row] = await db.known<Calibration>('select * from match.calibration');
  return row ?? null;
}

export type CalibrationReport = {
  /** Decided approaches in the snapshot, whether or not they suffice. */
  decided: number;
  landed: number;
  calibration: Calibration | null;
  weights: MatchRefit[];
  reliability: MatchReliability[];
};

/** What the snapshot holds on outcomes: their number, and the fit where there are enough. */
export async function calibrationReport(db: Database): Promise<CalibrationReport> {
  const cases = await readCases(db);
  return {
    decided: cases.length,
    landed: cases.filter((c) => c.landed).length,
    calibration: await readCalibration(db),
    weights: await db.rows('select * from match.refit order by weight desc, factor'),
    reliability: await db.rows('select * from match.reliability order by bin'),
  };
}

/** The fit by which chances may be shown. */
export async function readShownFit(db: Database): Promise<Fitted | null> {
  const calibration = await readCalibration(db);
  if (!calibration?.shown) return null;
  const rows = await db.rows<{ factor: string; weight: number }>('select factor, weight from match.refit');
  const weight = new Map(rows.map((r) => [r.factor, r.weight]));
  const { n, landed, slope } = calibration;
  return {
    kind: 'fitted',
    n,
    landed,
    slope,
    intercept: weight.get('intercept')!,
    weights: Object.fromEntries(factors.map((f) => [f, weight.get(f) ?? 0])) as Record<Factor, number>,
  };
}

const every = Object.fromEntries(factors.map((f) => [f, 1])) as Record<Factor, number>;

/** Company → chance of landing in the district; empty where no chance may be shown. Weights of the user's own do not move it. */
export async function probabilities(
  db: Database,
  pair: { link_id: string; district_id: string; unit?: string | undefined },
  enterprises: readonly string[],
): Promise<Map<string, Probability>> {
  const fit = await readShownFit(db);
  if (!fit || enterprises.length === 0) return new Map();
  const measured = await scoredRows(db, { ...pair, enterprises }, every);
  return new Map(measured.map((row) => [row.enterprise_id, probabilityOf(fit, row)]));
}
