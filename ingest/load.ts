/** One file through the door: read, clean, judge, write. Every row ends as accepted or as rejected with a reason. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../data/errors.ts';
import type { Load } from '../data/schema/load.ts';
import { commitLoad, contentHash, type Database, draftFolder, loadsOf } from '../data/store/index.ts';
import { mapColumns, requireColumns } from './header.ts';
import { judgeSql, type Unit } from './judge.ts';
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
  const loadId = await loadIdOf(library, path);
  const before = loadsOf(store, library.id).find((l) => l.load_id === loadId);
  if (before) return { load: before, known: true };
  const key = loadId.slice(0, 8);
  const staged = await stage(db, library, path, key, draftFolder(store));
  try {
    const mapping = mapColumns(staged.headers, library);
    requireColumns(mapping, library, path);
    const units: Unit[] = mapping.flatMap((c, index) => (c.field ? [{ index, field: c.field, unit: c.unit }] : []));
    const judged = `judged_${key}`;
    await readThrough(
      db,
      path,
      judgeSql(judged, staged, library, units, { file: basename(path), asOf: options.asOf, loadId }),
    );
    const tally = await writeLoad(db, judged, library, staged, draftFolder(store), loadId, basename(path));
    await db.run(`drop table ${judged}`);
    const load = manifest(loadId, sequence, library, path, staged, tally, mapping, options);
    if (library.companion && fits(staged.headers, library.companion))
      await ingestFile(db, store, library.companion, path, sequence, options);
    commitLoad(store, load, tally.drafts);
    return { load, known: false };
  } finally {
    await staged.close();
  }
}

/** Has the file a column for a field of the companion that its own library does not have? */
const fits = (headers: readonly string[], companion: Library): boolean =>
  mapColumns(headers, companion).some((c) => c.field !== null && !companion.fields[c.field]!.required);

async function loadIdOf(library: Library, path: string): Promise<string> {
  requireFile(path);
  return createHash('sha256')
    .update(`${library.id}:${await contentHash(path)}`)
    .digest('hex')
    .slice(0, 16);
}

async function readThrough(db: Database, path: string, sql: string): Promise<void> {
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
  columns: Load['columns'],
  options: IngestOptions,
): Load {
  return {
    load_id,
    sequence,
    library: library.id,
    file: basename(path),
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
    columns,
  };
}
