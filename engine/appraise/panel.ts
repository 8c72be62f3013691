/** What a panel of experts says: scores freed from who is strict and who is mild, and how far the experts disagree. */
import { krippendorffAlpha } from './agreement.ts';

/** One expert's score of one indicator of one project, 0 to 100; the newest of each speaks. */
export type PanelScore = { project_id: string; indicator_id: string; expert_id: string; score: number };

export type ScorerBias = {
  expert_id: string;
  /** Scores that others gave the same indicator of the same project too. */
  n: number;
  /** Mean distance from the other scorers, as it is. */
  raw: number;
  /** The same, drawn towards 0 in the measure in which few scores support it: what is taken off. */
  bias: number;
};

export type PanelView = {
  indicator_id: string;
  n: number;
  mean: number;
  /** Mean after each scorer's bias is taken off, within 0 to 100. */
  adjusted: number;
  /** Standard deviation of the scores as given; null with one score. */
  deviation: number | null;
};

const key = (s: PanelScore): string => `${s.project_id}/${s.indicator_id}`;
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Leniency (+) or severity (−) of every scorer, in order of id. Only scores beside which others stand say anything. */
export function scorerBias(scores: readonly PanelScore[]): ScorerBias[] {
  const cells = cellsOf(scores);
  const distances = new Map<string, number[]>();
  for (const score of scores) {
    const others = cells.get(key(score))!.filter((s) => s.expert_id !== score.expert_id);
    const own = distances.get(score.expert_id) ?? [];
    if (others.length) own.push(score.score - mean(others.map((s) => s.score)));
    distances.set(score.expert_id, own);
  }
  const strength = shrinkage([...distances.values()].filter((d) => d.length > 0));
  return [...distances]
    .map(([expert_id, own]) => {
      const raw = own.length ? mean(own) : 0;
      return { expert_id, n: own.length, raw, bias: raw * (own.length / (own.length + strength)) };
    })
    .sort((a, b) => (a.expert_id < b.expert_id ? -1 : 1));
}

/** Within-scorer variance ÷ variance between scorers (moments): how many scores it takes to believe half of a bias. 1 to 1000. */
function shrinkage(groups: readonly number[][]): number {
  const means = groups.map(mean);
  const counts = groups.map((g) => g.length);
  const free = counts.reduce((sum, n) => sum + n - 1, 0);
  const within =
    free > 0 ? groups.reduce((sum, g, i) => sum + g.reduce((s, d) => s + (d - means[i]!) ** 2, 0), 0) / free : 0;
  if (groups.length < 2) return 1000;
  const middle = mean(means);
  const spread = means.reduce((sum, m) => sum + (m - middle) ** 2, 0) / (groups.length - 1);
  const between = spread - within / mean(counts);
  return between > 0 ? Math.min(1000, Math.max(1, within / between)) : 1000;
}

/** The indicators of one project, in order of first mention; biases come from all scores that are known. */
export function panelOf(
  project_id: string,
  scores: readonly PanelScore[],
  biases: readonly ScorerBias[],
): { indicators: PanelView[]; alpha: number | null } {
  const bias = new Map(biases.map((b) => [b.expert_id, b.bias]));
  const cells = [...cellsOf(scores.filter((s) => s.project_id === project_id)).values()];
  const indicators = cells.map((cell): PanelView => {
    const given = cell.map((s) => s.score);
    const middle = mean(given);
    return {
      indicator_id: cell[0]!.indicator_id,
      n: cell.length,
      mean: middle,
      adjusted: Math.min(100, Math.max(0, mean(cell.map((s) => s.score - (bias.get(s.expert_id) ?? 0))))),
      deviation:
        cell.length > 1 ? Math.sqrt(given.reduce((sum, v) => sum + (v - middle) ** 2, 0) / (cell.length - 1)) : null,
    };
  });
  return { indicators, alpha: krippendorffAlpha(cells.map((cell) => cell.map((s) => s.score))) };
}

/** Scores by project and indicator, one an expert: the last handed in. */
function cellsOf(scores: readonly PanelScore[]): Map<string, PanelScore[]> {
  const latest = new Map(scores.map((s) => [`${key(s)}/${s.expert_id}`, s]));
  const cells = new Map<string, PanelScore[]>();
  for (const score of latest.values()) {
    const cell = cells.get(key(score));
    if (cell) cell.push(score);
    else cells.set(key(score), [score]);
  }
  return cells;
}
