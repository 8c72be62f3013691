/** Which filings and which signed projects look like this one. */
import type { FirstTalkRules } from '../../data/schema/first-talk.ts';
import type { Database } from '../../data/store/index.ts';
import { type Claimed, type Similarity, similarity } from './similarity.ts';
import { type FilingState, type FirstTalkRows, standingOf } from './state.ts';

/** `verdict`: same = both claims are to be shown side by side; possible = look at it. A person decides either way. */
export type FilingMatch = Similarity & {
  filing_id: string;
  district_id: string;
  holder_district_id: string;
  project_name: string;
  investor_name: string;
  talked_on: string;
  filed_on: string;
  state: FilingState;
  verdict: 'same' | 'possible';
};

/** Filings but `except`, most alike first, from the limit `possible` on. */
export function matchFilings(
  claimed: Claimed,
  all: FirstTalkRows,
  rules: FirstTalkRules,
  on: string,
  except?: string,
): FilingMatch[] {
  const { weights, possible, same } = rules.similarity;
  return all.filings
    .filter((filing) => filing.filing_id !== except)
    .map((filing) => ({ filing, ...similarity(claimed, filing, weights) }))
    .filter((match) => match.score >= possible)
    .sort((a, b) => b.score - a.score || a.filing.sequence - b.filing.sequence)
    .map(({ filing, score, parts }) => {
      const { holder_district_id, filed_on, state } = standingOf(filing, all, rules, on);
      const { filing_id, district_id, project_name, investor_name, talked_on } = filing;
      const verdict = score >= same ? ('same' as const) : ('possible' as const);
      return { filing_id, district_id, holder_district_id, project_name, investor_name, talked_on, filed_on, state, verdict, score, parts }; // biome-ignore format: a list
    });
}

export type ProjectMatch = Similarity & { project_id: string; name: string; district_id: string | null; stage: string };

/** Projects of the register that look like this one, at most ten. `db`: a snapshot. */
export async function matchProjects(db: Database, claimed: Claimed, rules: FirstTalkRules): Promise<ProjectMatch[]> {
  const rows = await db.rows<{
    project_id: string;
    name: string;
    investor: string | null;
    link: string | null;
    amount_cny: number | null;
    district_id: string | null;
    stage: string;
  }>(
    'select project_id, name, investor, link, amount_cny, district_id, stage from project.register where investor is not null order by project_id',
  );
  return rows
    .map(({ project_id, name, district_id, stage, investor, link, amount_cny }) => ({
      project_id,
      name,
      district_id,
      stage,
      ...similarity(
        claimed,
        {
          investor_name: investor!,
          investor_credit_code: null,
          project_name: name,
          content: null,
          link,
          investment_cny: amount_cny,
        },
        rules.similarity.weights,
      ),
    }))
    .filter((match) => match.score >= rules.similarity.possible)
    .sort((a, b) => b.score - a.score || (a.project_id < b.project_id ? -1 : 1))
    .slice(0, 10);
}
