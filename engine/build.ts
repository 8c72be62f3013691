/** From lake to snapshot: attach what was loaded, load the reference facts, run the models. */
import { readFileSync } from 'node:fs';
import Type from 'typebox';
import { readReference } from '../data/csv.ts';
import { Province } from '../data/schema/geo.ts';
import { libraries } from '../data/schema/library.ts';
import type { Load } from '../data/schema/load.ts';
import { type Profile, ProfileRow, profileRow, readProfile } from '../data/schema/profile.ts';
import { OriginPriority } from '../data/schema/reference.ts';
import { referenceTables } from '../data/schema/reference-tables.ts';
import { readSupervisionRules, supervisionTables } from '../data/schema/supervision.ts';
import { real, text } from '../data/schema/types.ts';
import {
  buildSnapshot,
  copyLedger,
  currentSnapshot,
  type Database,
  type FrozenLedger,
  freezeLedger,
  insertRows,
  literal,
  loadPath,
  loadsOf,
  nobodyWrote,
  type OpenOptions,
  quote,
  type Snapshot,
} from '../data/store/index.ts';
import { addFiled, buildKnown, buildStatements } from './caliber/index.ts';
import { attachDerived, derivedHashes, noRows } from './derived.ts';
import { attachRules, ruleText } from './rule-tables.ts';
import { attachPrevious } from './runner/carry.ts';
import { digest, type Model, type Parameters, readModels } from './runner/model.ts';
import { type Progress, runModels } from './runner/run.ts';
import { macros } from './sources.ts';

export type BuildOptions = OpenOptions & { report?: (progress: Progress) => void; force?: boolean; now?: Date };

/** `fresh`: false when the current snapshot was already made from the same inputs. */
export type BuildResult = { snapshot: Snapshot; fresh: boolean; modelsHash: string; profileHash: string };

/**
 * Builds a snapshot of the store from its loads, the reference facts and the default profile. What did not change since
 * the current snapshot is taken over from it; `force` takes over nothing.
 */
export async function build(store: string, options: BuildOptions = {}): Promise<BuildResult> {
  const profile = readProfile();
  const models = await readModels();
  const loads = loadsOf(store).filter((l) => l.library in libraries); // personal data enters no snapshot
  const profileHash = digest(JSON.stringify(profile));
  const modelsHash = digest(
    models.map((m) => m.relation + m.hash).join() +
      macros +
      buildStatements +
      referenceText() +
      JSON.stringify(readSupervisionRules()) +
      ruleText(),
  );
  const ledger = await freezeLedger(store);
  try {
    const derived = await derivedHashes(store);
    const id = digest(
      [...loads.map((l) => `${l.load_id}@${l.as_of}`), ledger.hash, ...derived, profileHash, modelsHash].join(),
    );
    const current = currentSnapshot(store);
    if (current?.id === id && !options.force) return { snapshot: current, fresh: false, modelsHash, profileHash };
    const parameters = modelParameters(profile, profileHash, modelsHash);
    const snapshot = await buildSnapshot(store, id, { memory: options.memory ?? '2GB', ...options }, async (db) => {
      await attachInputs(db, store, loads, profile, ledger);
      const previous = current && !options.force ? await attachPrevious(db, current.path) : null;
      await runModels(db, models, parameters, options.report ?? (() => {}), previous);
      if (previous) await db.run('detach previous');
      const built_at = (options.now ?? new Date()).toISOString();
      await describeBuild(db, { id, profileHash, modelsHash, built_at, loads, profile, models });
      await db.run('detach lake');
    });
    return { snapshot, fresh: true, modelsHash, profileHash };
  } finally {
    ledger.remove();
  }
}

/** The parameters that models may name. `link_id` and `district_id` NULL = all. */
export const modelParameters = (profile: Profile, profileHash: string, modelsHash: string): Parameters => ({
  placed_at: profile.placed_at,
  absent_below: profile.absent_below,
  top: profile.published_top,
  link_id: null,
  district_id: null,
  unit_id: null,
  enterprises: null,
  weights: null,
  profile_hash: profileHash,
  models_hash: modelsHash,
});

/** Everything that models read: `lake.*` over the loads (empty where a library has none), `reference.*`, `rule.*`, `ledger.*`, the macros. */
export async function attachInputs(
  db: Database,
  store: string,
  loads: readonly Load[],
  profile: Profile,
  ledger: FrozenLedger = nobodyWrote,
): Promise<void> {
  await db.run(macros);
  await db.run("attach ':memory:' as lake");
  for (const [library, record] of Object.entries(libraries)) {
    const parts = loads
      .filter((load) => load.library === library)
      .map(
        (load) =>
          `select *, ${load.sequence} as load_sequence from read_parquet(${literal(loadPath(store, library, load.load_id, 'accepted'))})`,
      );
    const none = `select *, 0 as load_sequence from (${noRows(record)}) as none`;
    await db.run(`create view lake.${quote(library)} as ${[none, ...parts].join(' union all by name ')}`);
  }
  await attachDerived(db, store);
  for (const [relation, { file, record }] of Object.entries(referenceTables))
    await insertRows(db, relation, record, readReference(file, record));
  await insertRows(db, 'reference.origin', OriginRow, originRows(profile));
  await insertRows(db, 'reference.profile', ProfileRow, [profileRow(profile)]);
  await attachRules(db);
  for (const [relation, { record, rows }] of Object.entries(supervisionTables(readSupervisionRules())))
    await insertRows(db, relation, record, rows);
  await copyLedger(ledger, db);
  await addFiled(db);
  await buildKnown(db);
}

const OriginRow = Type.Object({ province: text('省份'), priority: real('优先度', '0 to 1') });

/** Provinces of the priority regions at home; a province in two regions takes the higher priority. */
function originRows(profile: Profile): { province: string; priority: number }[] {
  const regions = readReference('origin/priority.csv', OriginPriority);
  return readReference('geo/province.csv', Province).map((province) => ({
    province: province.short_name,
    priority: Math.max(
      0,
      ...regions
        .filter((r) => r.members.split('|').includes(province.province_id))
        .map((r) => profile.origins[r.origin_id] ?? 0),
    ),
  }));
}

const referenceText = (): string =>
  [...Object.values(referenceTables).map((t) => t.file), 'origin/priority.csv']
    .map((file) => readFileSync(new URL(`../data/reference/${file}`, import.meta.url), 'utf8'))
    .join();

type Build = {
  id: string;
  profileHash: string;
  modelsHash: string;
  built_at: string;
  loads: Load[];
  profile: Profile;
  models: readonly Model[];
};

const BuildRow = Type.Object({
  snapshot: text('快照'),
  built_at: text('生成时间'),
  profile_hash: text('评分方案指纹'),
  models_hash: text('模型指纹'),
  profile: text('评分方案', 'JSON'),
  loads: text('批次', 'JSON'),
  models: text('模型', 'JSON: relation → hash'),
});

async function describeBuild(db: Database, b: Build): Promise<void> {
  await insertRows(db, 'meta.build', BuildRow, [
    {
      snapshot: b.id,
      built_at: b.built_at,
      profile_hash: b.profileHash,
      models_hash: b.modelsHash,
      profile: JSON.stringify(b.profile),
      loads: JSON.stringify(b.loads),
      models: JSON.stringify(Object.fromEntries(b.models.map((m) => [m.relation, m.hash]))),
    },
  ]);
}
