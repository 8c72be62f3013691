/** `yuzhao bundle write|verify|open`: a snapshot as one archive for research, checked, opened elsewhere. */
import { createWriteStream, renameSync, rmSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../data/errors.ts';
import { openBundle, type Verified, verifyBundle } from '../bundle/read.ts';
import { bundleOf } from '../bundle/write.ts';
import { storeSecret } from '../http/scope.ts';
import { count } from './progress.ts';

export type BundleArguments = { store: string; json: boolean; snapshot?: string; id?: string };

/** @throws AppError option_invalid, bundle_broken, bundle_refused, snapshot_missing */
export async function bundleCommand(action: string, file: string, options: BundleArguments): Promise<void> {
  if (action === 'write') await writeTo(file, options);
  else if (action === 'verify') say(options, hold(options, await verifyBundle(file)), '✓ whole and unchanged');
  else if (action === 'open') {
    hold(options, await verifyBundle(file));
    say(
      options,
      await openBundle(file, options.store),
      `✓ opened in ${options.store}: yuzhao serve --store ${options.store}`,
    );
  } else throw new AppError('option_invalid', `there is no «bundle ${action}»`, 'write, verify or open');
}

async function writeTo(file: string, options: BundleArguments): Promise<void> {
  const { bytes } = bundleOf(options.store, storeSecret(options.store), options.snapshot);
  const draft = `${file}.draft`;
  try {
    await pipeline(Readable.from(bytes), createWriteStream(draft));
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  say(options, await verifyBundle(file), `✓ ${file}, ${(statSync(file).size / 2 ** 20).toFixed(1)} MB`);
}

function hold({ id }: BundleArguments, verified: Verified): Verified {
  if (id !== undefined && id !== verified.id)
    throw new AppError('bundle_broken', `its id is ${verified.id}`, 'it is whole, but not the bundle that you name');
  return verified;
}

function say({ json }: BundleArguments, { id, manifest }: Verified, text: string): void {
  const rows = manifest.tables.reduce((n, table) => n + table.rows, 0);
  process.stdout.write(
    json
      ? `${JSON.stringify({ id, snapshot: manifest.snapshot.id, tables: manifest.tables.length, rows })}\n`
      : `${text}\n  snapshot ${manifest.snapshot.id}, ${manifest.tables.length} tables, ${count(rows)} rows\n  id ${id}: cite it, and check with --id\n`,
  );
}
