/** What ingest worked out over all loads, as relations that models read: `lake.mention`, `lake.identity`, `lake.investor`, `lake.identity_pair`. */
import type { TObject } from 'typebox';
import { columnsOf } from '../data/schema/columns.ts';
import { Investor } from '../data/schema/investor.ts';
import { Mention } from '../data/schema/mention.ts';
import { EnterpriseLink } from '../data/schema/published/enterprise.ts';
import { contentHash, currentDerived, type Database, literal } from '../data/store/index.ts';

/** A query with the columns of a record and no row. */
export const noRows = (record: TObject): string =>
  `select ${columnsOf(record)
    .map((c) => `cast(null as ${c.type}) as ${c.name}`)
    .join(', ')} where false`;

/** File in the store → relation, and what it is where nothing was worked out: no mentions, and each id a company of its own: `lake.identity` holds only those that are not. */
const relations: Record<string, { relation: string; otherwise: string }> = {
  mentions: { relation: 'lake.mention', otherwise: noRows(Mention) },
  entity: {
    relation: 'lake.identity',
    otherwise: "select '' as enterprise_id, '' as entity_id where false",
  },
  investor: { relation: 'lake.investor', otherwise: noRows(Investor) },
  pair: { relation: 'lake.identity_pair', otherwise: noRows(EnterpriseLink) },
};

/** Creates the relations over the files in the store. The views `lake.<library>` must be there. */
export async function attachDerived(db: Database, store: string): Promise<void> {
  for (const [name, { relation, otherwise }] of Object.entries(relations)) {
    const file = currentDerived(store, name);
    await db.run(`create view ${relation} as ${file ? `select * from read_parquet(${literal(file)})` : otherwise}`);
  }
}

/** Relation → content hash of its file, '' where there is none: a snapshot follows from them too. */
export const derivedHashes = async (store: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(relations).map(async ([name, { relation }]) => {
        const file = currentDerived(store, name);
        return [relation, file ? await contentHash(file) : ''] as const;
      }),
    ),
  );
