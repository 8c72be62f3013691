/** `yuzhao start` = `npm start`: a synthetic demo city on first run, then the target list and the pages. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { generateCity } from '../../data/demo/city.ts';
import type { LibraryId } from '../../data/schema/library.ts';
import { appendRows, loadsOf } from '../../data/store/index.ts';
import { buildStore } from './build.ts';
import { ingestFiles } from './ingest.ts';
import { matchCommand } from './match.ts';
import { ProgressLine } from './progress.ts';
import { serveCommand } from './serve.ts';

export type StartArguments = { store: string; json: boolean; port: number; seed: number; serve: boolean };

/** The day for which the demo offices vouch. */
const demoDay = '2026-06-30';

export async function startCommand(options: StartArguments): Promise<void> {
  if (loadsOf(options.store).length === 0) await loadDemo(options);
  await buildStore({ store: options.store, json: false });
  await matchCommand({ store: options.store, json: options.json, link: '集成电路封测', district: '渝北区', top: 10 });
  if (options.serve) await serveCommand(options);
}

async function loadDemo({ store, seed }: StartArguments): Promise<void> {
  const folder = join(store, 'demo-city');
  const line = new ProgressLine();
  const { files, panelScores } = await generateCity({
    seed,
    outDir: folder,
    progress: (text: string, rows: number) => line.update(text, rows),
  });
  line.done(
    `✓ synthetic demo city (seed ${seed}): ${files.length} files in ${folder}. Every company, project and person in it is invented.`,
  );
  for (const library of new Set(files.map((f) => f.library as LibraryId)))
    await ingestFiles(
      library,
      files.filter((f) => f.library === library && existsSync(f.path)).map((f) => f.path),
      { store, json: false, asOf: demoDay, by: 'demo' },
    );
  await appendRows(store, 'panel_score', panelScores, { once: 'demo' });
}
