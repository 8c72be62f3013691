/** An assessment: every unit's score with its working, ranked within its class with intervals, as known on any day. */
import { createHash } from 'node:crypto';
import type { Formula, Rule } from '../../data/schema/assessment.ts';
import type { Caliber } from '../../data/schema/metric.ts';
import type { Database } from '../../data/store/index.ts';
import type { Interval } from '../caliber/index.ts';
import { settle } from '../caliber/request.ts';
import { drawUnit, ROUNDS } from './draws.ts';
import { type Asked, type Measured, measureAll, measureKey, targetsOf } from './measure.ts';
import { rankClasses } from './rank.ts';
import type { Limit } from './rule.ts';
import { fullPoints, type Points, scoreUnit, type UnitValues } from './score.ts';
import { stability } from './sensitivity.ts';
import { type PointShare, type RefusedShare, type Unit, unitsOf } from './units.ts';

export type AssessRequest = {
  /** Day or instant up to which events are known. */
  as_known_at: string;
  /** Day assessed. Default: the day of as_known_at. */
  on?: string;
  /** First-talk shares of points; those that do not hold are refused with the reason. */
  shares?: readonly PointShare[];
};

export type PartWorking = {
  share: number;
  earned_share: number;
  limited_by: Limit | null;
  value: number | null;
  target: number | null;
  target_source: string | null;
  n: number | null;
  numerator: number | null;
  denominator: number | null;
  interval: Interval | null;
  caliber: Caliber;
  rule: Rule;
  source: string | null;
};
export type ItemWorking = {
  item_id: string;
  title: string;
  title_en: string;
  nature: string;
  points: number;
  got: number | null;
  before_limits: number;
  limited_by: 'item_cap' | 'item_floor' | 'missing' | null;
  parts: PartWorking[];
};
export type DeductionWorking = {
  deduction_id: string;
  title: string;
  title_en: string;
  taken: number;
  before_cap: number;
  capped: boolean;
  projects: number;
  caliber: Caliber;
};

export type UnitScore = Unit & {
  /** null where nothing could be measured: such a unit has no place. */
  score: number | null;
  low: number | null;
  high: number | null;
  place: number | null;
  place_low: number | null;
  place_high: number | null;
  /** Units of one band cannot be told apart. */
  band: number | null;
  measured_points: number;
  at_floor: boolean;
  items: ItemWorking[];
  deductions: DeductionWorking[];
  missing: string[];
  /** How often the unit keeps its place when weights move; null without a place. */
  stability: { keeps_place: number; place_low: number; place_high: number } | null;
};

export type Assessment = {
  formula: Omit<Formula, 'items' | 'deductions'> & { hash: string; points: number };
  as_known_at: string;
  on: string;
  from: string;
  rounds: number;
  /** Mean agreement of order (Kendall's tau) when every weight moves by up to a fifth. */
  weight_tau: number | null;
  units: UnitScore[];
  refused_shares: RefusedShare[];
};

/** @throws AppError option_invalid for an impossible day, rule_invalid for an unknown metric */
export async function assess(db: Database, formula: Formula, request: AssessRequest): Promise<Assessment> {
  const settled = settle({ as_known_at: request.as_known_at, ...(request.on ? { on: request.on } : {}) });
  const from = formula.period === 'year' ? `${settled.on.slice(0, 4)}-01-01` : formula.period;
  const asked: Asked = { as_known_at: settled.as_known_at, on: settled.on, from };
  const units = await unitsOf(db, formula, request.shares);
  const measured = await measureAll(db, formula, units, asked);
  const targets = await targetsOf(db, formula, units, asked);
  const scored = units.list.map((unit) => scoreOne(formula, unit, measured, targets));
  const placed = rankClasses(scored.map((s) => ({ ...s.unit, score: s.points.total, draws: s.draws })));
  const steady = stability(formula, scored.map((s) => ({ unit_id: s.unit.unit_id, class: s.unit.class, points: s.points }))); // biome-ignore format: one thought
  const { items, deductions, ...head } = formula;
  return {
    formula: {
      ...head,
      hash: createHash('sha256').update(JSON.stringify(formula)).digest('hex').slice(0, 16),
      points: fullPoints(formula),
    },
    ...asked,
    rounds: ROUNDS,
    weight_tau: steady.tau,
    units: scored
      .map((s) => ({
        ...s.working,
        ...placed.get(s.unit.unit_id)!,
        stability: steady.units.get(s.unit.unit_id) ?? null,
      }))
      .sort((a, b) =>
        a.class < b.class
          ? -1
          : a.class > b.class
            ? 1
            : (a.place ?? 1e9) - (b.place ?? 1e9) || (a.unit_id < b.unit_id ? -1 : 1),
      ),
    refused_shares: units.refused,
  };
}

type Found = Map<string, Map<string, Measured>>;
type Targets = Map<string, Map<string, { target: number; source: string }>>;
type Scored = {
  unit: Unit;
  points: Points;
  draws: Float64Array | null;
  working: Omit<UnitScore, 'place' | 'place_low' | 'place_high' | 'band' | 'low' | 'high' | 'stability'>;
};

function scoreOne(formula: Formula, unit: Unit, found: Found, targets: Targets): Scored {
  const of = (measure: Parameters<typeof measureKey>[0]): Measured =>
    found.get(measureKey(measure))!.get(unit.unit_id)!;
  const targetOf = (rule: Rule) =>
    rule.type === 'ratio' && typeof rule.target === 'object'
      ? (targets.get(rule.target.task)?.get(unit.unit_id) ?? null)
      : null;
  const values: UnitValues = {
    items: formula.items.map((item) =>
      item.parts.map((p) => ({ value: of(p.measure).value, target: targetOf(p.rule)?.target ?? null })),
    ),
    deductions: formula.deductions.map((d) => of(d.trigger).value),
  };
  const points = scoreUnit(formula, values);
  const draws = points.total === null ? null : drawScores(formula, unit, values, of);
  return { unit, points, draws, working: workingOf(formula, unit, points, of, targetOf) };
}

/** The score in `ROUNDS` worlds that chance might have brought. Deductions are facts and stay. */
function drawScores(
  formula: Formula,
  unit: Unit,
  values: UnitValues,
  of: (m: Parameters<typeof measureKey>[0]) => Measured,
): Float64Array {
  const keys = [...new Set(formula.items.flatMap((item) => item.parts.map((p) => measureKey(p.measure))))];
  const drawn = drawUnit(
    unit.unit_id,
    keys.map((key) => of(JSON.parse(key))),
  );
  const byKey = new Map(keys.map((key, i) => [key, drawn[i]!]));
  const scores = new Float64Array(ROUNDS);
  for (let r = 0; r < ROUNDS; r++) {
    const world: UnitValues = {
      items: formula.items.map((item, i) =>
        item.parts.map((p, n) => ({
          ...values.items[i]![n]!,
          value: byKey.get(measureKey(p.measure))?.[r] ?? values.items[i]![n]!.value,
        })),
      ),
      deductions: values.deductions,
    };
    scores[r] = scoreUnit(formula, world).total!;
  }
  return scores;
}

function workingOf(
  formula: Formula,
  unit: Unit,
  points: Points,
  of: (m: Parameters<typeof measureKey>[0]) => Measured,
  targetOf: (rule: Rule) => { target: number; source: string } | null,
): Scored['working'] {
  const items = formula.items.map((item, i): ItemWorking => {
    const { got, before_limits, limited_by, parts } = points.items[i]!;
    return {
      item_id: item.item_id,
      title: item.title,
      title_en: item.title_en,
      nature: item.nature,
      points: item.points,
      got,
      before_limits,
      limited_by,
      parts: item.parts.map((part, n) => {
        const { pieces: _, form: __, ...figure } = of(part.measure);
        const target = targetOf(part.rule);
        const fixed = part.rule.type === 'ratio' && typeof part.rule.target === 'number' ? part.rule.target : null;
        return { share: part.share, earned_share: parts[n]!.share, limited_by: parts[n]!.limited_by, ...figure, target: target?.target ?? fixed, target_source: target?.source ?? null, rule: part.rule }; // biome-ignore format: one thought
      }),
    };
  });
  return {
    ...unit,
    score: points.total,
    measured_points: points.measured,
    at_floor: points.at_floor,
    items,
    deductions: formula.deductions.map((d, i) => ({ deduction_id: d.deduction_id, title: d.title, title_en: d.title_en, ...points.deductions[i]!, projects: of(d.trigger).value ?? 0, caliber: of(d.trigger).caliber })), // biome-ignore format: one thought
    missing: items.filter((item) => item.parts.some((p) => p.limited_by === 'missing')).map((item) => item.item_id),
  };
}
