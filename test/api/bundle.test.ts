/** The research bundle: whole, checked by its hashes, the same elsewhere, without people. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Audit } from '../../api/audit.ts';
import type { Manifest } from '../../api/bundle/manifest.ts';
import { openBundle, verifyBundle } from '../../api/bundle/read.ts';
import { createToken } from '../../api/tokens.ts';
import { Database, literal, openSnapshot } from '../../data/store/index.ts';
import { type Door, openDoor } from '../support/door.ts';
import { inventedCity, registryCsv } from '../support/enterprises.ts';
import { type TestStore, testStore } from '../support/store.ts';

let t: TestStore;
let door: Door;
let zip: string;
let snapshot: string;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  t = await testStore();
  await t.ingest('enterprises', t.write('城.csv', registryCsv(inventedCity)));
  await t.build();
  door = await openDoor(t.store);
  const response = await door.get('/api/bundle.zip');
  snapshot = response.headers.get('x-yuzhao-snapshot')!;
  expect(response.headers.get('content-disposition')).toContain(`yuzhao-${snapshot}.zip`);
  zip = t.write('bundle.zip', new Uint8Array(await response.arrayBuffer()));
});
afterAll(async () => {
  await door.close();
  await t.remove();
});

const unpacked = () => unzipSync(readFileSync(zip));
const manifest = () => JSON.parse(Buffer.from(unpacked()['manifest.json']!).toString()) as Manifest;

describe('a bundle', () => {
  it('holds every table, model and hash, as another unpacker reads it', async () => {
    const files = unpacked();
    const { files: listed, tables, models, changed } = manifest();
    expect(Object.keys(files).sort()).toEqual([...listed.map((f) => f.name), 'manifest.json'].sort());
    for (const { name, bytes, sha256: hash } of listed) {
      expect(files[name]!.length, name).toBe(bytes);
      expect(sha256(files[name]!), name).toBe(hash);
    }
    const db = await t.snapshot();
    const there = await db.rows<{ relation: string }>(
      "select table_schema || '.' || table_name as relation from information_schema.tables order by 1",
    );
    db.closeAll();
    expect(tables.map((table) => table.relation)).toEqual(there.map((row) => row.relation));
    expect(Object.keys(models).every((relation) => tables.some((table) => table.relation === relation))).toBe(true);
    expect(changed).toEqual([]);
    const gap = tables.find((table) => table.relation === 'chain.gap')!;
    expect(gap.columns.every((column) => /\p{Script=Han}/u.test(column.title))).toBe(true);
    expect(Buffer.from(files['queries/models/chain/gap.sql']!).toString()).toContain('select');
    expect(Buffer.from(files['README.md']!).toString()).toContain(snapshot);
  });

  it('is the same bytes when it is asked for again', async () => {
    const again = new Uint8Array(await (await door.get(`/api/bundle.zip?snapshot=${snapshot}`)).arrayBuffer());
    expect(sha256(again)).toBe(sha256(readFileSync(zip)));
  });

  it('names nobody who loaded or filed', async () => {
    const files = unpacked();
    const path = t.write('build.parquet', files['tables/meta.build.parquet']!);
    const db = await Database.open();
    const { loads } = await db.one<{ loads: string }>(`select loads from read_parquet(${literal(path)})`);
    db.closeAll();
    expect((JSON.parse(loads) as { loaded_by: string }[]).map((load) => load.loaded_by)).toEqual([
      expect.stringMatching(/^p_[0-9a-f]{16}$/),
    ]);
    for (const { relation, rows, left_out } of manifest().tables)
      if (relation.startsWith('ledger.') && !/\.(event|known|place)$/.test(relation))
        expect([relation, rows, left_out]).toEqual([relation, 0, expect.stringContaining('under way')]);
  });

  it('is noted as an export, and given to those only who analyse', async () => {
    expect(new Audit(t.store).read()).toContainEqual(
      expect.objectContaining({ action: 'export', route: 'GET /api/bundle.zip', snapshot }),
    );
    const status = async (role: 'researcher' | 'officer' | 'enterprise') => {
      const district_id = role === 'officer' ? '500112' : null;
      const { token } = await createToken(t.store, { role, district_id, label: 'x', days: 1 });
      const response = await door.ask('/api/bundle.zip', { headers: { authorization: `Bearer ${token}` } });
      await response.body?.cancel();
      return response.status;
    };
    expect([await status('researcher'), await status('officer'), await status('enterprise')]).toEqual([200, 403, 403]);
    expect((await door.ask('/api/bundle.zip')).status).toBe(401);
  });
});

describe('opened elsewhere', () => {
  it('answers as where it was made', async () => {
    const elsewhere = join(t.folder, 'elsewhere');
    const { manifest: opened } = await openBundle(zip, elsewhere);
    expect(opened.snapshot.id).toBe(snapshot);
    const there = await openDoor(elsewhere);
    const pair = `link=${encodeURIComponent('集成电路封测')}&district=${encodeURIComponent('渝北区')}`;
    for (const path of [
      `/api/match?${pair}`,
      '/tables/chain.gap.csv',
      '/api/links',
      '/tables/enterprise.current.ndjson',
    ])
      expect(await (await there.get(path)).text(), path).toBe(await (await door.get(path)).text());
    await there.close();
    const { db: ours } = await openSnapshot(t.store);
    const { db: theirs } = await openSnapshot(elsewhere);
    const columns =
      'select schema_name, table_name, column_name, data_type from duckdb_columns() where not internal order by all';
    expect(await theirs.rows(columns)).toEqual(await ours.rows(columns));
    ours.closeAll();
    theirs.closeAll();
  });

  it('is refused by a store that has data of its own', async () =>
    expect(openBundle(zip, t.store)).rejects.toMatchObject({ code: 'bundle_refused' }));

  it('never leaves half of a broken bundle', async () => {
    const bad = join(t.folder, 'bad.zip');
    writeFileSync(bad, readFileSync(zip).subarray(0, -4000));
    const target = join(t.folder, 'never');
    await expect(openBundle(bad, target)).rejects.toMatchObject({ code: 'bundle_broken' });
    expect(existsSync(target)).toBe(false);
  });
});

describe('verify', () => {
  const verified = (bytes: Uint8Array) => verifyBundle(t.write('changed.zip', bytes));
  const repacked = (change: (files: Record<string, Uint8Array>) => void) => {
    const files = unpacked();
    change(files);
    return verified(zipSync(files, { level: 0 }));
  };
  const withManifest = (change: (m: Manifest) => void) =>
    repacked((files) => {
      const m = JSON.parse(Buffer.from(files['manifest.json']!).toString()) as Manifest;
      change(m);
      files['manifest.json'] = Buffer.from(JSON.stringify(m));
    });
  const gap = 'tables/chain.gap.parquet';

  it('takes the same files packed by another hand', async () => {
    const { id } = await repacked(() => undefined);
    expect(id).toBe((await verifyBundle(zip)).id);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'a changed byte in a table',
      () => repacked((f) => (f[gap] = Buffer.from(f[gap]!).fill(1, 99, 100))),
      'was changed',
    ],
    [
      'a longer file',
      () => repacked((f) => (f['README.md'] = Buffer.concat([f['README.md']!, Buffer.from('x')]))),
      'was changed',
    ],
    ['a file less', () => repacked((f) => delete f[gap]), 'is missing'],
    ['a file more', () => repacked((f) => (f['tables/x.parquet'] = new Uint8Array(4))), 'not in its manifest'],
    ['no manifest', () => repacked((f) => delete f['manifest.json']), 'no manifest'],
    ['a manifest that is none', () => repacked((f) => (f['manifest.json'] = Buffer.from('{'))), 'damaged'],
    ['a path that leads out', () => withManifest((m) => (m.files[0]!.name = '../../x')), 'files'],
    ['a table that is no table', () => withManifest((m) => (m.tables[0]!.relation = 'x; drop')), 'tables'],
    ['a table without its file', () => withManifest((m) => (m.files = m.files.filter((f) => f.name !== gap))), gap],
    ['no archive', () => verified(Buffer.from('nothing')), 'not a ZIP'],
    ['an empty file', () => verified(new Uint8Array(0)), 'not a ZIP'],
  ])('finds %s', async (_, work, words) =>
    expect(work()).rejects.toMatchObject({ code: 'bundle_broken', message: expect.stringContaining(words) }),
  );

  it('finds any changed byte of the archive itself, or it does not matter', async () => {
    const whole = readFileSync(zip);
    const { id } = await verifyBundle(zip);
    for (let i = 0; i < 60; i++) {
      const bytes = Buffer.from(whole);
      const at = Math.floor((whole.length * i) / 60);
      bytes[at]! ^= 0x55;
      const outcome = await verified(bytes).catch((error: { code: string }) => error.code);
      if (typeof outcome === 'string') expect(outcome, `byte ${at}`).toBe('bundle_broken');
      else expect(outcome.id, `byte ${at}`).toBe(id);
    }
  });

  it('is not fooled by a manifest made to fit: its id is another', async () => {
    const files = unpacked();
    files['README.md'] = Buffer.from('forged');
    const m = JSON.parse(Buffer.from(files['manifest.json']!).toString()) as Manifest;
    Object.assign(m.files.find((f) => f.name === 'README.md')!, { bytes: 6, sha256: sha256(files['README.md']!) });
    files['manifest.json'] = Buffer.from(JSON.stringify(m));
    expect((await verified(zipSync(files))).id).not.toBe((await verifyBundle(zip)).id);
  });
});
