/** A large made-up `ledger.event` for benchmarks: about 15 events a project over 2015–2024, written by one SQL statement. */

import type { Database } from '../../../data/store/index.ts';
import { createLedger } from '../../../data/store/index.ts';

/**
 * Fills `ledger.event` with `projects` contracts in 40 districts: permits, starts, eight arrivals, production,
 * capacity, some terminations, 1 % corrections. Same `projects`, same rows.
 */
export async function fillSyntheticLedger(db: Database, projects: number): Promise<void> {
  await createLedger(db);
  const { adcodes } = await districts(db);
  await db.run(
    `create or replace temp table project as
     select 'P' || lpad(cast(i as varchar), 7, '0') as project_id,
       list_extract(string_split($adcodes, '|'), 1 + cast(hash(i) % 40 as integer)) as district_id,
       date '2015-01-01' + cast(hash(i, 1) % 3560 as integer) as signed_on,
       1e8 * (1 + hash(i, 2) % 40) as amount_cny,
       hash(i, 3) % 1000 / 1000.0 as luck,
       30 + cast(hash(i, 4) % 500 as integer) as start_lag,
       i
     from range(cast($projects as bigint)) as t(i)`,
    { projects, adcodes },
  );
  await db.run(`create or replace temp table happening as
    select p.*, k.kind, k.at_day, k.share, k.step from project as p cross join (values
      ('filing', 20, null, 1), ('safety_review', 70, null, 17), ('land', 60, null, 2), ('eia', 80, null, 3), ('permit', 100, null, 4), ('start', 0, null, 5),
      ('arrival', 30, 0.02, 6), ('arrival', 120, 0.05, 7), ('arrival', 200, 0.1, 8), ('arrival', 300, 0.1, 9),
      ('arrival', 400, 0.1, 10), ('arrival', 500, 0.1, 11), ('arrival', 700, 0.1, 12), ('arrival', 900, 0.1, 13),
      ('production', 500, null, 14), ('capacity', 900, null, 15), ('termination', 400, null, 16), ('contract', 0, 1.0, 0)
    ) as k(kind, at_day, share, step)
    where k.kind = 'contract' or (k.kind = 'termination' and p.luck > 0.9) or (k.kind <> 'termination' and p.luck <= 0.97)`);
  await db.run(`insert into ledger.event by name
    select md5(cast(i as varchar) || '-' || cast(step as varchar))[1:24] as event_id, project_id, district_id, kind,
      day as happened_on,
      cast(day + cast(hash(i, step, 7) % 60 as integer) as timestamp) as known_at, cast(day + 60 as timestamp) as recorded_at,
      amount_cny * share as amount_cny, 'CNY' as currency,
      case when kind in ('arrival', 'start', 'production', 'capacity') then substr('ABCD', 1 + cast(hash(i, step, 9) % 4 as integer), 1) end as evidence_grade,
      null as corrects, 'bench' as actor, 'synthetic' as source,
      case kind when 'contract' then 'formal' end as contract_class,
      case kind when 'contract' then 'out_of_city' end as investor_origin,
      case kind when 'contract' then 'ordinary' end as project_class,
      case kind when 'contract' then signed_on + 240 end as agreed_start_on,
      case kind when 'contract' then signed_on + 800 end as agreed_production_on
    from (select *, signed_on + case kind when 'start' then start_lag else at_day end as day from happening)
    where day < date '2025-01-01' or kind = 'contract'
    order by kind, project_id`);
  await db.run(`insert into ledger.event by name
    select md5(event_id)[1:24] as event_id, project_id, district_id, kind, happened_on, known_at + interval 90 day as known_at, recorded_at + interval 90 day as recorded_at,
      amount_cny * 0.9 as amount_cny, currency, evidence_grade, event_id as corrects, actor, source
    from ledger.event where kind = 'arrival' and hash(event_id) % 100 = 0`);
  await db.run('drop table happening; drop table project');
}

async function districts(db: Database): Promise<{ adcodes: string }> {
  return db.one(`select string_agg(cast(500200 + i as varchar), '|' order by i) as adcodes from range(40) as t(i)`);
}
