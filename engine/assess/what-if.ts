/** What another formula would change: places before and after, and which items moved a unit against its peers. */
import { AppError } from '../../data/errors.ts';
import type { Formula } from '../../data/schema/assessment.ts';
import type { Database } from '../../data/store/index.ts';
import { type Assessment, type AssessRequest, assess, type UnitScore } from './assess.ts';
import { type Hint, hints } from './hints.ts';

export type Reason = {
  item_id: string;
  title: string;
  title_en: string;
  /** Percent of the full points that the item gives the unit more (or less) than before, beyond what its class gains on average. */
  beyond_class: number;
  before_pct: number | null;
  after_pct: number | null;
};
export type Moved = {
  unit_id: string;
  name: string;
  name_en: string;
  class: string;
  place_before: number | null;
  place_after: number | null;
  band_before: number | null;
  band_after: number | null;
  score_before_pct: number | null;
  score_after_pct: number | null;
  /** True where the intervals of both places do not meet: more than chance. */
  beyond_chance: boolean;
  reasons: Reason[];
};
export type Comparison = { draft: Assessment; current: Assessment; moved: Moved[]; hints: Hint[] };

/** Both formulas over the same events, as known on the same day. @throws AppError option_invalid when they assess different kinds of units */
export async function compareFormulas(
  db: Database,
  draft: Formula,
  current: Formula,
  request: AssessRequest,
): Promise<Comparison> {
  if (draft.units !== current.units) throw different(draft, current);
  const before = await assess(db, current, request);
  const after = await assess(db, draft, request);
  return { draft: after, current: before, moved: movesOf(before, after), hints: hints(draft, after) };
}

/** One row a unit, in order of the draft. The reasons of a unit sum to its move in percent of the full points, less its class's mean. */
export function movesOf(before: Assessment, after: Assessment): Moved[] {
  const earlier = new Map(before.units.map((unit) => [unit.unit_id, unit]));
  const shifts = new Map(
    after.units.map((unit) => [unit.unit_id, shiftsOf(before, earlier.get(unit.unit_id), after, unit)]),
  );
  return after.units.map((unit) => {
    const old = earlier.get(unit.unit_id);
    const peers = after.units.filter(
      (u) => u.class === unit.class && u.score !== null && earlier.get(u.unit_id)?.score != null,
    );
    const own = shifts.get(unit.unit_id)!;
    const reasons =
      unit.score === null || old?.score == null
        ? []
        : own.map((shift): Reason => {
            const mean =
              peers.reduce((sum, u) => sum + shifts.get(u.unit_id)!.find((s) => s.item_id === shift.item_id)!.by, 0) /
              peers.length;
            return {
              item_id: shift.item_id,
              title: shift.title,
              title_en: shift.title_en,
              beyond_class: shift.by - mean,
              before_pct: shift.before,
              after_pct: shift.after,
            };
          });
    return {
      unit_id: unit.unit_id,
      name: unit.name,
      name_en: unit.name_en,
      class: unit.class,
      place_before: old?.place ?? null,
      place_after: unit.place,
      band_before: old?.band ?? null,
      band_after: unit.band,
      score_before_pct: percent(old?.score ?? null, before.formula.points),
      score_after_pct: percent(unit.score, after.formula.points),
      beyond_chance:
        old?.place_low != null &&
        unit.place_low !== null &&
        (old.place_low > unit.place_high! || old.place_high! < unit.place_low),
      reasons: reasons.toSorted((a, b) => Math.abs(b.beyond_class) - Math.abs(a.beyond_class)),
    };
  });
}

type Shift = {
  item_id: string;
  title: string;
  title_en: string;
  before: number | null;
  after: number | null;
  by: number;
};

/** What each item, the deductions and the floor give a unit in percent of the full points, before and after. */
function shiftsOf(before: Assessment, old: UnitScore | undefined, after: Assessment, unit: UnitScore): Shift[] {
  const a = old ? contributions(before, old) : new Map<string, Given>();
  const b = contributions(after, unit);
  return [...new Set([...b.keys(), ...a.keys()])].map((item_id) => {
    const [was, is] = [a.get(item_id), b.get(item_id)];
    const named = (is ?? was)!;
    return {
      item_id,
      title: named.title,
      title_en: named.title_en,
      before: was?.pct ?? null,
      after: is?.pct ?? null,
      by: (is?.pct ?? 0) - (was?.pct ?? 0),
    };
  });
}

type Given = { title: string; title_en: string; pct: number };

function contributions(assessment: Assessment, unit: UnitScore): Map<string, Given> {
  const { points, missing } = assessment.formula;
  const full = missing === 'left_out' && unit.measured_points > 0 ? points / unit.measured_points : 1;
  const given = new Map<string, Given>(
    unit.items.map((item) => [
      item.item_id,
      { title: item.title, title_en: item.title_en, pct: (100 * (item.got ?? 0) * full) / points },
    ]),
  );
  const taken = unit.deductions.reduce((sum, d) => sum + d.taken, 0);
  given.set('deductions', { title: '扣分', title_en: 'Deductions', pct: (-100 * taken) / points });
  const sum = [...given.values()].reduce((total, g) => total + g.pct, 0);
  given.set('floor', {
    title: '总分下限',
    title_en: 'Floor of the total',
    pct: unit.score === null ? 0 : (100 * unit.score) / points - sum,
  });
  return given;
}

const percent = (score: number | null, points: number): number | null =>
  score === null ? null : (100 * score) / points;

const different = (draft: Formula, current: Formula): AppError =>
  new AppError(
    'option_invalid',
    `the draft assesses a ${draft.units}, the other formula a ${current.units}`,
    'compare formulas for the same kind of units',
  );
