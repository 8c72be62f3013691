/** Rows that stand in two loads of one library: two offices sent the same list, or one file was sent twice under two names. */
import type { Load } from '../data/schema/load.ts';
import { type Database, literal, loadPath, loadsOf } from '../data/store/index.ts';

export type Repeated = { file: string; rows: number; line: number; earlier_file: string; earlier_line: number };

/** For each of `loads`, every earlier load of the store with which it shares rows. */
export async function repeatedRows(db: Database, store: string, loads: readonly Load[]): Promise<Repeated[]> {
  const library = loads[0]?.library;
  if (!library) return [];
  const all = loadsOf(store).filter((l) => l.library === library);
  if (all.length < 2) return [];
  const files = all.map((l) => literal(loadPath(store, library, l.load_id, 'accepted'))).join(', ');
  const sequences = all.map((l) => `(${literal(l.load_id)}, ${l.sequence})`).join(', ');
  return db.rows<Repeated>(
    `with loads(load_id, sequence) as (values ${sequences}),
    lines as (select row_hash, load_id, source_file, source_line from read_parquet([${files}])),
    shared as (select row_hash from lines group by row_hash having count(distinct load_id) > 1),
    placed as (
      select l.row_hash, l.source_file, l.source_line, n.load_id, n.sequence,
        first_value(l.source_file) over w as earlier_file, first_value(l.source_line) over w as earlier_line, first_value(n.sequence) over w as earlier_sequence
      from lines as l join loads as n on l.load_id = n.load_id
      where l.row_hash in (select row_hash from shared)
      window w as (partition by l.row_hash order by n.sequence)
    )
    select source_file as file, count(*) as rows, min(source_line) as line, earlier_file, min_by(earlier_line, source_line) as earlier_line
    from placed
    where sequence > earlier_sequence and load_id in (${loads.map((l) => literal(l.load_id)).join(', ')})
    group by sequence, source_file, earlier_sequence, earlier_file
    order by sequence, earlier_sequence`,
  );
}
