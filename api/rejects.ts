/** Rows that were not accepted, read from the lake. */
import { existsSync } from 'node:fs';
import type { Load, Reject } from '../data/schema/load.ts';
import { Database, literal, loadPath } from '../data/store/index.ts';

/** In the order of the files as sent. */
export async function rejectsOf(store: string, loads: readonly Load[]): Promise<Reject[]> {
  const parts = loads
    .filter((l) => l.rejected > 0)
    .map((l) => loadPath(store, l.library, l.load_id, 'rejected'))
    .filter((path) => existsSync(path));
  if (parts.length === 0) return [];
  const db = await Database.open();
  try {
    return await db.rows<Reject>(
      `select * from read_parquet([${parts.map(literal).join(', ')}]) order by source_file, source_sheet, source_line`,
    );
  } finally {
    db.closeAll();
  }
}
