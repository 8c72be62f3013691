/** Files that came over the network wait in a folder of the store until their sender has seen the preview: few, small, not for long. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { AppError } from '../data/errors.ts';
import type { LibraryId } from '../data/schema/library.ts';
import type { Load } from '../data/schema/load.ts';
import type { Preview } from '../data/schema/preview.ts';
import { type Database, nextSequence, withLoadLock } from '../data/store/index.ts';
import type { Corrections } from './header.ts';
import type { Library } from './library/declare.ts';
import { ingestFile } from './load.ts';
import { previewFile } from './preview.ts';
import { sendBack } from './send-back.ts';

/** Bytes of one file. */
export const largestUpload = 11 * 2 ** 20;
const mostWaiting = 20;
const longestWaitMs = 24 * 3600 * 1000;

export type Upload = { library: LibraryId; file: string; at: string };
export type Asked = { asOf: string; corrections: Corrections };

const folderOf = (store: string, id: string): string => join(store, 'uploads', id);
const fileOf = (store: string, id: string, { file }: Upload): string =>
  join(folderOf(store, id), `file${endings.find((e) => file.toLowerCase().endsWith(e)) ?? extname(file)}`);
const endings = ['.csv.gz', '.tsv.gz', '.txt.gz'];

/** Keeps a file until it is confirmed or given up. @returns its id @throws AppError upload_refused */
export function keepUpload(store: string, upload: Omit<Upload, 'at'>, bytes: Uint8Array, now = new Date()): string {
  if (bytes.length === 0 || bytes.length > largestUpload)
    throw refused(
      `the file has ${bytes.length} bytes; 1 to ${largestUpload} come through the page`,
      'load it with «yuzhao ingest» where the store is',
    );
  if (upload.library === 'expert_contacts' || /[/\\\0]/.test(upload.file))
    throw refused('this file does not come through the page', 'load it with «yuzhao ingest» where the store is');
  sweep(store, now);
  if (waiting(store).length >= mostWaiting)
    throw refused(`${mostWaiting} files wait for confirmation already`, 'confirm one of them or give it up');
  const id = randomBytes(12).toString('hex');
  mkdirSync(folderOf(store, id), { recursive: true });
  const kept = { ...upload, at: now.toISOString() };
  writeFileSync(fileOf(store, id, kept), bytes);
  writeFileSync(join(folderOf(store, id), 'upload.json'), JSON.stringify(kept));
  return id;
}

/** @throws AppError upload_unknown */
export function uploadOf(store: string, id: string): Upload {
  const path = join(folderOf(store, id), 'upload.json');
  if (!/^[0-9a-f]{24}$/.test(id) || !existsSync(path))
    throw new AppError(
      'upload_unknown',
      'this upload was confirmed, given up or waited too long',
      'send the file again',
    );
  return JSON.parse(readFileSync(path, 'utf8')) as Upload;
}

export function previewUpload(
  db: Database,
  store: string,
  library: Library,
  id: string,
  asked: Asked,
): Promise<Preview> {
  const upload = uploadOf(store, id);
  return previewFile(db, library, fileOf(store, id, upload), { ...asked, file: upload.file });
}

/** Loads the file. Where rows go back the returned workbook stays for its sender; the file itself is deleted. */
export async function confirmUpload(
  db: Database,
  store: string,
  library: Library,
  id: string,
  asked: Asked & { by: string; now: Date },
): Promise<{ load: Load; known: boolean; returned: boolean }> {
  const upload = uploadOf(store, id);
  const path = fileOf(store, id, upload);
  const result = await withLoadLock(store, () =>
    ingestFile(db, store, library, path, nextSequence(store), { ...asked, file: upload.file }),
  );
  const flawed = result.load.rejected > 0 || Object.keys(result.load.issues_by).length > 0;
  if (flawed) {
    const { bytes } = await sendBack(db, library, path, { ...asked, file: upload.file });
    writeFileSync(join(folderOf(store, id), 'returned.xlsx'), bytes);
    rmSync(path);
  } else dropUpload(store, id);
  return { ...result, returned: flawed };
}

/** The returned workbook of a confirmed upload. @throws AppError upload_unknown */
export function returnedUpload(store: string, id: string): { name: string; path: string } {
  const { file } = uploadOf(store, id);
  const path = join(folderOf(store, id), 'returned.xlsx');
  if (!existsSync(path))
    throw new AppError('upload_unknown', 'no workbook waits for this upload', 'confirm the upload first');
  return { name: `${file.replace(/\.[^.]+(\.gz)?$/i, '')}-退回.xlsx`, path };
}

export const dropUpload = (store: string, id: string): void =>
  rmSync(folderOf(store, id), { recursive: true, force: true });

const waiting = (store: string): string[] => {
  const root = join(store, 'uploads');
  return existsSync(root) ? readdirSync(root) : [];
};

function sweep(store: string, now: Date): void {
  for (const id of waiting(store))
    if (now.getTime() - statSync(folderOf(store, id)).mtimeMs > longestWaitMs) dropUpload(store, id);
}

const refused = (what: string, remedy: string): AppError => new AppError('upload_refused', what, remedy);
