/** From the values of a unit to its points, with the working of every item. Knows one unit at a time: no other can move its score. */
import type { Formula, FormulaItem } from '../../data/schema/assessment.ts';
import { type Earned, earn } from './rule.ts';

/** The value of a part, or of a deduction's trigger (projects), with the unit's own target where there is one. */
export type Value = { value: number | null; target: number | null };
/** Values by place in the formula: `items[i][part]` and `deductions[i]`. */
export type UnitValues = { items: Value[][]; deductions: (number | null)[] };

export type ItemPoints = {
  /** Points earned; null where no part has a value and the item is left out. */
  got: number | null;
  /** Points before cap and floor of the item. */
  before_limits: number;
  limited_by: 'item_cap' | 'item_floor' | 'missing' | null;
  parts: Earned[];
};
export type DeductionPoints = { taken: number; before_cap: number; capped: boolean };
export type Points = {
  /** null where no item could be measured. */
  total: number | null;
  /** Points of the items that were measured. */
  measured: number;
  /** total before it was scaled up for items left out, without deductions. */
  earned: number;
  items: ItemPoints[];
  deductions: DeductionPoints[];
  at_floor: boolean;
};

export const fullPoints = (formula: Formula): number => formula.items.reduce((sum, item) => sum + item.points, 0);

export function scoreUnit(formula: Formula, values: UnitValues): Points {
  const items = formula.items.map((item, i) => itemPoints(item, values.items[i]!));
  const known = formula.items.map((item, i) => (items[i]!.limited_by === 'missing' ? 0 : item.points));
  const measured = known.reduce((a, b) => a + b, 0);
  const earned = items.reduce((sum, item) => sum + (item.got ?? 0), 0);
  const deductions = formula.deductions.map((d, i): DeductionPoints => {
    const before_cap = (values.deductions[i] ?? 0) * d.points_each;
    const taken = d.cap === null ? before_cap : Math.min(d.cap, before_cap);
    return { taken, before_cap, capped: taken < before_cap };
  });
  const full = formula.missing === 'left_out' ? fullPoints(formula) / (measured || 1) : 1;
  const reached = earned * full - deductions.reduce((sum, d) => sum + d.taken, 0);
  const at_floor = formula.floor !== undefined && reached < formula.floor;
  return {
    total: measured > 0 ? (at_floor ? formula.floor! : reached) : null,
    measured,
    earned,
    items,
    deductions,
    at_floor,
  };
}

function itemPoints(item: FormulaItem, values: readonly Value[]): ItemPoints {
  const parts = item.parts.map((part, i) => earn(part.rule, values[i]!.value, values[i]!.target));
  const before_limits = item.points * item.parts.reduce((sum, part, i) => sum + part.share * parts[i]!.share, 0);
  if (parts.every((p) => p.limited_by === 'missing'))
    return { got: null, before_limits: 0, limited_by: 'missing', parts };
  const cap = item.cap === null ? Number.POSITIVE_INFINITY : item.points * (item.cap ?? 1);
  const floor = item.points * (item.floor ?? 0);
  const got = Math.min(cap, Math.max(floor, before_limits));
  return {
    got,
    before_limits,
    limited_by: got < before_limits ? 'item_cap' : got > before_limits ? 'item_floor' : null,
    parts,
  };
}
