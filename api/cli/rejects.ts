/** `yuzhao rejects`: the rows that were not accepted, with file, line and what to do. */
import { existsSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../../data/errors.ts';
import type { Reject } from '../../data/schema/load.ts';
import { loadsOf } from '../../data/store/index.ts';
import { declared, openCleaningSession, sendBack } from '../../ingest/index.ts';
import { rejectsOf } from '../rejects.ts';
import { libraryNamed } from './ingest.ts';
import { count } from './progress.ts';

export type RejectsArguments = { store: string; json: boolean; top: number; library?: string; out?: string };

/** @throws AppError snapshot_missing when nothing was loaded, file_not_found when no load has that file */
export async function rejectsCommand(file: string | undefined, options: RejectsArguments): Promise<void> {
  if (file !== undefined && existsSync(file)) return returnCommand(file, options);
  const { store, json, top } = options;
  const loads = loadsOf(store);
  if (loads.length === 0)
    throw new AppError('snapshot_missing', 'nothing was loaded into this store', 'run «yuzhao ingest» first', {
      file: store,
    });
  const chosen = loads.filter((l) => file === undefined || l.file === file || l.load_id === file);
  if (chosen.length === 0)
    throw new AppError(
      'file_not_found',
      `no load has the file «${file}»`,
      `name one of ${[...new Set(loads.map((l) => l.file))].join(', ')}`,
    );
  const rows = await rejectsOf(store, chosen);
  if (json) process.stdout.write(`${JSON.stringify(rows)}\n`);
  else process.stdout.write(rejectsText(rows, top));
}

/** The sender's own workbook, written beside the caller. */
async function returnCommand(file: string, { store, json, library, out }: RejectsArguments): Promise<void> {
  const load = loadsOf(store).find((l) => l.file === basename(file));
  const id = libraryNamed(library ?? load?.library ?? '');
  const db = await openCleaningSession();
  const { bytes, rejected, doubted } = await sendBack(db, declared[id], file, {
    asOf: load?.as_of ?? new Date().toISOString().slice(0, 10),
    ...(load?.corrections ? { corrections: load.corrections } : {}),
  });
  db.closeAll();
  const path =
    out ?? `${basename(file).replace(/(\.(csv|tsv|txt|xlsx|xlsm|jsonl|ndjson|parquet|gz))+$/i, '')}-退回.xlsx`;
  writeFileSync(path, bytes);
  if (json) process.stdout.write(`${JSON.stringify({ file: path, rejected, doubted })}\n`);
  else
    process.stdout.write(
      `${path}: ${count(rejected)} rows go back, ${count(doubted)} more have cells that could not be read; both are coloured, the reason stands behind the last column\n`,
    );
}

function rejectsText(rows: readonly Reject[], top: number): string {
  const lines = rows
    .slice(0, top)
    .map(
      (r) =>
        `${r.source_file}${r.source_sheet && `, sheet ${r.source_sheet}`}, line ${r.source_line}: ${r.reason} [${r.code}]`,
    );
  const more = rows.length > top ? [`… and ${count(rows.length - top)} more (--top ${rows.length}, or --json)`] : [];
  return `${[`${count(rows.length)} rejected rows`, ...lines, ...more].join('\n')}\n`;
}
