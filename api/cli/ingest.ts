/** `yuzhao ingest`: files through the door, two at a time; one broken file does not stop the others. */
import { basename } from 'node:path';
import { AppError } from '../../data/errors.ts';
import { type LibraryId, libraries } from '../../data/schema/library.ts';
import { loadsOf, nextSequence, withLoadLock } from '../../data/store/index.ts';
import {
  type Corrections,
  declared,
  forkCleaningSession,
  type IngestOptions,
  type IngestResult,
  ingestFile,
  openCleaningSession,
  repeatedRows,
} from '../../ingest/index.ts';
import { count, ProgressLine } from './progress.ts';

export type IngestArguments = {
  store: string;
  json: boolean;
  asOf?: string;
  by: string;
  map?: Corrections;
  dryRun?: boolean;
};

type Outcome = { file: string; result?: IngestResult; error?: AppError };

export async function ingestCommand(library: string, files: string[], options: IngestArguments): Promise<void> {
  if (options.dryRun) {
    const { previewCommand } = await import('./preview.ts');
    return previewCommand(libraryNamed(library), files, options);
  }
  const outcomes = await ingestFiles(library, files, options);
  if (options.json)
    process.stdout.write(
      `${JSON.stringify(outcomes.map((o) => o.result?.load ?? { file: o.file, error: { code: o.error!.code, message: o.error!.message, ...o.error!.place } }))}\n`,
    );
  if (outcomes.some((o) => o.error)) process.exitCode = 2;
}

/** @throws AppError library_unknown */
export function libraryNamed(library: string): LibraryId {
  if (library in libraries) return library as LibraryId;
  throw new AppError(
    'library_unknown',
    `there is no library «${library}»`,
    `name one of ${Object.keys(libraries).join(', ')}`,
  );
}

/** Loads files in order of their names on the command line. @throws AppError library_unknown */
export async function ingestFiles(library: string, files: string[], options: IngestArguments): Promise<Outcome[]> {
  const chosen = declared[libraryNamed(library)];
  const line = new ProgressLine();
  return withLoadLock(options.store, async () => {
    const session = await openCleaningSession();
    const before = loadsOf(options.store);
    if (options.by !== 'demo' && before.some((l) => l.loaded_by === 'demo'))
      line.done(
        `! ${options.store} holds the synthetic demo city: its invented companies will stand beside yours. For real lists alone use another --store.`,
      );
    const first = nextSequence(options.store);
    const run: IngestOptions = {
      asOf: options.asOf ?? new Date().toISOString().slice(0, 10),
      by: options.by,
      now: new Date(),
      ...(options.map ? { corrections: options.map } : {}),
    };
    const outcomes: Outcome[] = [];
    let rows = 0;
    const next = files.map((file, i) => ({ file, sequence: first + i }));
    const work = async () => {
      const db = await forkCleaningSession(session);
      for (let job = next.shift(); job; job = next.shift()) {
        const outcome = await ingestOne(db, options.store, chosen, job.file, job.sequence, run);
        outcomes[job.sequence - first] = outcome;
        rows += outcome.result?.load.rows_in ?? 0;
        line.update(basename(job.file), rows);
        if (!options.json) report(outcome, line);
      }
      db.close();
    };
    await Promise.all([work(), work()]);
    if (!options.json) await summary(session, options.store, outcomes, line);
    session.closeAll();
    return outcomes;
  });
}

async function ingestOne(
  ...[db, store, library, file, sequence, run]: Parameters<typeof ingestFile>
): Promise<Outcome> {
  try {
    return { file, result: await ingestFile(db, store, library, file, sequence, run) };
  } catch (error) {
    if (error instanceof AppError) return { file, error };
    throw error;
  }
}

function report(outcome: Outcome, line: ProgressLine): void {
  line.done(outcome.error ? `✗ ${outcome.error.toLine()}` : loadText(outcome.file, outcome.result!));
}

function loadText(file: string, { load, known }: IngestResult): string {
  if (known) return `= ${basename(file)}: this file was loaded before (load ${load.load_id}), nothing to do`;
  const list = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([what, n]) => `${what} ${count(n)}`)
      .join(', ');
  const reasons = list(load.rejected_by);
  const doubts = list(load.issues_by);
  return (
    `✓ ${load.file}: ${count(load.rows_in)} rows = ${count(load.accepted)} accepted + ${count(load.rejected)} rejected` +
    `${reasons && ` (${reasons})`}${doubts && `; unreadable cells: ${doubts}`}${load.encoding === 'gb18030' ? '; read as GBK' : ''}`
  );
}

async function summary(
  db: Parameters<typeof repeatedRows>[0],
  store: string,
  outcomes: Outcome[],
  line: ProgressLine,
): Promise<void> {
  const fresh = outcomes.flatMap((o) => (o.result && !o.result.known ? [o.result.load] : []));
  for (const r of await repeatedRows(db, store, fresh))
    line.done(
      `! ${r.file}: ${count(r.rows)} rows are the same as in ${r.earlier_file} (for example line ${r.line} = line ${r.earlier_line}): counted once; nothing to do unless a wrong file was sent`,
    );
  const rows = fresh.reduce((n, load) => n + load.rows_in, 0);
  const seconds = line.seconds();
  line.done(`${count(rows)} rows in ${seconds.toFixed(1)} s (${count(rows / seconds)} rows/s). Next: yuzhao build`);
}
