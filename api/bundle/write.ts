/** A snapshot as one archive that can be read, checked and opened elsewhere: tables, queries, profile, versions, hashes. */
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../data/errors.ts';
import { currentSnapshot, Database, literal, quote, snapshotOf } from '../../data/store/index.ts';
import { type Part, writeZip } from '../../data/zip.ts';
import { modelSources } from '../../engine/index.ts';
import {
  type BundleFile,
  type BundleTable,
  bundleFormat,
  codebook,
  type Manifest,
  manifestName,
  readme,
  tableName,
} from './manifest.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export type Bundle = { name: string; bytes: AsyncGenerator<Buffer> };

type Build = {
  snapshot: string;
  built_at: string;
  models_hash: string;
  profile_hash: string;
  profile: string;
  models: string;
  loads: string;
};

/**
 * The bundle of a snapshot, the current one unless `id` names another; written while it is taken, the same bytes each time.
 * @param secret of the store, for pseudonyms. @throws AppError snapshot_missing, snapshot_not_found
 */
export function bundleOf(store: string, secret: Buffer, id?: string): Bundle {
  const snapshot = id === undefined ? currentSnapshot(store) : snapshotOf(store, id);
  if (!snapshot)
    throw new AppError(
      id === undefined ? 'snapshot_missing' : 'snapshot_not_found',
      id === undefined ? 'this store has no snapshot yet' : `snapshot «${id}» is not on disk any more`,
      id === undefined ? 'run «yuzhao build» first' : 'leave the snapshot out to take the current one',
    );
  return { name: `${snapshot.id}.zip`, bytes: written(snapshot.path, secret) };
}

async function* written(path: string, secret: Buffer): AsyncGenerator<Buffer> {
  // A database of its own: it keeps the file when a build prunes it meanwhile, and may write, which that of a request may not.
  const db = await Database.open(path, { readOnly: true });
  const folder = mkdtempSync(join(tmpdir(), 'yuzhao-bundle-'));
  try {
    const build = await db.one<Build>('select * from meta.build');
    yield* writeZip(partsOf(db, build, folder, secret.toString('hex')), new Date(build.built_at));
  } finally {
    await db.leave();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* partsOf(db: Database, build: Build, folder: string, secret: string): AsyncGenerator<Part> {
  const files: BundleFile[] = [];
  const tables: BundleTable[] = [];
  const text = (name: string, content: string): Part => ({
    name,
    stored: false,
    content: hashed(files, name, [Buffer.from(content)]),
  });
  for (const relation of await relationsOf(db)) {
    const { select, left_out } = selectOf(relation, build, secret);
    const file = join(folder, 'table.parquet');
    await db.run(`copy (${select}) to ${literal(file)} (format parquet, compression zstd)`);
    const { rows } = await db.one<{ rows: number }>(`select count(*) as rows from read_parquet(${literal(file)})`);
    tables.push({ relation, rows, left_out, columns: codebook(relation, await db.describe(select)) });
    const name = tableName(relation);
    yield { name, stored: true, content: hashed(files, name, createReadStream(file)) };
  }
  const sources = await modelSources();
  const models = JSON.parse(build.models) as Record<string, string>;
  for (const source of sources) yield text(`queries/${source.name}`, source.text);
  yield text('profile.json', `${JSON.stringify(JSON.parse(build.profile), null, 2)}\n`);
  const { duckdb } = await db.one<{ duckdb: string }>('select version() as duckdb');
  const facts = {
    format: bundleFormat,
    snapshot: {
      id: build.snapshot,
      built_at: build.built_at,
      models_hash: build.models_hash,
      profile_hash: build.profile_hash,
    },
    versions: { yuzhao: version, duckdb },
    models,
    changed: sources.flatMap((s) => (s.relation && models[s.relation] !== s.hash ? [s.relation] : [])),
    tables,
  } satisfies Omit<Manifest, 'files'>;
  yield text('README.md', readme(facts));
  yield {
    name: manifestName,
    stored: false,
    content: [Buffer.from(`${JSON.stringify({ ...facts, files }, null, 1)}\n`)],
  };
}

/** Passes the content on and writes down its hash at its end. */
async function* hashed(
  files: BundleFile[],
  name: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of content) {
    hash.update(piece);
    bytes += piece.length;
    yield piece;
  }
  files.push({ name, bytes, sha256: hash.digest('hex') });
}

async function relationsOf(db: Database): Promise<string[]> {
  const rows = await db.rows<{ relation: string }>(
    `select distinct schema_name || '.' || table_name as relation from duckdb_columns()
     where database_name = current_database() and not internal order by relation`,
  );
  return rows.map((row) => row.relation);
}

/** A table as it travels: people as pseudonyms, what is under way in the offices as an empty form. */
function selectOf(relation: string, build: Build, secret: string): { select: string; left_out: string | null } {
  const table = quote(relation);
  if (relation === 'meta.build')
    return {
      select: `select * replace (${literal(withoutPeople(build.loads, secret))} as loads) from ${table}`,
      left_out: 'who loaded is a pseudonym',
    };
  if (relation === 'ledger.event')
    return {
      select: `select * replace (${pseudonym('actor', secret)} as actor, cast(null as varchar) as note) from ${table}`,
      left_out: 'actor is a pseudonym, notes are left out',
    };
  if (relation.startsWith('ledger.') && relation !== 'ledger.known' && relation !== 'ledger.place')
    return { select: `select * from ${table} limit 0`, left_out: 'all rows: under way in the offices' };
  return { select: `select * from ${table}`, left_out: null };
}

const pseudonym = (column: string, secret: string): string =>
  `case when ${column} is not null then 'p_' || substr(sha256(${literal(secret)} || ${column}), 1, 16) end`;

const withoutPeople = (loads: string, secret: string): string =>
  JSON.stringify(
    (JSON.parse(loads) as Record<string, unknown>[]).map((load) => ({
      ...load,
      loaded_by: `p_${createHash('sha256').update(`${secret}${load.loaded_by}`).digest('hex').slice(0, 16)}`,
    })),
  );
