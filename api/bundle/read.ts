/** A bundle on its way in: is it whole and unchanged, and a store made of it. Nothing in it is trusted before its hash was checked. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { AppError } from '../../data/errors.ts';
import { check } from '../../data/schema/check.ts';
import { buildSnapshot, currentSnapshot, type Database, literal, loadsOf, quote } from '../../data/store/index.ts';
import { zipContent, zipParts } from '../../data/zip.ts';
import { type Entry, UnsafeArchive } from '../../data/zip-guard.ts';
import { macros } from '../../engine/index.ts';
import { type BundleFile, broken, Manifest, manifestName, tableName } from './manifest.ts';

/** A manifest names a few hundred files and columns. */
const largestManifest = 16 * 2 ** 20;

/** `id`: SHA-256 of the manifest, which holds the hashes of everything else. */
export type Verified = { id: string; manifest: Manifest };

/** @throws AppError bundle_broken naming what does not fit, file_not_found */
export const verifyBundle = (path: string): Promise<Verified> => reading(path, () => null);

/**
 * Makes the snapshot of a bundle the current one of a store without any. @returns what was opened
 * @throws AppError bundle_broken, bundle_refused for a store that has data of its own, file_not_found
 */
export async function openBundle(path: string, store: string): Promise<Verified> {
  if (loadsOf(store).length > 0 || currentSnapshot(store))
    throw new AppError('bundle_refused', `«${store}» has data of its own`, 'name a new folder with --store', {
      file: store,
    });
  const folder = mkdtempSync(join(tmpdir(), 'yuzhao-bundle-'));
  try {
    const verified = await reading(path, (file, at) =>
      file.name.startsWith('tables/') ? join(folder, String(at)) : null,
    );
    const at = new Map(verified.manifest.files.map((file, i) => [file.name, join(folder, String(i))]));
    mkdirSync(store, { recursive: true });
    await buildSnapshot(store, verified.manifest.snapshot.id, {}, (db) => fill(db, verified.manifest, at));
    return verified;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(db: Database, { snapshot, tables }: Manifest, at: Map<string, string>): Promise<void> {
  // The macros are ours: what a bundle brings as text is read, never run.
  await db.run(macros);
  for (const schema of new Set(tables.map((table) => table.relation.split('.')[0]!)))
    if (schema !== 'main') await db.run(`create schema ${quote(schema)}`);
  for (const { relation, rows } of tables) {
    await db.run(
      `create table ${quote(relation)} as select * from read_parquet(${literal(at.get(tableName(relation))!)})`,
    );
    const { n } = await db.one<{ n: number }>(`select count(*) as n from ${quote(relation)}`);
    if (n !== rows) throw broken(`${relation} has ${n} rows, not ${rows}`);
  }
  const built = await db.one<{ id: string }>('select snapshot as id from meta.build');
  if (built.id !== snapshot.id) throw broken(`its tables are of snapshot ${built.id}, not ${snapshot.id}`);
}

/** Reads every file once; `keep` says where one is written, null for nowhere. */
async function reading(path: string, keep: (file: BundleFile, at: number) => string | null): Promise<Verified> {
  if (!existsSync(path))
    throw new AppError('file_not_found', 'there is no such file', 'check the path', { file: path });
  try {
    const parts = new Map((await zipParts(path)).map((part) => [part.name, part]));
    const { id, manifest } = await manifestOf(path, parts);
    const listed = new Set([manifestName, ...manifest.files.map((file) => file.name)]);
    const strange = [...parts.keys()].find((name) => !listed.has(name));
    if (strange) throw broken(`${strange} is not in its manifest`);
    for (const { relation } of manifest.tables)
      if (!listed.has(tableName(relation))) throw broken(`${tableName(relation)} is missing`);
    for (const [at, file] of manifest.files.entries()) {
      const part = parts.get(file.name);
      if (!part) throw broken(`${file.name} is missing`);
      await checkFile(path, part, file, keep(file, at));
    }
    return { id, manifest };
  } catch (cause) {
    if (cause instanceof UnsafeArchive) throw broken(cause.message, cause);
    throw cause;
  }
}

async function manifestOf(path: string, parts: Map<string, Entry>): Promise<Verified> {
  const part = parts.get(manifestName);
  if (!part) throw broken('it has no manifest.json');
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of await zipContent(path, part)) {
      bytes += piece.length;
      if (bytes > largestManifest) throw broken('its manifest is too long');
      pieces.push(piece);
    }
    const whole = Buffer.concat(pieces);
    // Its hash is the id of the bundle and stands nowhere inside: what the archive says of it is all there is to hold it against.
    if (crc32(whole) !== part.crc) throw broken('its manifest is damaged');
    const text = whole.toString('utf8');
    const manifest = check(Manifest, JSON.parse(text), 'bundle_broken', manifestName) as Manifest;
    return { id: createHash('sha256').update(text).digest('hex'), manifest };
  } catch (cause) {
    if (cause instanceof AppError || cause instanceof UnsafeArchive) throw cause;
    throw broken('its manifest is damaged', cause);
  }
}

async function checkFile(path: string, part: Entry, file: BundleFile, target: string | null): Promise<void> {
  const hash = createHash('sha256');
  const out = target === null ? null : createWriteStream(target);
  let bytes = 0;
  try {
    for await (const piece of await zipContent(path, part)) {
      bytes += piece.length;
      // A part that unpacks to more than it says is not unpacked to its end.
      if (bytes > file.bytes) break;
      hash.update(piece);
      if (out && !out.write(piece)) await once(out, 'drain');
    }
  } catch (cause) {
    if (cause instanceof UnsafeArchive) throw cause;
    throw broken(`${file.name} is damaged`, cause);
  } finally {
    if (out) await finished(out.end());
  }
  if (bytes !== file.bytes || hash.digest('hex') !== file.sha256) throw broken(`${file.name} was changed`);
}
