/** A file that is written for one answer and gone when that has left. */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** @param write writes the file of this name in this folder. @throws what `write` throws */
export async function draft(name: string, write: (file: string, folder: string) => Promise<void>): Promise<Readable> {
  const folder = mkdtempSync(join(tmpdir(), 'yuzhao-answer-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const file = join(folder, name);
    await write(file, folder);
    return createReadStream(file).once('close', remove);
  } catch (error) {
    remove();
    throw error;
  }
}
