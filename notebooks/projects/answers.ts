/** Shapes of the answers that this page reads. Days are ISO dates, amounts CNY. */
import type { TimelineEvent } from '../shell/answers.ts';

export type Project = {
  project_id: string;
  name: string;
  district_id: string | null;
  investor: string | null;
  link: string | null;
  park: string | null;
  contract_class: string | null;
  signed_on: string | null;
  amount_cny: number | null;
  arrived_cny: number;
  land_mu: number | null;
  stage: string;
  stage_on: string;
  days_in_stage: number;
  stage_grade: string;
  next_milestone: string | null;
  next_due_on: string | null;
  overdue_days: number | null;
  stalled: boolean;
  stalled_days: number | null;
  cause_title: string | null;
  cause_text: string | null;
  last_known_on: string;
  data_on: string;
};

export type Milestone = {
  project_id: string;
  milestone: string;
  due_on: string;
  days_left: number;
  open_cny: number | null;
  name: string;
  stage: string;
  rule_title: string | null;
  rule_title_en: string | null;
  escalate_to: string | null;
  escalates_on: string | null;
};

export type Escalation = {
  project_id: string;
  rule_id: string;
  title: string;
  title_en: string;
  escalate_to: string;
  name: string;
  amount_cny: number | null;
  stage: string;
  days: number;
  cause_title: string | null;
};

export type Timeline = {
  project_id: string;
  district_id: string | null;
  register: Project | null;
  events: TimelineEvent[];
  escalations: Pick<Escalation, 'rule_id' | 'title' | 'title_en' | 'escalate_to' | 'days'>[];
};
export type Recorded = { accepted: { event_id: string }[]; refused: { code: string; reason: string }[] };

export type Parts = Record<'investor' | 'content' | 'amount' | 'link', number | null>;
export type Likeness = {
  filing_id: string;
  district_id: string;
  holder_district_id: string;
  project_name: string;
  investor_name: string;
  talked_on: string;
  filed_on: string;
  state: string;
  verdict: 'same' | 'possible';
  likeness: number;
  by_part: Parts;
};
export type ProjectLikeness = {
  project_id: string;
  name: string;
  district_id: string | null;
  stage: string;
  likeness: number;
  by_part: Parts;
};
export type Checked = {
  investment_cny: number | null;
  refusal: { reason: string; remedy: string } | null;
  matches: Likeness[];
  projects: ProjectLikeness[];
};
export type FilingRow = {
  filing_id: string;
  district_id: string;
  holder_district_id: string;
  project_name: string;
  investor_name: string;
  investment_cny: number;
  talked_on: string;
  filed_on: string;
  state: string;
  valid_until: string | null;
  contested: boolean;
};
export type Step = { on: string; recorded_at: string; what: string; text: string; documents: string[]; actor: string };
export type FilingCard = Omit<
  FilingRow,
  'project_name' | 'investor_name' | 'investment_cny' | 'talked_on' | 'filing_id' | 'district_id'
> & {
  filing: Pick<
    FilingRow,
    'filing_id' | 'district_id' | 'project_name' | 'investor_name' | 'investment_cny' | 'talked_on'
  > & {
    content: string | null;
    link: string | null;
    evidence: string[];
  };
  timeline: Step[];
  matches: Likeness[];
  disputes: {
    dispute_id: string;
    opened_on: string;
    similarity: number;
    sides: {
      filing_id: string;
      district_id: string;
      talked_on: string;
      filed_on: string;
      claim: string | null;
      evidence: string[];
    }[];
    ruling: { ruling: string; reason: string; decided_by: string; decided_on: string; decision: string } | null;
  }[];
};
export type Rules = {
  threshold_cny: number | null;
  threshold_usd: number | null;
  validity_days: number | null;
  arbiter: string;
  similarity: { possible: number; same: number };
};
