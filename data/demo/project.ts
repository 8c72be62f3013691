/** One synthetic project: what was agreed, what becomes of it, and what an office makes of that. */

import type { LinkWords } from './chain-words.ts';
import type { Outcome, Risk } from './hazards.ts';

/** In 10,000 CNY, or 10,000 USD. */
export type Amount = { value: number; currency: 'CNY' | 'USD' };

export type Investor = { name: string; code: string | null; brand: string };

export type Promises = {
  productionOn: string;
  /** Months after signing and share of the amount; none in a framework agreement, nor in every contract. */
  instalments: readonly { month: number; share: number }[];
  /** 10,000 CNY in each of the first three years of production; null where nothing is said. */
  tax: readonly [number, number, number] | null;
};

export type Project = {
  id: string;
  name: string;
  investor: Investor;
  districtId: string;
  park: string | null;
  words: LinkWords;
  contractClass: '正式合同' | '框架协议';
  signedOn: string;
  agreed: Amount;
  /** As the office writes it down; differs from `agreed` where it exaggerates. */
  stated: Amount;
  landMu: number | null;
  agreedStartOn: string;
  promises: Promises;
  risk: Risk;
  /** Truth, beyond the last day of the demo too. */
  outcome: Outcome;
  /** Truth: reported as started although it was not. */
  declared: boolean;
  /** Id of the earlier signing that this one repeats. */
  repeats: string | null;
  /** Id under which another district filed the same project. */
  twin: string | null;
};

export type ProjectEvent = {
  projectId: string;
  districtId: string;
  kind: string;
  happenedOn: string;
  knownOn: string;
  amount: Amount | null;
  grade: 'A' | 'B' | 'C' | 'D' | null;
  note: string;
};

/** Truth: when things happen, in months after signing; null = never. */
export type Milestones = {
  start: number | null;
  end: number | null;
  completed: number | null;
  produced: number | null;
  stalled: number | null;
};

/** An event before its office reports it; `month` after signing. */
export type Planned = {
  month: number;
  kind: string;
  grade: ProjectEvent['grade'];
  note?: string;
  amount?: ProjectEvent['amount'];
};
