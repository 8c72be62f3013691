/** What an appraisal says, as data. */
import type { IndicatorId, ReportId } from '../../data/schema/appraisal.ts';
import type { ProjectRow } from './facts.ts';
import type { GateResult, GateState } from './gates.ts';
import type { IndicatorResult } from './indicators.ts';
import type { PanelView, ScorerBias } from './panel.ts';

export type Weighting = {
  method: 'ahp' | 'critic';
  weights: Record<IndicatorId, number>;
  /** Only of AHP. */
  consistency_ratio: number | null;
  source: string;
  /** Weighted mean of the indicators that have a score, 0 to 100; null without any. */
  score: number | null;
  /** Where the score lies whatever the unknown turns out to be. */
  low: number;
  high: number;
};

export type AppraisalResult = {
  project: ProjectRow;
  rules: { appraisal_id: string; version: string; authority: string };
  /** failed and unknown are not offset by any score. */
  verdict: GateState;
  gates: GateResult[];
  indicators: IndicatorResult[];
  weightings: Weighting[];
  panel: { alpha: number | null; indicators: PanelView[]; biases: ScorerBias[] };
  standing: Standing;
  missing: string[];
  reports: Report[];
};

/** Place among the projects that applied and failed no gate, when AHP weights move by up to a fifth. */
export type Standing = {
  of: number;
  place: number | null;
  place_low: number | null;
  place_high: number | null;
  keeps_place: number | null;
};

export type ReportLine = { label: string; value: string; finding: string; source: string | null };
export type Report = {
  report_id: ReportId;
  title: string;
  title_en: string;
  /** Of the gates of this report; passed where it has none. */
  verdict: GateState;
  summary: string;
  sections: { title: string; lines: ReportLine[] }[];
  missing: string[];
};
