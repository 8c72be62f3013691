/** Where a link stands in its chain, in the language of the page. */
import { type Key, t } from './language.ts';

const stages: Record<string, Key> = { 上游: 'stage.upstream', 中游: 'stage.midstream', 下游: 'stage.downstream' };

/** From upstream to downstream, as the data names them. */
export const stageOrder: readonly string[] = Object.keys(stages);

export const stageName = (stage: string): string => (stages[stage] ? t(stages[stage]) : stage);
