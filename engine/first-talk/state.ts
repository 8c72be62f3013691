/** Where a filing stands on a day: who holds it, until when, what was decided. Read from the ledger's rows, newest last. */
import { type FirstTalkRules, type ShareKind, shareKinds } from '../../data/schema/first-talk.ts';
import type { StoredRow } from '../../data/schema/ledger-tables.ts';
import { type Database, selectRows } from '../../data/store/index.ts';
import { chinaDay } from '../caliber/news.ts';

type Filing = StoredRow<'first_talk_filing'>;

export const filingStates = ['active', 'expired', 'withdrawn', 'signed'] as const;
export type FilingState = (typeof filingStates)[number];

/** A filing as of a day. `validity` unset = the office has not decided how long a filing holds: it then does not end by itself. */
export type FilingStanding = {
  filing: Filing;
  filed_on: string;
  holder_district_id: string;
  state: FilingState;
  validity: 'set' | 'unset';
  valid_until: string | null;
  project_id: string | null;
  contested: boolean;
  shares: Record<ShareKind, { state: 'agreed' | 'unset'; parties: StoredRow<'first_talk_share'>[] }>;
};

export type FirstTalkRows = {
  filings: Filing[];
  steps: StoredRow<'first_talk_step'>[];
  transfers: StoredRow<'first_talk_transfer'>[];
  shares: StoredRow<'first_talk_share'>[];
  disputes: StoredRow<'first_talk_dispute'>[];
  rulings: StoredRow<'first_talk_ruling'>[];
};

/** Everything on record about first talk. `db`: the ledger or a snapshot. */
export async function readFirstTalk(db: Database): Promise<FirstTalkRows> {
  return {
    filings: await selectRows(db, 'first_talk_filing'),
    steps: await selectRows(db, 'first_talk_step'),
    transfers: await selectRows(db, 'first_talk_transfer'),
    shares: await selectRows(db, 'first_talk_share'),
    disputes: await selectRows(db, 'first_talk_dispute'),
    rulings: await selectRows(db, 'first_talk_ruling'),
  };
}

/** @param on day (YYYY-MM-DD): rows recorded later do not count, so that any past standing can be told again */
export function standingOf(filing: Filing, all: FirstTalkRows, rules: FirstTalkRules, on: string): FilingStanding {
  const own = <R extends { filing_id: string; recorded_at: string }>(rows: readonly R[]): R[] =>
    rows.filter((row) => row.filing_id === filing.filing_id && chinaDay(row.recorded_at) <= on);
  const steps = own(all.steps);
  const filed_on = chinaDay(filing.recorded_at);
  const renewed = steps.findLast((step) => step.step === 'renewed')?.on ?? filed_on;
  const ended = steps.findLast((step) => step.step !== 'renewed');
  const valid_until = rules.validity_days === null ? null : addDays(renewed, rules.validity_days);
  return {
    filing,
    filed_on,
    holder_district_id: own(all.transfers).at(-1)?.to_district_id ?? filing.district_id,
    state: (ended?.step as 'withdrawn' | 'signed') ?? (valid_until !== null && on > valid_until ? 'expired' : 'active'),
    validity: valid_until === null ? 'unset' : 'set',
    valid_until,
    project_id: steps.findLast((step) => step.project_id !== null)?.project_id ?? null,
    contested: openDisputes(all, on).some((d) => [d.filing_id, d.rival_id].includes(filing.filing_id)),
    shares: sharesOf(own(all.shares)),
  };
}

/** Disputes without a ruling on a day. */
export function openDisputes(all: FirstTalkRows, on: string): FirstTalkRows['disputes'] {
  const ruled = new Set(all.rulings.filter((r) => chinaDay(r.recorded_at) <= on).map((r) => r.dispute_id));
  return all.disputes.filter((d) => chinaDay(d.recorded_at) <= on && !ruled.has(d.dispute_id));
}

/** The newest agreement of each kind speaks. */
function sharesOf(rows: readonly StoredRow<'first_talk_share'>[]): FilingStanding['shares'] {
  return Object.fromEntries(
    shareKinds.map((kind) => {
      const newest = rows.findLast((row) => row.kind === kind)?.agreement_id;
      const parties = rows.filter((row) => row.kind === kind && row.agreement_id === newest);
      return [kind, { state: parties.length ? ('agreed' as const) : ('unset' as const), parties }];
    }),
  ) as FilingStanding['shares'];
}

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
