/** Asking for lists: the newest question wins, and each list knows how it differs from the profile's own order. */
import type { Match } from '../shell/answers.ts';
import { get } from '../shell/api.ts';
import type { Context } from './context.ts';
import { matchQuery } from './heading.ts';

type Answer = { match: Match; usualRanks: ReadonlyMap<string, number> | null };

export class Ranking {
  private asking: AbortController | null = null;
  /** Ranks under the profile's own weights, by question. */
  private readonly usual = new Map<string, ReadonlyMap<string, number>>();

  /** null when a newer question was asked meanwhile. @throws Problem */
  async ask(context: Context): Promise<Answer | null> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const query = matchQuery(context);
    try {
      const [match, usualRanks] = await Promise.all([
        get<Match>('match', query, asking.signal),
        query.weights === null ? null : this.usualRanks(query, asking.signal),
      ]);
      if (query.weights === null && !scoreLimited(query)) this.usual.set(questionOf(query), ranksOf(match));
      return asking.signal.aborted ? null : { match, usualRanks };
    } catch (error) {
      if (asking.signal.aborted) return null;
      throw error;
    }
  }

  private async usualRanks(query: Query, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
    const question = questionOf(query);
    const known = this.usual.get(question);
    if (known) return known;
    // A limit of the score holds for the moved weights only.
    const usual = { ...query, weights: null, score_from: null, score_below: null };
    const ranks = ranksOf(await get<Match>('match', usual, signal));
    this.usual.set(question, ranks);
    return ranks;
  }
}

const scoreLimited = (query: Query): boolean => 'score_from' in query || 'score_below' in query;

type Query = ReturnType<typeof matchQuery>;

/** Weights and score aside. */
const questionOf = ({ weights: _, score_from: _from, score_below: _below, ...query }: Query): string =>
  JSON.stringify(query);

const ranksOf = (match: Match): ReadonlyMap<string, number> =>
  new Map(match.rows.map((row) => [row.enterprise_id, row.rank]));
