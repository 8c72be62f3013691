/** Files between lake and snapshot: what ingest worked out over all loads, which the build reads. Can be deleted and made again. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const folder = (store: string): string => join(store, 'derived');

/** The file of `name` made from inputs with this key, or null: it has to be made. */
export function derivedFile(store: string, name: string, key: string): string | null {
  const path = join(folder(store), `${name}-${key}.parquet`);
  return existsSync(path) ? path : null;
}

/** The newest file of `name`, or null. */
export function currentDerived(store: string, name: string): string | null {
  if (!existsSync(folder(store))) return null;
  const file = readdirSync(folder(store)).find((f) => f.startsWith(`${name}-`) && f.endsWith('.parquet'));
  return file ? join(folder(store), file) : null;
}

/** Puts the file that `write` fills in the place of older ones of `name`. */
export async function replaceDerived(
  store: string,
  name: string,
  key: string,
  write: (path: string) => Promise<void>,
): Promise<string> {
  mkdirSync(folder(store), { recursive: true });
  const draft = join(folder(store), `draft-${name}-${process.pid}`);
  await write(draft);
  removeDerived(store, name);
  const path = join(folder(store), `${name}-${key}.parquet`);
  renameSync(draft, path);
  return path;
}

/** Forgets every file of `name`. */
export function removeDerived(store: string, name: string): void {
  if (!existsSync(folder(store))) return;
  for (const file of readdirSync(folder(store)))
    if (file.startsWith(`${name}-`)) rmSync(join(folder(store), file), { force: true });
}
