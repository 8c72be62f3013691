/** `yuzhao build`: a fresh snapshot from everything loaded. The last snapshot stays served until the new one is whole. */

import { AppError } from '../../data/errors.ts';
import { loadsOf, pruneSnapshots, withWriteLock } from '../../data/store/index.ts';
import { type BuildResult, build } from '../../engine/index.ts';
import { resolveStore } from '../../ingest/index.ts';
import { count, ProgressLine } from './progress.ts';

/** `at` of `of` models; 0 of 0 while identities are resolved. */
export type BuildProgress = { relation: string; at: number; of: number; rows: number };

export type BuildArguments = {
  store: string;
  json: boolean;
  force?: boolean;
  memory?: string;
  report?: (progress: BuildProgress) => void;
};

export async function buildCommand(options: BuildArguments): Promise<void> {
  const result = await buildStore(options);
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ snapshot: result.snapshot.id, fresh: result.fresh, models: result.modelsHash, profile: result.profileHash })}\n`,
    );
}

/** @throws AppError snapshot_missing when nothing was loaded */
export async function buildStore({ store, json, force, memory, report }: BuildArguments): Promise<BuildResult> {
  if (loadsOf(store).length === 0)
    throw new AppError(
      'snapshot_missing',
      'nothing was loaded into this store',
      'run «yuzhao ingest enterprises <files>» first',
      { file: store },
    );
  const line = new ProgressLine();
  let last = 'all tables as before';
  const result = await withWriteLock(store, async () => {
    const after = resolveStore(store, {
      ...(memory ? { memory } : {}),
      progress: (stage) => {
        line.update(`identities: ${stage}`, 0);
        report?.({ relation: `identities: ${stage}`, at: 0, of: 0, rows: 0 });
      },
    });
    return build(store, {
      ...(memory ? { memory } : {}),
      force: force ?? false,
      after,
      report: ({ relation, at, of, rows }) => {
        line.update(`[${at}/${of}] ${relation}`, rows);
        report?.({ relation, at, of, rows });
        last = `[${at}/${of}] ${relation}: ${count(rows)} rows`;
      },
    });
  });
  if (result.fresh) pruneSnapshots(store);
  if (!json)
    line.done(
      result.fresh
        ? `✓ snapshot ${result.snapshot.id} in ${line.seconds().toFixed(1)} s (${last})`
        : `= snapshot ${result.snapshot.id} is up to date: nothing new was loaded`,
    );
  return result;
}
