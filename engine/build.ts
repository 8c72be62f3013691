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
  copyLedger,
  currentSnapshot,
  type Database,
  type Draft,
  type FrozenLedger,
  freezeLedger,
  insertRows,
  isMarked,
  literal,
  loadPath,
  loadsOf,
  nobodyWrote,
  type OpenOptions,
  openDraft,
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
import { type Basis, changesSince, differingLoads, type Last, lastOf } from './since.ts';
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
  const profile = readProfile();
  const models = await readModels();
  const made = { models: hashOf(models), profile: digest(JSON.stringify(profile)) };
  const current = options.force ? null : currentSnapshot(store);
  const last = await lastOf(current, made);
  const open = { memory: options.memory ?? '2GB', ...(options.threads ? { threads: options.threads } : {}) };
  // all that asks for neither identities nor ledger is done while those are worked out
  const begun = last && differingLoads(last.basis.loads, loads).length > 0 ? begin(store, last, loads, open) : null;
  begun?.catch(() => {});
  let draft: Draft | null = null;
  let ledger: FrozenLedger | null = null;
  try {
    await options.after;
    ledger = await freezeLedger(store);
    const basis: Basis = { ...made, ledger: ledger.hash, derived: await derivedHashes(store), loads };
    const id = idOf(basis);
    const hashes = { modelsHash: made.models, profileHash: made.profile };
    if (current?.id === id) return { snapshot: current, fresh: false, ...hashes };
    draft = await (begun ?? (last ? begin(store, last, loads, open) : openDraft(store, open)));
    const { db } = draft;
    const previous = last ? await goOn(db, store, last, basis, ledger) : null;
    if (!previous) await attachInputs(db, store, loads, profile, ledger);
    const parameters = modelParameters(profile, made.profile, made.models);
    await runModels(db, models, parameters, options.report ?? (() => {}), previous);
    if (previous) await db.run('detach previous; detach carry');
    const built_at = (options.now ?? new Date()).toISOString();
    await describeBuild(db, { id, basis, built_at, profile, models });
    await db.run('detach lake');
    return { snapshot: await draft.keep(id), fresh: true, ...hashes };
  } finally {
    ledger?.remove();
    (draft ?? (await begun?.catch(() => null)))?.drop();
  }
}

const hashOf = (models: readonly Model[]): string =>
  digest(
    models.map((m) => m.relation + m.hash).join() +
      macros +
      buildStatements +
      referenceText() +
      JSON.stringify(readSupervisionRules()) +
      ruleText() +
      sourceText(),
  );

const idOf = ({ loads, ledger, derived, profile, models }: Basis): string =>
  digest([...loads.map((l) => `${l.load_id}@${l.as_of}`), ledger, ...Object.values(derived), profile, models].join());

/** A copy of the last snapshot, with that snapshot and the loads beside it. */
async function begin(store: string, last: Last, loads: readonly Load[], open: OpenOptions): Promise<Draft> {
  const draft = await openDraft(store, { ...open, from: last });
  try {
    // what few rows changed lies in memory until all is put on disk at once
    await draft.db.run(
      `${macros}; attach ${literal(last.path)} as previous (read_only); attach ':memory:' as carry; set checkpoint_threshold = '1TB'`,
    );
    await offerLoads(draft.db, store, loads);
    return draft;
  } catch (error) {
    draft.drop();
    throw error;
  }
}

/** Brings what models read up to date in a copy of the last snapshot; facts and rules in it are the same. */
async function goOn(db: Database, store: string, from: Last, now: Basis, ledger: FrozenLedger): Promise<Previous> {
  await attachDerived(db, store);
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
  await offerLoads(db, store, loads);
  await attachDerived(db, store);
  for (const [relation, { file, record }] of Object.entries(referenceTables))
    await insertRows(db, relation, record, readReference(file, record));
  await insertRows(db, 'reference.origin', OriginRow, originRows(profile));
  await insertRows(db, 'reference.profile', ProfileRow, [profileRow(profile)]);
  await attachRules(db);
  for (const [relation, { record, rows }] of Object.entries(supervisionTables(readSupervisionRules())))
    await insertRows(db, relation, record, rows);
  await offerLedger(db, ledger);
}

/** `lake.*`: views over the loads. */
async function offerLoads(db: Database, store: string, loads: readonly Load[]): Promise<void> {
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
