import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notice } from '../../../data/demo/policy-documents.ts';
import type { Load } from '../../../data/schema/load.ts';
import { type Database, literal, loadPath } from '../../../data/store/index.ts';
import { declared, ingestFile, openCleaningSession } from '../../../ingest/index.ts';
import { type City, cityOf } from './folder.ts';

describe('the city goes through the same door as anybody’s files', () => {
  const store = mkdtempSync(join(tmpdir(), 'yuzhao-demo-store-'));
  let city: City;
  let db: Database;
  const loads: Load[] = [];
  beforeAll(async () => {
    city = await cityOf(11, 0.15);
    db = await openCleaningSession();
    for (const { path, library } of city.files) {
      const { load } = await ingestFile(db, store, declared[library], path, loads.length + 1, {
        asOf: '2026-06-30',
        by: 'test',
        now: new Date(0),
      });
      loads.push(load);
    }
  });
  afterAll(() => {
    db.close();
    rmSync(store, { recursive: true });
  });

  test('every row is accepted or rejected; only the faults of registration files are rejected', () => {
    for (const load of loads) {
      expect(load.rows_in, load.file).toBe(city.files.find((f) => basename(f.path) === load.file)!.rows);
      expect(load.accepted + load.rejected).toBe(load.rows_in);
      if (load.library === 'enterprises') expect(load.rejected / load.rows_in).toBeLessThan(0.02);
      else expect([load.file, load.rejected_by, load.issues_by]).toEqual([load.file, {}, {}]);
    }
  });

  test('every project and event has its district, day and amount in CNY', async () => {
    const rows = (library: string) =>
      `read_parquet([${loads
        .filter((l) => l.library === library)
        .map((l) => literal(loadPath(store, library, l.load_id, 'accepted')))
        .join(', ')}])`;
    const projects =
      await db.one(`select count(*) - count(district_id) as no_district, count(*) - count(signed_on) as no_day, count(*) - count(agreed_investment_cny) as no_amount,
      count(*) filter (where link is null and source_file not like '项目月报%') as no_link from ${rows('projects')}`);
    expect(Object.values(projects).map(Number)).toEqual([0, 0, 0, 0]);
    const events = await db.one(
      `select count(*) filter (where kind in ('签约', '资金到位') and amount_cny is null) as no_amount, count(*) - count(known_on) as no_day from ${rows('events')}`,
    );
    expect(Object.values(events).map(Number)).toEqual([0, 0]);
    const parks = await db.one(
      `select count(*) - count(district_id) as no_district, count(*) - count(free_land_mu) as no_land from ${rows('parks')}`,
    );
    expect(Object.values(parks).map(Number)).toEqual([0, 0]);
    const companies = await db.one(
      `select count(*) filter (where province = '重庆' and district_id is null) as no_district, count(*) - count(province) as no_province from ${rows('enterprises')}`,
    );
    expect(Object.values(companies).map(Number)).toEqual([0, 0]);
  });

  test('every policy text belongs to a policy of the library, says that it is synthetic and holds its clauses', async () => {
    const files = (library: string) =>
      `read_parquet([${loads
        .filter((l) => l.library === library)
        .map((l) => literal(loadPath(store, library, l.load_id, 'accepted')))
        .join(', ')}])`;
    const texts = await db.rows<{ summary: string; pieces: string[] }>(
      `select p.summary, list(t.text order by t.ordinal) as pieces from ${files('policy_texts')} as t
       join ${files('policies')} as p on t.policy_id = p.policy_id group by p.policy_id, p.summary`,
    );
    expect(texts.length).toBe(loads.filter((l) => l.library === 'policy_texts').length);
    for (const { summary, pieces } of texts) {
      expect(pieces[2]!.trim()).toBe(notice);
      for (const clause of summary.split('\n').map((line) => line.split(' ')[1]!))
        expect(pieces.some((piece) => piece.trim().endsWith(clause))).toBe(true);
    }
  });

  test('the amount of a project is the same in its list and in its signing event, whatever the notation', async () => {
    const files = (library: string) =>
      loads
        .filter((l) => l.library === library)
        .map((l) => literal(loadPath(store, library, l.load_id, 'accepted')))
        .join(', ');
    const slips = city.truth.unit_slips.map((id) => literal(id)).join(', ') || "''";
    const differing =
      await db.rows(`select p.project_id, p.agreed_investment_cny, e.amount_cny from read_parquet([${files('projects')}]) as p
      join read_parquet([${files('events')}]) as e on p.project_id = e.project_id and e.kind = '签约'
      where abs(p.agreed_investment_cny / e.amount_cny - 1) > 0.001 and p.project_id not in (${slips})
        and year(p.signed_on) = year(e.happened_on)`);
    expect(differing).toEqual([]);
  });
});
