/** What experts of a panel gave a project. */
import Type, { type TObject } from 'typebox';
import { type IndicatorId, indicatorIds } from '../appraisal.ts';
import { maybe, text } from '../types.ts';

/** One expert's score of one indicator of one project; the newest row of the three speaks. */
export const PanelScoreRow = Type.Object({
  project_id: text('项目代码'),
  indicator_id: Type.Unsafe<IndicatorId>(Type.Enum([...indicatorIds], { type: 'string', title: '指标' })),
  expert_id: text('专家编号', 'pseudonym, as in the library of experts'),
  score: Type.Number({ minimum: 0, maximum: 100, title: '打分', description: '0 to 100, 100 = best' }),
  reason: maybe(text('理由')),
  actor: text('经办', 'who entered it, pseudonym'),
});
export type PanelScoreRow = Type.Static<typeof PanelScoreRow>;

export const panelTables = { panel_score: PanelScoreRow } as const satisfies Record<string, TObject>;
