/** What the API answers to this page. */
import type { TimelineEvent } from '../shell/answers.ts';
import type { Figure } from '../shell/figure.ts';

export type TrendPoint = {
  on: string;
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
  expected: number | null;
  expected_low: number | null;
  expected_high: number | null;
};
export type Trend = { metric: string; caliber: Figure['caliber']; points: TrendPoint[] };

export type StuckProject = {
  project_id: string;
  name: string;
  district_id: string | null;
  investor: string | null;
  amount_cny: number | null;
  stage: string;
  stalled: boolean;
  stalled_days: number | null;
  overdue_days: number | null;
  cause_title: string | null;
  cause_text: string | null;
};

export type Fulfilment = {
  as_known_at: string;
  district_id: string | null;
  rates: Figure[];
  trends: Trend[];
  funnel: { figures: Figure[]; breaks: { suspicion: string; wider: string; narrower: string }[] };
  stuck: StuckProject[];
};

export type LeagueRow = {
  district_id: string;
  district: string;
  figure: Figure;
  value: number;
  low: number;
  high: number;
  place_low: number;
  place_high: number;
  group: number;
  expected_for_age: number | null;
  maturity: number | null;
};
export type League = {
  metric: string;
  caliber: Figure['caliber'];
  method: string;
  method_en: string;
  rows: LeagueRow[];
  unranked: { district_id: string; district: string; n: number; reason: string }[];
};

export type Suspicion = {
  district_id: string | null;
  project_ids: string[];
  figure: number;
  bound: number;
  event_ids: string[];
};
export type Check = {
  check: string;
  title: string;
  title_en: string;
  wording: string;
  unit: string;
  unit_en: string;
  found: Suspicion[];
};

export type Part = {
  project_id: string | null;
  name: string | null;
  district_id: string | null;
  investor: string | null;
  stage: string | null;
  signed_on: string | null;
  numerator: number;
  denominator: number;
  reached_on: string | null;
  cause_title: string | null;
  amount_cny: number | null;
};

export type Timeline = { project_id: string; register: StuckProject | null; events: TimelineEvent[] };

export type Change = {
  project_id: string | null;
  key: string;
  numerator_before: number;
  numerator_after: number;
  denominator_before: number;
  denominator_after: number;
  kinds: string[];
};
export type Diff = { before: Figure; after: Figure; changes: Change[] };
