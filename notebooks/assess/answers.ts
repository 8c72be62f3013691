/** What /api/assess answers, as far as the page shows it (engine/assess). */

export type Rule = { type: 'ratio'; cap: number | null } | { type: 'coefficient' } | { type: 'steps' };
export type FormulaItem = {
  item_id: string;
  title: string;
  title_en: string;
  nature: 'activity' | 'outcome' | 'quality';
  points: number;
  cap?: number | null;
  parts: { rule: Rule }[];
};
export type FormulaDeduction = {
  deduction_id: string;
  title: string;
  title_en: string;
  points_each: number;
  cap: number | null;
};
export type Formula = {
  formula_id: string;
  version: string;
  title: string;
  title_en: string;
  authority: string;
  source: string;
  example: boolean;
  units: 'district' | 'zone' | 'department';
  items: FormulaItem[];
  deductions: FormulaDeduction[];
};

export type Limit = 'cap' | 'least' | 'range_top' | 'range_bottom' | 'missing' | 'item_cap' | 'item_floor';
export type Caliber = { title: string; title_en: string; sentence: string; sentence_en: string };
export type Part = {
  share: number;
  earned_share: number;
  limited_by: Limit | null;
  value: number | null;
  target: number | null;
  target_source: string | null;
  n: number | null;
  denominator: number | null;
  interval: { low: number; high: number } | null;
  caliber: Caliber & { metric_id: string };
  source: string | null;
};
export type Item = {
  item_id: string;
  title: string;
  title_en: string;
  points: number;
  got: number | null;
  limited_by: Limit | null;
  parts: Part[];
};
export type Deducted = {
  deduction_id: string;
  title: string;
  title_en: string;
  taken: number;
  capped: boolean;
  projects: number;
  caliber: Caliber;
};
export type Unit = {
  unit_id: string;
  name: string;
  name_en: string;
  class: string;
  score: number | null;
  low: number | null;
  high: number | null;
  place: number | null;
  place_low: number | null;
  place_high: number | null;
  band: number | null;
  items: Item[];
  deductions: Deducted[];
  missing: string[];
  stability: { keeps_place: number; place_low: number; place_high: number } | null;
};
export type Assessment = {
  formula: Omit<Formula, 'items' | 'deductions'> & { points: number };
  as_known_at: string;
  on: string;
  from: string;
  weight_tau: number | null;
  units: Unit[];
};
export type Moved = {
  unit_id: string;
  place_before: number | null;
  place_after: number | null;
  beyond_chance: boolean;
  reasons: { item_id: string; title: string; title_en: string; beyond_class: number }[];
};
export type Hint = { code: string; zh: string; en: string; units: string[] };
export type Answer = {
  formula: Formula;
  assessment: Assessment;
  hints: Hint[];
  against: Assessment | null;
  moved: Moved[];
};

/** What the form changes, as the server takes it. */
export type Edits = {
  items?: Record<string, { points?: number; cap?: number | null; part_cap?: number | null }>;
  deductions?: Record<string, { points_each?: number; cap?: number | null }>;
};
