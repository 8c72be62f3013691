/** The seven indicators: measured criteria through their value functions, beside what the panel says. Unknown stays unknown. */
import type { Appraisal, Criterion, Indicator } from '../../data/schema/appraisal.ts';
import type { Facts } from './facts.ts';
import type { PanelView } from './panel.ts';

export type CriterionResult = Pick<Criterion, 'criterion_id' | 'title' | 'title_en' | 'unit' | 'weight'> & {
  /** In `unit`; null = nobody said. */
  value: number | null;
  /** 0 to 1. */
  worth: number | null;
  rule_source: string;
  source: string | null;
  threshold: number | null;
  /** Null where there is no threshold or no value. */
  meets_threshold: boolean | null;
};
export type IndicatorResult = Pick<Indicator, 'indicator_id' | 'title' | 'title_en' | 'report'> & {
  /** 0 to 100; null where neither a figure nor a panel speaks. */
  score: number | null;
  /** What the score would be if all that is unknown were worst, or best. */
  low: number;
  high: number;
  measured: number | null;
  panel: PanelView | null;
  criteria: CriterionResult[];
};

/** The worth of a value on a broken line; constant beyond its ends. */
export function worthOf(line: Criterion['line'], value: number): number {
  const after = line.findIndex(([x]) => x >= value);
  if (after === 0) return line[0]![1];
  if (after < 0) return line.at(-1)![1];
  const [[x0, v0], [x1, v1]] = [line[after - 1]!, line[after]!];
  return v0 + ((v1 - v0) * (value - x0)) / (x1 - x0);
}

export const judgeIndicators = (rules: Appraisal, facts: Facts, panel: readonly PanelView[]): IndicatorResult[] =>
  rules.indicators.map((indicator) => judge(indicator, facts, panel.find((p) => p.indicator_id === indicator.indicator_id) ?? null)); // biome-ignore format: one thought

function judge(indicator: Indicator, facts: Facts, panel: PanelView | null): IndicatorResult {
  const criteria = indicator.criteria.map((criterion) => measure(criterion, facts));
  const all = criteria.reduce((sum, c) => sum + c.weight, 0);
  const known = criteria.filter((c) => c.worth !== null);
  const weight = known.reduce((sum, c) => sum + c.weight, 0);
  const worth = known.reduce((sum, c) => sum + c.weight * c.worth!, 0);
  const measured = weight > 0 ? (100 * worth) / weight : null;
  const bounds = all > 0 ? [(100 * worth) / all, (100 * (worth + all - weight)) / all] : [0, 100];
  const share = criteria.length === 0 ? 1 : indicator.panel_share;
  const blend = (figure: number, judged: number) => (1 - share) * figure + share * judged;
  const { indicator_id, title, title_en, report } = indicator;
  return {
    indicator_id, title, title_en, report,
    score: measured === null ? (panel?.adjusted ?? null) : panel ? blend(measured, panel.adjusted) : measured,
    low: blend(bounds[0]!, panel?.adjusted ?? 0),
    high: blend(bounds[1]!, panel?.adjusted ?? 100),
    measured,
    panel,
    criteria,
  }; // biome-ignore format: names first
}

function measure(criterion: Criterion, facts: Facts): CriterionResult {
  const { value: found, source } = facts.get(criterion.figure);
  const value = typeof found === 'number' ? found / (criterion.per ?? 1) : null;
  const threshold = criterion.threshold?.at_least ?? null;
  const { criterion_id, title, title_en, unit, weight } = criterion;
  return {
    criterion_id, title, title_en, unit, weight, value,
    worth: value === null ? null : worthOf(criterion.line, value),
    rule_source: criterion.threshold?.source ?? criterion.source,
    source,
    threshold,
    meets_threshold: value === null || threshold === null ? null : value >= threshold,
  }; // biome-ignore format: names first
}
