/** The whole product on a small synthetic city, for tests that open pages: generated, ingested, built and served as `npm start` does. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Serving, serve } from '../../api/http/index.ts';
import { generateCity } from '../../data/demo/city.ts';
import { loadsOf } from '../../data/store/index.ts';
import { build } from '../../engine/index.ts';
import { declared, ingestFile, openCleaningSession, resolveStore } from '../../ingest/index.ts';

const asOf = '2026-06-30';
const now = new Date(`${asOf}T00:00:00Z`);

export type TestServer = { store: string; url: string; origin: string; close: () => Promise<void> };

/** `scale` as in `generateCity`. The pages are those of the last `npm run build`. @throws Error when they are missing or out of date */
export async function startServer({ scale = 0.15, seed = 2019 } = {}): Promise<TestServer> {
  checkPages();
  const folder = mkdtempSync(join(tmpdir(), 'yuzhao-server-'));
  const store = join(folder, 'store');
  try {
    cpSync(await builtStore({ scale, seed }), store, { recursive: true });
    const serving = await serve({ store, port: 0 });
    return { store, url: serving.url, origin: new URL(serving.url).origin, close: () => end(serving, folder) };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A store of the same city to do anything with, without pages. */
export async function copyOfCity({ scale = 0.15, seed = 2019 } = {}): Promise<{ store: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'yuzhao-city-'));
  const store = join(folder, 'store');
  cpSync(await builtStore({ scale, seed }), store, { recursive: true });
  await resolveStore(store);
  return { store, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The store of a synthetic city, made by the first test file of the run that asks; the others wait for it. */
async function builtStore(city: { scale: number; seed: number }): Promise<string> {
  const scratch = process.env.YUZHAO_TEST_SCRATCH!;
  const store = join(scratch, `city-${city.seed}-${city.scale}`);
  const making = `${store}.making`;
  while (!existsSync(store)) {
    try {
      mkdirSync(making);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    try {
      const draft = join(making, 'store');
      await load(draft, join(making, 'files'), city);
      await build(draft, { now });
      renameSync(draft, store);
    } finally {
      rmSync(making, { recursive: true, force: true });
    }
  }
  return store;
}

async function load(store: string, outDir: string, city: { scale: number; seed: number }): Promise<void> {
  const { files } = await generateCity({ ...city, outDir });
  const session = await openCleaningSession();
  for (const { library, path } of files) {
    await ingestFile(session, store, declared[library], path, loadsOf(store).length + 1, { asOf, by: 'demo', now });
  }
  session.closeAll();
}

async function end(serving: Serving, folder: string): Promise<void> {
  await serving.close();
  rmSync(folder, { recursive: true, force: true });
}

function checkPages(): void {
  const built = 'dist/targets/index.html';
  const sources = (readdirSync('notebooks', { recursive: true }) as string[]).filter((file) =>
    /\.(ts|css|html)$/.test(file),
  );
  const newest = Math.max(...sources.map((file) => statSync(join('notebooks', file)).mtimeMs));
  if (!existsSync(built) || statSync(built).mtimeMs < newest)
    throw new Error(`${built} is missing or older than notebooks/: run «npm run build»`);
}
