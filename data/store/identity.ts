/**
 * Which records of a store are one company: the outcome of resolution, as Parquet in the lake. Its name is the hash of what
 * it follows from (loads, decisions of persons, rules), so that nothing is resolved twice; an outcome is never changed.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { draftFolder, sync } from './lake.ts';

/** `entity`: every id with the company it belongs to; `pair`: what was linked or is to be looked at, with evidence. */
export const identityParts = ['entity', 'pair'] as const;
export type IdentityPart = (typeof identityParts)[number];

const folder = (store: string): string => join(store, 'lake', 'identity');
const pointer = (store: string): string => join(folder(store), 'current');

export const identityPath = (store: string, key: string, part: IdentityPart): string =>
  join(folder(store), `${key}.${part}.parquet`);

/** Where a part is written before it is committed. */
export const identityDraft = (store: string, key: string, part: IdentityPart): string =>
  join(draftFolder(store), `${key}.${part}`);

/** The key of the outcome in force, null before the first. */
export function currentIdentity(store: string): string | null {
  if (!existsSync(pointer(store))) return null;
  const key = readFileSync(pointer(store), 'utf8').trim();
  return identityParts.every((part) => existsSync(identityPath(store, key, part))) ? key : null;
}

/** Moves the drafts into the lake and points to them; earlier outcomes go. Call it under the write lock. */
export function commitIdentity(store: string, key: string): void {
  mkdirSync(folder(store), { recursive: true });
  for (const part of identityParts) {
    sync(identityDraft(store, key, part));
    renameSync(identityDraft(store, key, part), identityPath(store, key, part));
  }
  const draft = `${pointer(store)}.draft`;
  writeFileSync(draft, key);
  sync(draft);
  renameSync(draft, pointer(store));
  sync(folder(store));
  for (const file of readdirSync(folder(store)))
    if (file.endsWith('.parquet') && !file.startsWith(key)) rmSync(join(folder(store), file), { force: true });
}
