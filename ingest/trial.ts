/** A file read, understood and judged, with nothing left behind: what a preview and a returned workbook are made of. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Reject } from '../data/schema/load.ts';
import { contentHash, type Database, literal } from '../data/store/index.ts';
import type { UnderstoodTable } from './clean-steps.ts';
import { type Corrections, checkCorrections, mapColumns, missingFields } from './header.ts';
import { judgeSql } from './judge.ts';
import type { Library } from './library/declare.ts';
import { readThrough } from './load.ts';
import { requireFile, stage } from './read/index.ts';
import type { Staged } from './read/staged.ts';
import { moveLines, type Tally, writeLoad } from './write.ts';

export type TrialOptions = {
  asOf: string;
  corrections?: Corrections;
  /** The name as sent, where the file on disk has another. */
  file?: string;
};

/** `cells` is a relation (line, sheet, c0 …), `judged` one of the library's columns; neither while a required column is missing. */
export type Trial = {
  staged: Staged;
  tables: UnderstoodTable[];
  missing: string[];
  cells: string;
  judged: string | null;
};

export type Outcome = Omit<Tally, 'drafts'> & {
  rejects: Reject[];
  /** Accepted rows with cells that could not be read. */
  doubted: { source_sheet: string; source_line: number; issues: string[] }[];
};

/**
 * Runs `work` between reading and throwing away.
 * @param work gets the judged rows, and `outcome`, which ends them: what would be accepted and what would go back
 * @throws AppError as ingestFile does, except for a missing column
 */
export async function tryFile<T>(
  db: Database,
  library: Library,
  path: string,
  { asOf, corrections = {}, file = basename(path) }: TrialOptions,
  work: (trial: Trial, outcome: () => Promise<Outcome>) => Promise<T>,
): Promise<T> {
  requireFile(path);
  const loadId = `${(await contentHash(path)).slice(0, 12)}0000`;
  const key = `trial_${loadId}`;
  const folder = mkdtempSync(join(tmpdir(), 'yuzhao-trial-'));
  const [cells, judged] = [`cells_${key}`, `judged_${key}`];
  const staged = await stage(db, library, path, key, folder, corrections);
  try {
    const tables = staged.tables.map(({ sheet, headings }) => ({
      sheet,
      columns: mapColumns(headings, library, corrections),
    }));
    checkCorrections(tables, library, path, corrections);
    const missing = [...new Set(tables.flatMap((t) => missingFields(t.columns, library)))];
    await readThrough(db, path, `create or replace temp table ${cells} as select * from ${staged.from}`);
    const unread = await staged.unread();
    if (staged.skipsUnread) await moveLines(db, cells, 'line', unread);
    const { skipsUnread: _, ...read } = { ...staged, from: cells, unread: async () => unread };
    const whole = missing.length === 0;
    if (whole) await readThrough(db, path, judgeSql(judged, read, library, tables, { file, asOf, loadId }));
    return await work({ staged, tables, missing, cells, judged: whole ? judged : null }, () =>
      outcomeOf(db, judged, library, read, folder, loadId, file),
    );
  } finally {
    await db.run(`drop table if exists ${cells}; drop table if exists ${judged}`);
    await staged.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function outcomeOf(
  db: Database,
  judged: string,
  library: Library,
  staged: Staged,
  folder: string,
  loadId: string,
  file: string,
): Promise<Outcome> {
  const { drafts, ...tally } = await writeLoad(db, judged, library, staged, folder, loadId, file);
  return {
    ...tally,
    rejects: await db.rows<Reject>(
      `select * from read_parquet(${literal(drafts.rejected)}) order by source_sheet, source_line`,
    ),
    doubted: await db.rows(
      `select source_sheet, source_line, issues from read_parquet(${literal(drafts.accepted)}) where len(issues) > 0 order by source_sheet, source_line`,
    ),
  };
}
