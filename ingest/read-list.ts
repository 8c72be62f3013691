/** Rows of a file in the offices' headings for the ledger: read and cleaned like a library, nothing enters the lake. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { literal, loadPath } from '../data/store/index.ts';
import { openCleaningSession } from './clean/session.ts';
import type { Library } from './library/declare.ts';
import { ingestFile } from './load.ts';

/** A row that cannot be entered, with the reason. */
export type RefusedRow = { sheet: string; line: number; code: string; reason: string };

export const placeOf = (row: { source_sheet: string; source_line: number }) => ({
  sheet: row.source_sheet,
  line: row.source_line,
});

/** `accepted.length + refused.length` = rows of the file. @throws AppError with file and line when it cannot be read as a whole */
export async function readListFile<Row>(
  library: Library,
  path: string,
  asked: { asOf: string; by: string },
): Promise<{ accepted: Row[]; refused: RefusedRow[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'yuzhao-list-'));
  const db = await openCleaningSession();
  try {
    const { load } = await ingestFile(db, folder, library, path, 1, { ...asked, now: new Date() });
    const part = (of: 'accepted' | 'rejected') =>
      `read_parquet(${literal(loadPath(folder, library.id, load.load_id, of))})`;
    return {
      accepted: await db.rows<Row>(`select * from ${part('accepted')} order by source_sheet, source_line`),
      refused: await db.rows<RefusedRow>(
        `select source_sheet as sheet, source_line as line, code, reason from ${part('rejected')} order by sheet, line`,
      ),
    };
  } finally {
    db.closeAll();
    rmSync(folder, { recursive: true, force: true });
  }
}
