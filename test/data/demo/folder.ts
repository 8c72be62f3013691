/** A small synthetic city in a temporary folder, removed when the process ends. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CityFile, generateCity } from '../../../data/demo/city.ts';
import type { Truth } from '../../../data/demo/truth.ts';

export type City = { folder: string; files: CityFile[]; truth: Truth; read: (name: string) => Buffer };

export async function cityOf(seed: number, scale: number): Promise<City> {
  const folder = mkdtempSync(join(tmpdir(), 'yuzhao-city-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { files } = await generateCity({ seed, scale, outDir: folder });
  const read = (name: string): Buffer => readFileSync(join(folder, name));
  return { folder, files, read, truth: JSON.parse(read('truth.json').toString()) as Truth };
}
