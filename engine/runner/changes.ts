/** What differs from the last snapshot, relation by relation: a model whose inputs are the same is not run again. */
import type { Database } from '../../data/store/index.ts';
import { quote } from '../../data/store/index.ts';

/**
 * `companies`: relation with one column `id`, the companies of which any row may differ; rows of all others are the same.
 * `rows`: relation with all rows of those companies, where one was made.
 */
export type Change = 'nothing' | 'anything' | { companies: string; rows?: string };

/** Facts and rules of another version make a build from nothing, so within a refresh they are the same. */
const fixed = /^(?:reference|rule)\./;

export class Changes {
  private readonly known: Map<string, Change>;

  constructor(known: Iterable<readonly [string, Change]> = []) {
    this.known = new Map(known);
  }

  of(relation: string): Change {
    return this.known.get(relation) ?? (fixed.test(relation) ? 'nothing' : 'anything');
  }

  set(relation: string, change: Change): void {
    this.known.set(relation, change);
  }
}

/** Condition that a row is of one of the companies in `ids` (a relation with the column `id`), by relation; else `enterprise_id` tells, or `name_key`, which only models of the companies of the chain ask for. */
const named = (ids: string): Record<string, string> => ({
  'lake.identity': `(entity_id in (select id from ${ids}) or enterprise_id in (select id from ${ids}))`,
  'lake.investor': `entity_id in (select id from ${ids})`,
  'lake.projects': 'true', // found by lake.investor
});

/** Condition on the rows of `relation` that speak of the companies in `ids`, or null where no column says so. */
export async function speaksOf(db: Database, relation: string, ids: string): Promise<string | null> {
  const own = named(ids)[relation];
  if (own) return own;
  const columns = (await db.describe(`select * from ${quote(relation)}`)).map((c) => c.name);
  if (columns.includes('enterprise_id')) return `enterprise_id in (select id from ${ids})`;
  if (columns.includes('name_key'))
    return `name_key in (select name_key from chain.company where enterprise_id in (select id from ${ids}))`;
  return null;
}

/** SELECT of the ids (`id`) of the companies that rows of `from`, with the columns of `relation`, speak of, or null where no column says so. */
export async function companiesIn(db: Database, relation: string, from: string): Promise<string | null> {
  const columns = (await db.describe(`select * from ${quote(relation)}`)).map((c) => c.name);
  if (columns.includes('enterprise_id')) return `select enterprise_id as id from ${from}`;
  if (columns.includes('name_key'))
    return `select enterprise_id as id from chain.company where name_key in (select name_key from ${from})`;
  return null;
}
