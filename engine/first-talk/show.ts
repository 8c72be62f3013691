/** Filings as doors show them: with their clock, their timeline, what they look like, and both sides of every dispute. */
import { AppError } from '../../data/errors.ts';
import { type FirstTalkRules, readFirstTalkRules } from '../../data/schema/first-talk.ts';
import { readingLedger } from '../../data/store/index.ts';
import { chinaDay } from '../caliber/news.ts';
import { type FilingMatch, matchFilings } from './match.ts';
import type { Part } from './similarity.ts';
import { type FilingStanding, type FirstTalkRows, readFirstTalk, standingOf } from './state.ts';

type Options = { rules?: FirstTalkRules; on?: string };

/** One thing on the way of a filing: what was said (`on`) and when it was recorded. */
export type TimelineStep = {
  on: string;
  recorded_at: string;
  what: string;
  text: string;
  documents: string[];
  actor: string;
};

/** Two claims on one project, side by side; `evidence` runs through both in the order of their days. */
export type ShownDispute = {
  dispute_id: string;
  opened_on: string;
  similarity: number;
  parts: Record<Part, number | null>;
  sides: {
    filing_id: string;
    district_id: string;
    talked_on: string;
    filed_on: string;
    claim: string | null;
    evidence: string[];
  }[];
  evidence: TimelineStep[];
  ruling: FirstTalkRows['rulings'][number] | null;
};

export type ShownFiling = FilingStanding & {
  timeline: TimelineStep[];
  matches: FilingMatch[];
  disputes: ShownDispute[];
};

/** All filings as they stand on a day (default today), newest first. */
export const listFilings = (store: string, options: Options = {}): Promise<FilingStanding[]> =>
  readingLedger(store, async (db) => {
    const { all, rules, on } = await reading(db, options);
    return all.filings
      .filter((filing) => chinaDay(filing.recorded_at) <= on)
      .map((filing) => standingOf(filing, all, rules, on))
      .reverse();
  });

/** @throws AppError filing_not_found */
export const showFiling = (store: string, filingId: string, options: Options = {}): Promise<ShownFiling> =>
  readingLedger(store, async (db) => {
    const { all, rules, on } = await reading(db, options);
    const filing = all.filings.find((f) => f.filing_id === filingId);
    if (!filing)
      throw new AppError('filing_not_found', `there is no filing «${filingId}»`, 'list them: yuzhao first-talk list');
    return {
      ...standingOf(filing, all, rules, on),
      timeline: timelineOf(filingId, all),
      matches: matchFilings(filing, all, rules, on, filingId),
      disputes: all.disputes
        .filter((d) => d.filing_id === filingId || d.rival_id === filingId)
        .map((dispute) => shownDispute(dispute, all)),
    };
  });

const reading = async (db: Parameters<typeof readFirstTalk>[0], options: Options) => ({
  all: await readFirstTalk(db),
  rules: options.rules ?? readFirstTalkRules(),
  on: options.on ?? chinaDay(new Date().toISOString()),
});

function timelineOf(filingId: string, all: FirstTalkRows): TimelineStep[] {
  const own = <R extends { filing_id: string }>(rows: readonly R[]): R[] =>
    rows.filter((r) => r.filing_id === filingId);
  const steps: TimelineStep[] = [
    ...own(all.filings).map((f) => ({ on: f.talked_on, what: '首谈报备', text: f.project_name, documents: f.evidence, recorded_at: f.recorded_at, actor: f.actor })),
    ...own(all.steps).map((s) => ({ on: s.on, what: stepTitles[s.step], text: s.reason, documents: s.evidence, recorded_at: s.recorded_at, actor: s.actor })),
    ...own(all.transfers).map((t) => ({ on: t.decided_on, what: '流转', text: `${t.from_district_id} → ${t.to_district_id}：${t.reason}（${t.decided_by}）`, documents: [t.decision], recorded_at: t.recorded_at, actor: t.actor })),
    ...own(all.shares).map((s) => ({ on: s.decided_on, what: '分享', text: `${s.kind} ${s.district_id} ${s.share_pct} %，${s.start_trigger}起${s.years === null ? '' : ` ${s.years} 年`}`, documents: [], recorded_at: s.recorded_at, actor: s.actor })),
  ]; // biome-ignore format: a table
  return steps.sort((a, b) => (a.on + a.recorded_at < b.on + b.recorded_at ? -1 : 1));
}

const stepTitles = { renewed: '续期', withdrawn: '撤回', signed: '签约' } as const;

function shownDispute(dispute: FirstTalkRows['disputes'][number], all: FirstTalkRows): ShownDispute {
  const side = (filingId: string, claim: string | null): ShownDispute['sides'][number] => {
    const { filing_id, district_id, talked_on, evidence, recorded_at } = all.filings.find(
      (f) => f.filing_id === filingId,
    )!;
    return { filing_id, district_id, talked_on, filed_on: chinaDay(recorded_at), claim, evidence };
  };
  const { dispute_id, opened_on } = dispute;
  return {
    dispute_id,
    opened_on,
    similarity: dispute.similarity,
    parts: JSON.parse(dispute.parts),
    sides: [side(dispute.filing_id, dispute.claim), side(dispute.rival_id, dispute.rival_claim)],
    evidence: [dispute.filing_id, dispute.rival_id]
      .flatMap((id) => timelineOf(id, all))
      .sort((a, b) => (a.on + a.recorded_at < b.on + b.recorded_at ? -1 : 1)),
    ruling: all.rulings.findLast((r) => r.dispute_id === dispute_id) ?? null,
  };
}
