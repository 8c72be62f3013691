/** Which district talked first with which investor, as far as the ledger and the project library tell. */
import type { Database } from '../../data/store/index.ts';
import type { Investor } from './investors.ts';

/** `investor`, `district`: numbers in the lists given. `source`: filing or project, and day. */
export type Talk = { investor: number; district: number; source: string };

/**
 * The earliest first talk of each investor: filings that were not withdrawn (after a transfer the district that took over),
 * and talks told as events of a project, tied to the company by credit code or registered name.
 */
export async function firstTalks(
  db: Database,
  investors: readonly Investor[],
  districts: readonly string[],
): Promise<Talk[]> {
  const rows = await db.rows<{ enterprise_id: string; district_id: string; source: string }>(
    `with withdrawn as (select distinct filing_id from ledger.first_talk_step where step = 'withdrawn'),
     moved as (
       select filing_id, arg_max(to_district_id, sequence) as district_id from ledger.first_talk_transfer group by filing_id),
     filed as (
       select f.filing_id as source, coalesce(m.district_id, f.district_id) as district_id, f.talked_on as day,
         f.investor_name, f.investor_credit_code
       from ledger.first_talk_filing as f
       left join moved as m on m.filing_id = f.filing_id
       where f.filing_id not in (select filing_id from withdrawn)),
     told as (
       select e.project_id as source, e.district_id, e.happened_on as day, r.investor as investor_name,
         cast(null as varchar) as investor_credit_code
       from ledger.event as e join project.register as r on r.project_id = e.project_id
       where e.kind = 'first_talk' and not exists (select 1 from ledger.event as c where c.corrects = e.event_id)),
     talks as (select * from filed union all select * from told)
     select c.enterprise_id, arg_min(t.district_id, (t.day, t.source)) as district_id,
       arg_min(t.source, (t.day, t.source)) || ' ' || cast(min(t.day) as varchar) as source
     from talks as t
     join enterprise.current as c on c.credit_code = t.investor_credit_code or c.name = t.investor_name
     where list_contains(from_json($ids, '["varchar"]'), c.enterprise_id) and t.district_id is not null
     group by c.enterprise_id order by c.enterprise_id`,
    { ids: JSON.stringify(investors.map((i) => i.enterprise_id)) },
  );
  const number = new Map(investors.map((investor, i) => [investor.enterprise_id, i]));
  return rows
    .map((r) => ({
      investor: number.get(r.enterprise_id)!,
      district: districts.indexOf(r.district_id),
      source: r.source,
    }))
    .filter((t) => t.district >= 0);
}
