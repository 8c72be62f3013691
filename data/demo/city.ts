/** The synthetic city as the files that its offices would send. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LibraryId } from '../schema/library.ts';
import { readLinkWords } from './chain-words.ts';
import { drawClusters } from './clusters.ts';
import { drawEnterprises } from './enterprises.ts';
import { NameRegister } from './names.ts';
import { Places } from './places.ts';
import { registryFile } from './registry-file.ts';
import { Rng } from './rng.ts';

export type CityOptions = {
  seed: number | string;
  /** Created when missing; files of the same name are overwritten. */
  outDir: string;
  /** Multiplies the number of companies and projects; 1 = 20,000 and 3,000. */
  scale?: number;
  /** Called after each part with the rows written so far. */
  progress?: (part: string, rows: number) => void;
};

export type CityFile = { path: string; library: LibraryId; rows: number };

/**
 * Writes the files of a synthetic city, the same bytes for the same seed and scale.
 * Every company, person, project, park and policy in them is invented; only places and industries are real.
 * @returns the files to ingest, in a sensible order
 */
export async function generateCity({
  seed,
  outDir,
  scale = 1,
  progress = () => {},
}: CityOptions): Promise<{ files: CityFile[] }> {
  mkdirSync(outDir, { recursive: true });
  const files: CityFile[] = [];
  const rng = new Rng(`yuzhao-demo:${seed}`);
  const write = (name: string, library: LibraryId, bytes: Uint8Array, rows: number): void => {
    const path = join(outDir, name);
    writeFileSync(path, bytes);
    files.push({ path, library, rows });
    progress(
      name,
      files.reduce((sum, f) => sum + f.rows, 0),
    );
  };
  const places = new Places();
  const clusters = drawClusters(rng.fork('clusters'), readLinkWords(), places.districts);
  const world = { places, clusters, names: new NameRegister(), serial: { next: 1 } };
  const { local, outside } = drawEnterprises(rng.fork('enterprises'), world, scale);
  for (const [name, companies] of [
    ['企业库_本市.csv.gz', local],
    ['企业库_外省.csv.gz', outside],
  ] as const) {
    const { bytes, rows } = registryFile(rng.fork(name), companies);
    write(name, 'enterprises', bytes, rows);
  }
  writeFileSync(join(outDir, 'README.txt'), readme);
  return { files };
}

const readme = `本目录全部数据均为合成数据：企业、人员、项目、园区、政策均系虚构，不对应任何真实主体，不得用于任何真实决策。
Everything in this folder is synthetic: every company, person, project, park and policy is invented.
`;
