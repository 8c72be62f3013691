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
      if (query.weights === null) this.usual.set(questionOf(query), ranksOf(match));
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
    const ranks = ranksOf(await get<Match>('match', { ...query, weights: null }, signal));
    this.usual.set(question, ranks);
    return ranks;
  }
}

type Query = ReturnType<typeof matchQuery>;

const questionOf = ({ link, district, top }: Query): string => `${link} ${district} ${top}`;

const ranksOf = (match: Match): ReadonlyMap<string, number> =>
  new Map(match.rows.map((row) => [row.enterprise_id, row.rank]));
