/** What the page keeps in its address and what it has loaded for it. */
import type { District, LinkName, Session } from '../shell/answers.ts';
import type { Life } from '../shell/life.ts';
import type { Escalation, FilingCard, FilingRow, Milestone, Project, Rules, Timeline } from './answers.ts';

export const defaults = {
  tab: 'list',
  district: '',
  stage: '',
  find: '',
  stuck: '',
  within: '90',
  project: '',
  correct: '',
  filing: '',
};
export type Values = typeof defaults;

export type Shown = {
  session: Session;
  /** adcode; '' until one is chosen. */
  district: string;
  districts: District[];
  projects: Project[];
  milestones: Milestone[];
  escalations: Escalation[];
  timeline: Timeline | null;
  /** null = this role does not see them. */
  talks: { filings: FilingRow[]; links: LinkName[]; rules: Rules; card: FilingCard | null } | null;
};
export type ProjectsLife = Life<Values, Shown>;

/** Roles that enter things; the others read. */
export const mayWrite = ({ role }: Session): boolean => ['officer', 'planner', 'admin'].includes(role);
/** Roles that read first-talk filings. */
export const mayTalk = ({ role }: Session): boolean => ['officer', 'planner', 'leader', 'admin'].includes(role);
