/** `yuzhao rejects`: the rows that were not accepted, with file, line and what to do. */
import { AppError } from '../../data/errors.ts';
import type { Reject } from '../../data/schema/load.ts';
import { loadsOf } from '../../data/store/index.ts';
import { rejectsOf } from '../rejects.ts';
import { count } from './progress.ts';

export type RejectsArguments = { store: string; json: boolean; top: number };

/** @throws AppError snapshot_missing when nothing was loaded, file_not_found when no load has that file */
export async function rejectsCommand(file: string | undefined, { store, json, top }: RejectsArguments): Promise<void> {
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
