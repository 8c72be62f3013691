/** Throw-away stores for tests: files written, ingested and built as a user would. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LibraryId } from '../../data/schema/library.ts';
import { readProfile } from '../../data/schema/profile.ts';
import { Database, freezeLedger, literal, loadPath, loadsOf, openSnapshot } from '../../data/store/index.ts';
import { attachInputs, modelParameters } from '../../engine/build.ts';
import { build } from '../../engine/index.ts';
import { readModels } from '../../engine/runner/model.ts';
import { runModels } from '../../engine/runner/run.ts';
import { declared, type IngestResult, ingestFile, openCleaningSession, resolveStore } from '../../ingest/index.ts';

export type TestStore = {
  folder: string;
  store: string;
  /** Writes a file into the folder and returns its path. */
  write(name: string, content: string | Uint8Array): string;
  /** `asOf`: the day for which the sender vouches, else `testDay`. */
  ingest(library: LibraryId, path: string, asOf?: string): Promise<IngestResult>;
  /** Rows of one part of a load. */
  rows(result: IngestResult, part: 'accepted' | 'rejected'): Promise<Record<string, unknown>[]>;
  build(): Promise<string>;
  snapshot(): Promise<Database>;
  remove(): Promise<void>;
};

export const testDay = '2026-06-30';

export async function testStore(): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), 'yuzhao-test-'));
  const store = join(folder, 'store');
  const session = await openCleaningSession();
  return {
    folder,
    store,
    write(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    ingest: (library, path, asOf = testDay) =>
      ingestFile(session, store, declared[library], path, loadsOf(store).length + 1, {
        asOf,
        by: 'test',
        now: new Date(`${testDay}T00:00:00Z`),
      }),
    rows: ({ load }, part) =>
      session.rows(`select * from read_parquet(${literal(loadPath(store, load.library, load.load_id, part))})`),
    build: async () => {
      await resolveStore(store);
      return (await build(store, { now: new Date(`${testDay}T00:00:00Z`) })).snapshot.id;
    },
    snapshot: async () => (await openSnapshot(store)).db,
    async remove() {
      session.closeAll();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a build makes of some models only, resolved as a build does; for tests that build often. Close it. */
export async function builtModels(store: string, wanted: (relation: string) => boolean): Promise<Database> {
  await resolveStore(store);
  const db = await Database.open();
  const ledger = await freezeLedger(store);
  try {
    await attachInputs(db, store, loadsOf(store), readProfile(), ledger);
    const models = (await readModels()).filter((model) => wanted(model.relation));
    await runModels(db, models, modelParameters(readProfile(), 'profile', 'models'), () => {});
    return db;
  } finally {
    ledger.remove();
  }
}
