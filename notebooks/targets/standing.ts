/** Why a company stands where it stands: the parts that separate it from the next one. */
import type { MatchRow } from '../shell/answers.ts';

export type Difference = { factor: string; by: number };

/** `by` > 0 of the score: the upper row leads by this much; of a part: the row in question has this much more. */
export type Standing = { rank: number; by: number; more: Difference[]; less: Difference[] };

const shown = 2;
const visible = 0.005;

/** Compares the row at `index` with the one above it (the first row: with the one below). null in a list of one. */
export function standing(rows: readonly MatchRow[], index: number): Standing | null {
  const row = rows[index];
  const other = rows[index === 0 ? 1 : index - 1];
  if (!row || !other) return null;
  const differences = Object.entries(row.parts)
    .map(([factor, part]) => ({ factor, by: part - (other.parts[factor] ?? 0) }))
    .filter(({ by }) => Math.abs(by) >= visible)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
  return {
    rank: other.rank,
    by: Math.abs(row.score - other.score),
    more: differences.filter(({ by }) => by > 0).slice(0, shown),
    less: differences.filter(({ by }) => by < 0).slice(0, shown),
  };
}
