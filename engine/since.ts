/** What a build need not do again: which loads, identities and entries of the ledger differ from those of the last snapshot. */
import { existsSync } from 'node:fs';
import { libraries } from '../data/schema/library.ts';
import type { Load } from '../data/schema/load.ts';
import { Database, literal, loadPath, type Snapshot } from '../data/store/index.ts';
import { Changes } from './runner/changes.ts';

/** What a snapshot follows from; `meta.build` keeps it. `derived`: relation → hash of its file. */
export type Basis = { models: string; profile: string; ledger: string; derived: Record<string, string>; loads: Load[] };

/** Null where an older version built it, which did not keep it. */
async function basisOf({ path }: Snapshot): Promise<Basis | null> {
  const db = await Database.open(path, { readOnly: true });
  try {
    const row = await db.one<Record<string, string | undefined>>('select * from meta.build');
    const { models_hash, profile_hash, ledger_hash, derived, loads } = row;
    if (!models_hash || !profile_hash || ledger_hash === undefined || !derived || !loads) return null;
    const parsed = { derived: JSON.parse(derived), loads: JSON.parse(loads) } as Pick<Basis, 'derived' | 'loads'>;
    return { models: models_hash, profile: profile_hash, ledger: ledger_hash, ...parsed };
  } finally {
    db.closeAll();
  }
}

/** A snapshot from which a build may go on. */
export type Last = Snapshot & { basis: Basis };

/** Null where there is none, or one of other rules, facts or models: that is another world. */
export async function lastOf(snapshot: Snapshot | null, now: Pick<Basis, 'models' | 'profile'>): Promise<Last | null> {
  const basis = snapshot && (await basisOf(snapshot));
  return basis && basis.models === now.models && basis.profile === now.profile ? { ...snapshot, basis } : null;
}

const named = (load: Load): string => `${load.load_id} ${load.sequence} ${load.as_of}`;

/** Loads that only one of the two lists has. */
export function differingLoads(then: readonly Load[], now: readonly Load[]): Load[] {
  const [before, after] = [then, now].map((loads) => new Set(loads.map(named))) as [Set<string>, Set<string>];
  return [...now.filter((load) => !before.has(named(load))), ...then.filter((load) => !after.has(named(load)))];
}

/**
 * Which relations differ from the snapshot of which `db` is a copy. The views `lake.*` must be there, the memory database
 * `carry` attached; the companies of new loads and new identities are left in `carry.companies`.
 */
export async function changesSince(db: Database, store: string, from: Basis, now: Basis): Promise<Changes> {
  const changes = new Changes();
  const differing = differingLoads(from.loads, now.loads);
  for (const library of Object.keys(libraries))
    changes.set(`lake.${library}`, differing.some((load) => load.library === library) ? 'anything' : 'nothing');
  for (const [relation, hash] of Object.entries(now.derived))
    changes.set(relation, from.derived[relation] === hash ? 'nothing' : 'anything');
  const files = filesOf(store, differing, 'enterprises');
  if (!files.every((file) => existsSync(file))) return changes; // what a load once said is known from its file only
  const projects = differing.filter((load) => load.library === 'projects').map((load) => load.load_id);
  await findCompanies(db, files, projects);
  for (const relation of ['lake.enterprises', 'lake.projects', 'lake.identity', 'lake.investor'])
    if (changes.of(relation) === 'anything') changes.set(relation, { companies: 'carry.companies' });
  return changes;
}

const filesOf = (store: string, loads: readonly Load[], library: string): string[] =>
  loads.filter((load) => load.library === library).map((load) => loadPath(store, library, load.load_id, 'accepted'));

/** carry.companies: every company of which a filing came or went, or that a filing joined or left. */
async function findCompanies(db: Database, files: readonly string[], projects: readonly string[]): Promise<void> {
  const filed = files.length
    ? `select distinct enterprise_id from read_parquet([${files.map(literal).join(', ')}], union_by_name = true)`
    : "select '' as enterprise_id where false";
  const loads = projects.map(literal).join(', ') || "''";
  await db.run(`
    create table carry.filed as ${filed};
    insert into carry.filed select enterprise_id from lake.investor where load_id in (${loads});
    insert into carry.filed select enterprise_id from enterprise.filing where load_id in (${loads});
    create table carry.moved as select enterprise_id as filing, entity_id as company from lake.identity where enterprise_id <> entity_id;
    create table carry.companies as
      with differing as (
        (select filing, company from carry.moved except select alias_id, enterprise_id from enterprise.alias)
        union all (select alias_id, enterprise_id from enterprise.alias except select filing, company from carry.moved)
      )
      select filing as id from differing
      union select company from differing
      union select coalesce(m.company, f.enterprise_id) from carry.filed as f left join carry.moved as m on m.filing = f.enterprise_id
      union select coalesce(a.enterprise_id, f.enterprise_id) from carry.filed as f left join enterprise.alias as a on a.alias_id = f.enterprise_id;
    drop table carry.filed;
    drop table carry.moved`);
}
