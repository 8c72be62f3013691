/** A bit for each of some ids, so that a scan of a file turns other rows away before it reads their other columns. */
import type { Database } from './database.ts';

/** Many more than ids are marked, so that a bit rarely stands for two. */
const BITS = 2 ** 20;
const bitOf = (id: string): string => `cast(hash(${id}) % ${BITS} as integer)`;

/** Marks the ids in the column `id` of a relation, for this connection, in place of those marked before. */
export const markIds = (db: Database, relation: string): Promise<void> =>
  db.run(`set variable marks = (select bitstring_agg(${bitOf('id')}, 0, ${BITS - 1}) from ${relation})`);

/** Condition that an id is marked, or one with the same bit. It spares reading only where it stands at the file, not above a view. */
export const isMarked = (id: string): string => `get_bit(getvariable('marks'), ${bitOf(id)}) = 1`;
