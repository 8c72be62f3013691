/** Filing a first talk: judged by the rules, matched against every filing on record, written in one transaction. */
import { createHash } from 'node:crypto';
import { type FirstTalkRules, readFirstTalkRules } from '../../data/schema/first-talk.ts';
import type { LedgerRow, StoredRow } from '../../data/schema/ledger-tables.ts';
import { addRows, writingLedger } from '../../data/store/index.ts';
import { chinaDay } from '../caliber/news.ts';
import { eligibleCny, refuse, requireDistrict } from './judge.ts';
import { type FilingMatch, matchFilings } from './match.ts';
import { readFirstTalk } from './state.ts';

export type NewFiling = Omit<LedgerRow<'first_talk_filing'>, 'filing_id' | 'investment_cny'>;
export type Filed = { filing: StoredRow<'first_talk_filing'>; repeated: boolean; matches: FilingMatch[] };

/**
 * Records a filing and says what it looks like. An earlier filing of the same project by another district does not stop
 * it: both claims stand, people decide. The same filing sent twice is one.
 * @throws AppError first_talk_refused, store_locked
 */
export function fileFirstTalk(
  store: string,
  filing: NewFiling,
  options: { rules?: FirstTalkRules; now?: Date } = {},
): Promise<Filed> {
  const rules = options.rules ?? readFirstTalkRules();
  const today = chinaDay((options.now ?? new Date()).toISOString());
  requireDistrict(filing.district_id);
  if (filing.talked_on > today)
    throw refuse(`the talk of ${filing.talked_on} has not happened yet`, 'file a talk after it was held');
  if (filing.evidence.filter((document) => document.trim()).length === 0)
    throw refuse(
      'a filing without evidence is none',
      'name at least one document: minutes, letter of intent, visit record',
    );
  const row = {
    ...filing,
    investment_cny: eligibleCny(filing.investment, filing.currency, filing.talked_on, rules),
    filing_id: filingId(filing),
  };
  return writingLedger(store, async (db) => {
    const all = await readFirstTalk(db);
    const earlier = all.filings.find((f) => f.filing_id === row.filing_id);
    const matches = matchFilings(row, all, rules, today, row.filing_id);
    if (earlier) return { filing: earlier, repeated: true, matches };
    const { rows } = await addRows(db, 'first_talk_filing', [row]);
    return { filing: rows[0]!, repeated: false, matches };
  });
}

/** District, investor, project and day name a filing: sent again it is the same. */
const filingId = (f: NewFiling): string =>
  `ST${f.talked_on.replaceAll('-', '')}-${createHash('sha256')
    .update([f.district_id, f.investor_name.trim(), f.project_name.trim(), f.talked_on].join('|'))
    .digest('hex')
    .slice(0, 8)}`;
