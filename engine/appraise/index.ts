/** Appraisal of projects: gates, the seven indicators, weights that say how consistent they are, panels, three reports. */
export { appraise, freezeCritic } from './appraise.ts';
export { enterPanelScores, type NewScore } from './enter.ts';
export type { PanelScore } from './panel.ts';
export { states as gateStates } from './report.ts';
export type { AppraisalResult, Report } from './result.ts';
