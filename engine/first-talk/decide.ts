/** What happens to a filing afterwards: renewal, withdrawal, contract; transfer, shares, disputes, rulings. Rows only, nothing is changed. */
import { createHash } from 'node:crypto';
import { AppError } from '../../data/errors.ts';
import { type FirstTalkRules, readFirstTalkRules } from '../../data/schema/first-talk.ts';
import type { LedgerRow, LedgerTable, StoredRow } from '../../data/schema/ledger-tables.ts';
import { addRows, type Database, writingLedger } from '../../data/store/index.ts';
import { chinaDay } from '../caliber/news.ts';
import { refuse, requireDistrict, requireWhole } from './judge.ts';
import { similarity } from './similarity.ts';
import { type FilingStanding, type FirstTalkRows, readFirstTalk, standingOf } from './state.ts';

type Options = { rules?: FirstTalkRules; now?: Date };
type Deciding = { db: Database; all: FirstTalkRows; rules: FirstTalkRules; today: string };

/** Reads, judges and writes in one transaction: nobody decides on what has changed meanwhile. */
const deciding = <T>(store: string, options: Options, work: (d: Deciding) => Promise<T>): Promise<T> =>
  writingLedger(store, async (db) =>
    work({
      db,
      all: await readFirstTalk(db),
      rules: options.rules ?? readFirstTalkRules(),
      today: chinaDay((options.now ?? new Date()).toISOString()),
    }),
  );

/** @throws AppError filing_not_found */
function standing(filingId: string, { all, rules, today }: Deciding): FilingStanding {
  const filing = all.filings.find((f) => f.filing_id === filingId);
  if (!filing)
    throw new AppError('filing_not_found', `there is no filing «${filingId}»`, 'list them: yuzhao first-talk list');
  return standingOf(filing, all, rules, today);
}

function requireOpen({ filing, state }: FilingStanding, but: FilingStanding['state'][] = []): void {
  if (state !== 'active' && !but.includes(state))
    throw refuse(`filing ${filing.filing_id} is ${state}`, 'file anew, or renew what has expired');
}

async function record<T extends LedgerTable>(db: Database, table: T, row: LedgerRow<T>): Promise<StoredRow<T>> {
  return (await addRows(db, table, [row])).rows[0]!;
}

/** Renewal (also of an expired filing), withdrawal, or the contract that came of it. @throws AppError filing_not_found, first_talk_refused */
export const stepFirstTalk = (store: string, step: LedgerRow<'first_talk_step'>, options: Options = {}) =>
  deciding(store, options, async (d) => {
    requireOpen(standing(step.filing_id, d), ['expired']);
    if (step.step === 'signed' && !step.project_id)
      throw refuse('a signed filing names the project of its contract', 'give project_id');
    return record(d.db, 'first_talk_step', step);
  });

/** @throws AppError filing_not_found; first_talk_refused for a transfer to the holder itself, a strange district, a closed filing */
export const transferFirstTalk = (
  store: string,
  transfer: Omit<LedgerRow<'first_talk_transfer'>, 'from_district_id'>,
  options: Options = {},
) =>
  deciding(store, options, async (d) => {
    const held = standing(transfer.filing_id, d);
    requireOpen(held, ['expired']);
    requireDistrict(transfer.to_district_id);
    if (transfer.to_district_id === held.holder_district_id)
      throw refuse(
        `filing ${transfer.filing_id} is with ${transfer.to_district_id} already`,
        'a transfer names another district',
      );
    return record(d.db, 'first_talk_transfer', { ...transfer, from_district_id: held.holder_district_id });
  });

export type ShareAgreement = Omit<
  LedgerRow<'first_talk_share'>,
  'agreement_id' | 'kind' | 'district_id' | 'share_pct' | 'start_trigger' | 'years'
> & {
  shares: Pick<LedgerRow<'first_talk_share'>, 'kind' | 'district_id' | 'share_pct' | 'start_trigger' | 'years'>[];
};

/** Shares by kind; all of them or none. @throws AppError filing_not_found; first_talk_refused unless each kind adds up to 100 % */
export const shareFirstTalk = (store: string, { shares, ...agreement }: ShareAgreement, options: Options = {}) =>
  deciding(store, options, async (d) => {
    standing(agreement.filing_id, d);
    requireWhole(shares);
    const agreement_id = idOf('SH', agreement, shares, d.all.shares.length);
    return (await addRows(d.db, 'first_talk_share', shares.map((share) => ({ ...agreement, ...share, agreement_id })))).rows; // biome-ignore format: one thought
  });

/** Both claims as made, with their likeness on that day. @throws AppError filing_not_found, first_talk_refused */
export const openDispute = (
  store: string,
  dispute: Omit<LedgerRow<'first_talk_dispute'>, 'dispute_id' | 'similarity' | 'parts' | 'opened_on'>,
  options: Options = {},
) =>
  deciding(store, options, async (d) => {
    const own = standing(dispute.filing_id, d).filing;
    const rival = standing(dispute.rival_id, d).filing;
    if (own.filing_id === rival.filing_id) throw refuse('a filing cannot contest itself', 'name the other filing');
    if (own.district_id === rival.district_id)
      throw refuse('both filings are of one district', 'withdraw one of them instead');
    const { score, parts } = similarity(own, rival, d.rules.similarity.weights);
    return record(d.db, 'first_talk_dispute', {
      ...dispute,
      similarity: score,
      parts: JSON.stringify(parts),
      opened_on: d.today,
      dispute_id: idOf('SD', dispute, d.all.disputes.length),
    });
  });

/** The arbiter's word; a later ruling speaks instead of an earlier one. @throws AppError dispute_not_found */
export const ruleDispute = (store: string, ruling: LedgerRow<'first_talk_ruling'>, options: Options = {}) =>
  deciding(store, options, async (d) => {
    if (!d.all.disputes.some((dispute) => dispute.dispute_id === ruling.dispute_id))
      throw new AppError(
        'dispute_not_found',
        `there is no dispute «${ruling.dispute_id}»`,
        'see the filing: yuzhao first-talk show',
      );
    return record(d.db, 'first_talk_ruling', ruling);
  });

const idOf = (prefix: string, ...content: unknown[]): string =>
  `${prefix}${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 10)}`;
