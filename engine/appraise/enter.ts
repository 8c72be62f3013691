/** Takes panel scores into the ledger: only for a project that has applied, one score of an expert for an indicator. */
import { AppError } from '../../data/errors.ts';
import type { PanelScoreRow } from '../../data/schema/ledger/panel.ts';
import { appendRows, type Database } from '../../data/store/index.ts';
import { factsOf } from './facts.ts';

export type NewScore = Omit<PanelScoreRow, 'project_id' | 'actor'>;

/** All or none, durable when it resolves. @throws AppError project_not_found, option_invalid for an expert scored twice, ledger_row_invalid */
export async function enterPanelScores(
  store: string,
  db: Database,
  project: string,
  scores: readonly NewScore[],
  actor: string,
): Promise<{ project_id: string; recorded: number }> {
  const { row } = await factsOf(db, project);
  const keys = scores.map((s) => `${s.expert_id} ${s.indicator_id}`);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice)
    throw new AppError(
      'option_invalid',
      `${twice} is scored twice in one entry`,
      'send one score of an expert for an indicator',
    );
  const rows = scores.map((score) => ({ ...score, project_id: row.project_id, actor }));
  const { rows: recorded } = await appendRows(store, 'panel_score', rows);
  return { project_id: row.project_id, recorded: recorded.length };
}
