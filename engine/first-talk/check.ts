/** What a filing would meet before it is filed: its likenesses, and what the rules would refuse. Nothing is written. */
import { AppError } from '../../data/errors.ts';
import { type FirstTalkRules, readFirstTalkRules } from '../../data/schema/first-talk.ts';
import { type Database, readingLedger } from '../../data/store/index.ts';
import { chinaDay } from '../caliber/news.ts';
import { eligibleCny } from './judge.ts';
import { type FilingMatch, matchFilings, matchProjects, type ProjectMatch } from './match.ts';
import type { Claimed } from './similarity.ts';
import { readFirstTalk } from './state.ts';

/** A draft: as far as it is written yet. `investment` in units of `currency` (ISO 4217). */
export type DraftFiling = Omit<Claimed, 'investment_cny'> & {
  investment: number | null;
  currency: string;
  talked_on: string | null;
};

export type CheckedDraft = {
  investment_cny: number | null;
  /** Why the rules would refuse the amount; null while there is none or it is large enough. */
  refusal: { reason: string; remedy: string } | null;
  matches: FilingMatch[];
  projects: ProjectMatch[];
};

/** Filings and projects of the register that the draft looks like, most alike first. `db`: a snapshot. */
export async function checkFirstTalk(
  db: Database,
  store: string,
  draft: DraftFiling,
  options: { rules?: FirstTalkRules; now?: Date } = {},
): Promise<CheckedDraft> {
  const rules = options.rules ?? readFirstTalkRules();
  const today = chinaDay((options.now ?? new Date()).toISOString());
  const money = judgeMoney(draft, today, rules);
  const claimed: Claimed = { ...draft, investment_cny: money.investment_cny };
  const matches = await readingLedger(store, async (ledger) =>
    matchFilings(claimed, await readFirstTalk(ledger), rules, today),
  );
  return { ...money, matches, projects: await matchProjects(db, claimed, rules) };
}

function judgeMoney(
  { investment, currency, talked_on }: DraftFiling,
  today: string,
  rules: FirstTalkRules,
): Pick<CheckedDraft, 'investment_cny' | 'refusal'> {
  if (investment === null) return { investment_cny: null, refusal: null };
  try {
    return { investment_cny: eligibleCny(investment, currency, talked_on ?? today, rules), refusal: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { investment_cny: null, refusal: { reason: error.message, remedy: error.remedy } };
  }
}
