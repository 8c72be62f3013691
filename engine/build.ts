/** From lake to snapshot: attach what was loaded, load the reference facts, run the models. */
import { readdirSync, readFileSync } from 'node:fs';
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
  isMarked,
  literal,
  loadPath,
  loadsOf,
  nobodyWrote,
  type OpenOptions,
  quote,
  type Snapshot,
} from '../data/store/index.ts';
import { MadeOnce } from '../data/store/made-once.ts';
import { addFiled, buildKnown, buildStatements } from './caliber/index.ts';
import { attachDerived, derivedHashes, noRows } from './derived.ts';
import { attachRules, ruleText } from './rule-tables.ts';
import type { Previous } from './runner/carry.ts';
import { digest, type Model, type Parameters, readModels } from './runner/model.ts';
import { type Progress, runModels } from './runner/run.ts';
import { type Basis, changesSince, differingLoads, goesOn, type Last, lastOf } from './since.ts';
import { macros } from './sources.ts';

/** `after`: what has to be done before inputs are read, say identities; models are read and the last snapshot copied meanwhile. */
export type BuildOptions = OpenOptions & {
  report?: (progress: Progress) => void;
  force?: boolean;
  now?: Date;
  after?: Promise<unknown>;
};

/** `fresh`: false when the current snapshot was already made from the same inputs. */
export type BuildResult = { snapshot: Snapshot; fresh: boolean; modelsHash: string; profileHash: string };

/**
 * Builds a snapshot of the store from its loads, the reference facts and the default profile. What did not change since
 * the current snapshot is taken over from it; `force` takes over nothing.
 */
export async function build(store: string, options: BuildOptions = {}): Promise<BuildResult> {
  options.after?.catch(() => {}); // seen where it is waited for
  const loads = loadsOf(store).filter((l) => l.library in libraries); // personal data enters no snapshot
  const current = currentSnapshot(store);
  const last = options.force ? null : await lastOf(current);
  try {
    const isNew = last && differingLoads(last.basis.loads, loads).length > 0;
    const [models] = await Promise.all([readModels(), isNew ? last.copy() : null, options.after]);
    return await buildOn(last, current, { store, loads, models, options });
  } finally {
    await last?.dropCopy();
  }
}

type Given = { store: string; loads: Load[]; models: readonly Model[]; options: BuildOptions };

async function buildOn(
  last: Last | null,
  current: Snapshot | null,
  { store, loads, models, options }: Given,
): Promise<BuildResult> {
  const profile = readProfile();
  const profileHash = digest(JSON.stringify(profile));
  const modelsHash = digest(
    models.map((m) => m.relation + m.hash).join() +
      macros +
      buildStatements +
      referenceText() +
      JSON.stringify(readSupervisionRules()) +
      ruleText() +
      sourceText(),
  );
  const ledger = await freezeLedger(store);
  try {
    const derived = await derivedHashes(store);
    const id = digest(
      [
        ...loads.map((l) => `${l.load_id}@${l.as_of}`),
        ledger.hash,
        ...Object.values(derived),
        profileHash,
        modelsHash,
      ].join(),
    );
    if (current?.id === id && !options.force) return { snapshot: current, fresh: false, modelsHash, profileHash };
    const basis: Basis = { models: modelsHash, profile: profileHash, ledger: ledger.hash, derived, loads };
    const from = last && goesOn(last.basis, basis) ? last : null;
    const parameters = modelParameters(profile, profileHash, modelsHash);
    const open = { memory: options.memory ?? '2GB', ...options, ...(from ? { from: await from.copy() } : {}) };
    const snapshot = await buildSnapshot(store, id, open, async (db) => {
      const previous = from ? await goOn(db, store, from, basis, ledger) : null;
      if (!previous) await attachInputs(db, store, loads, profile, ledger);
      await runModels(db, models, parameters, options.report ?? (() => {}), previous);
      if (previous) await db.run('detach previous; detach carry');
      const built_at = (options.now ?? new Date()).toISOString();
      await describeBuild(db, { id, basis, built_at, profile, models });
      await db.run('detach lake');
    });
    return { snapshot, fresh: true, modelsHash, profileHash };
  } finally {
    ledger.remove();
  }
}

/** Brings what models read up to date in a copy of the last snapshot; facts and rules in it are the same. */
async function goOn(db: Database, store: string, from: Last, now: Basis, ledger: FrozenLedger): Promise<Previous> {
  await db.run(`${macros}; attach ${literal(from.path)} as previous (read_only); attach ':memory:' as carry`);
  await offerLake(db, store, now.loads);
  const changes = await changesSince(db, store, from.basis, now);
  const told = ['lake.projects', 'lake.events', 'lake.evaluations', 'lake.tasks'];
  const same = from.basis.ledger === now.ledger && told.every((relation) => changes.of(relation) === 'nothing');
  if (!same) {
    await db.run('drop schema ledger cascade');
    await offerLedger(db, ledger);
  }
  for (const { relation } of await db.rows<{ relation: string }>(
    "select 'ledger.' || table_name as relation from duckdb_tables() where database_name = current_database() and schema_name = 'ledger'",
  ))
    changes.set(relation, same ? 'nothing' : 'anything');
  return { changes, made: new MadeOnce() };
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
  await offerLake(db, store, loads);
  for (const [relation, { file, record }] of Object.entries(referenceTables))
    await insertRows(db, relation, record, readReference(file, record));
  await insertRows(db, 'reference.origin', OriginRow, originRows(profile));
  await insertRows(db, 'reference.profile', ProfileRow, [profileRow(profile)]);
  await attachRules(db);
  for (const [relation, { record, rows }] of Object.entries(supervisionTables(readSupervisionRules())))
    await insertRows(db, relation, record, rows);
  await offerLedger(db, ledger);
}

/** `lake.*`: views over the loads and over what ingest worked out of them. */
async function offerLake(db: Database, store: string, loads: readonly Load[]): Promise<void> {
  await db.run("attach ':memory:' as lake");
  for (const [library, record] of Object.entries(libraries)) {
    const own = loads.filter((load) => load.library === library);
    const among = (condition: string) => [
      `select *, 0 as load_sequence from (${noRows(record)}) as none`,
      ...own.map(
        (load) =>
          `select *, ${load.sequence} as load_sequence from read_parquet(${literal(loadPath(store, library, load.load_id, 'accepted'))})${condition}`,
      ),
    ];
    const view = (name: string, condition = '') =>
      db.run(`create view lake.${quote(name)} as ${among(condition).join(' union all by name ')}`);
    await view(library);
    if (library === 'enterprises') await view('marked_enterprises', ` where ${isMarked('enterprise_id')}`);
  }
  await attachDerived(db, store);
}

/** `ledger.*`: a copy of the ledger with what files tell of, and `ledger.known`. */
async function offerLedger(db: Database, ledger: FrozenLedger): Promise<void> {
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

/** The code of the engine: a model that is not run again must be one that would say the same. */
function sourceText(): string {
  const root = new URL('./', import.meta.url);
  return (readdirSync(root, { recursive: true }) as string[])
    .filter((file) => /\.(?:ts|js|sql)$/.test(file))
    .sort()
    .map((file) => readFileSync(new URL(file, root), 'utf8'))
    .join();
}

type Build = { id: string; basis: Basis; built_at: string; profile: Profile; models: readonly Model[] };

const BuildRow = Type.Object({
  snapshot: text('快照'),
  built_at: text('生成时间'),
  profile_hash: text('评分方案指纹'),
  models_hash: text('模型指纹'),
  profile: text('评分方案', 'JSON'),
  loads: text('批次', 'JSON'),
  models: text('模型', 'JSON: relation → hash'),
  ledger_hash: text('台账指纹'),
  derived: text('归并', 'JSON: relation → hash of what ingest worked out over all loads'),
});

async function describeBuild(db: Database, b: Build): Promise<void> {
  await insertRows(db, 'meta.build', BuildRow, [
    {
      snapshot: b.id,
      built_at: b.built_at,
      profile_hash: b.basis.profile,
      models_hash: b.basis.models,
      profile: JSON.stringify(b.profile),
      loads: JSON.stringify(b.basis.loads),
      models: JSON.stringify(Object.fromEntries(b.models.map((m) => [m.relation, m.hash]))),
      ledger_hash: b.basis.ledger,
      derived: JSON.stringify(b.basis.derived),
    },
  ]);
}
