/** What a value earns under a rule: a share of the part's points. Non-decreasing in the value, by construction. */
import type { Rule } from '../../data/schema/assessment.ts';

/** Why a part earns what it earns, where something other than the value decided. */
export type Limit = 'cap' | 'least' | 'range_top' | 'range_bottom' | 'missing';
export type Earned = { share: number; limited_by: Limit | null };

const nothing: Earned = { share: 0, limited_by: 'missing' };

/** `target`: the unit's own task; only for a ratio whose target is a task. A missing value or target earns nothing and says so. */
export function earn(rule: Rule, value: number | null, target: number | null): Earned {
  if (value === null) return nothing;
  if (rule.type === 'ratio') {
    const aim = typeof rule.target === 'number' ? rule.target : target;
    if (aim === null || !(aim > 0)) return nothing;
    const ratio = Math.max(0, value / aim);
    if (rule.least !== undefined && ratio < rule.least) return { share: 0, limited_by: 'least' };
    if (rule.cap !== null && ratio > rule.cap) return { share: rule.cap, limited_by: 'cap' };
    return { share: ratio, limited_by: null };
  }
  if (rule.type === 'coefficient') {
    const along = (value - rule.min) / (rule.max - rule.min);
    const within = Math.min(1, Math.max(0, along));
    const limited_by = along > 1 ? 'range_top' : along < 0 ? 'range_bottom' : null;
    return { share: (rule.base + rule.span * within) / 100, limited_by };
  }
  let share = 0;
  for (const step of rule.steps) if (value >= step.from) share = Math.max(share, step.share);
  return { share, limited_by: null };
}
