/** One file through the door: read, clean, judge, write. Every row ends as accepted or as rejected with a reason. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../data/errors.ts';
import type { Load } from '../data/schema/load.ts';
import { commitLoad, contentHash, type Database, draftFolder, loadsOf } from '../data/store/index.ts';
import type { UnderstoodTable } from './clean-steps.ts';
import { type Corrections, checkCorrections, type Heading, mapColumns, requireColumns } from './header.ts';
import { judgeSql } from './judge.ts';
import type { Library } from './library/declare.ts';
import { requireFile, stage } from './read/index.ts';
import type { Staged } from './read/staged.ts';
import { type Tally, writeLoad } from './write.ts';

export type IngestOptions = {
  /** The day for which the sender vouches (YYYY-MM-DD). */
  asOf: string;
  /** Who loads, for the manifest. */
  by: string;
  now: Date;
  /** Heading → field where the sender knows better; kept in the manifest. */
  corrections?: Corrections;
  /** The name as sent, where the file on disk has another. */
  file?: string;
};

/** `known`: the same file was loaded before, nothing was done. */
export type IngestResult = { load: Load; known: boolean };

/**
 * Loads one file into the lake.
 * @param sequence its place in the order of loads
 * @throws AppError with file and line when the file as a whole cannot be read; the lake is then as before
 */
export async function ingestFile(
  db: Database,
  store: string,
  library: Library,
  path: string,
  sequence: number,
  options: IngestOptions,
): Promise<IngestResult> {
  const { corrections = {} } = options;
  requireFile(path);
  const content = await contentHash(path);
  const loadId = loadIdOf(library, content, corrections);
  const loads = loadsOf(store, library.id);
  const before = loads.find((l) => l.load_id === loadId);
  if (before) return { load: before, known: true };
  const key = loadId.slice(0, 8);
  const staged = await stage(db, library, path, key, draftFolder(store), corrections);
  try {
    const tables = understand(staged, library, path, corrections);
    const judged = `judged_${key}`;
    const file = options.file ?? basename(path);
    await readThrough(db, path, judgeSql(judged, staged, library, tables, { file, asOf: options.asOf, loadId }));
    const tally = await writeLoad(db, judged, library, staged, draftFolder(store), loadId, file);
    await db.run(`drop table ${judged}`);
    const superseded = loads.find((l) => l.content === content || l.load_id === loadIdOf(library, content, {}));
    const load = {
      ...manifest(loadId, sequence, library, path, staged, tally, tables, options),
      content,
      ...(superseded ? { supersedes: superseded.load_id } : {}),
    };
    if (library.companion && staged.tables.some((t) => fits(t.headings, library.companion!)))
      await ingestFile(db, store, library.companion, path, sequence, options);
    commitLoad(store, load, tally.drafts);
    return { load, known: false };
  } finally {
    await staged.close();
  }
}

/** What each column of each table means. @throws AppError header_unknown, header_correction */
export function understand(
  staged: Staged,
  library: Library,
  path: string,
  corrections: Corrections,
): UnderstoodTable[] {
  const tables = staged.tables.map(({ sheet, headings }) => ({
    sheet,
    columns: mapColumns(headings, library, corrections),
  }));
  checkCorrections(tables, library, path, corrections);
  for (const { sheet, columns } of tables) requireColumns(columns, library, path, sheet || undefined);
  return tables;
}

/** Has the file a column for a field of the companion that its own library does not have? */
const fits = (headings: readonly Heading[], companion: Library): boolean =>
  mapColumns(headings, companion).some((c) => c.field !== null && !companion.fields[c.field]!.required);

/** Of the same content read with other corrections there may be another load: it takes the place of the first. */
function loadIdOf(library: Library, content: string, corrections: Corrections): string {
  const corrected = Object.keys(corrections).length > 0 ? JSON.stringify(Object.entries(corrections).sort()) : '';
  return createHash('sha256').update(`${library.id}:${content}${corrected}`).digest('hex').slice(0, 16);
}

export async function readThrough(db: Database, path: string, sql: string): Promise<void> {
  try {
    await db.run(sql);
  } catch (cause) {
    throw new AppError(
      'file_format',
      (cause as Error).message.split('\n')[0]!,
      'open the file, look at the place named, and export it again',
      { file: path },
      cause,
    );
  }
}

function manifest(
  load_id: string,
  sequence: number,
  library: Library,
  path: string,
  staged: Staged,
  tally: Tally,
  tables: readonly UnderstoodTable[],
  options: IngestOptions,
): Load {
  return {
    load_id,
    sequence,
    library: library.id,
    file: options.file ?? basename(path),
    bytes: statSync(path).size,
    encoding: staged.encoding,
    as_of: options.asOf,
    loaded_at: options.now.toISOString(),
    loaded_by: options.by,
    rows_in: tally.accepted + tally.rejected,
    accepted: tally.accepted,
    rejected: tally.rejected,
    rejected_by: tally.rejectedBy,
    issues_by: tally.issuesBy,
    columns: distinctColumns(tables),
    ...(options.corrections && Object.keys(options.corrections).length > 0
      ? { corrections: { ...options.corrections } }
      : {}),
  };
}

/** Sheets mostly share their header: each column once. */
const distinctColumns = (tables: readonly UnderstoodTable[]): Load['columns'] =>
  [
    ...new Map(tables.flatMap((t) => t.columns).map((c) => [`${c.header}|${c.field}|${c.unit}`, c] as const)).values(),
  ].map(({ header, field, unit }) => ({ header, field, unit }));
