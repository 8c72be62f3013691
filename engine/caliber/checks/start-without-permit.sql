-- One row a project that is said to have started without permit, land or filing on record by then (or soon after).
with params as (
  select cast($as_known as timestamp) as as_known, cast($days as integer) as days
),
steps as (
  select
    e.project_id,
    any_value(e.district_id) as district_id,
    min(e.happened_on) filter (where e.kind = 'start') as started_on,
    min(e.happened_on) filter (where e.kind = 'permit') as permit_on,
    min(e.happened_on) filter (where e.kind = 'land') as land_on,
    min(e.happened_on) filter (where e.kind = 'filing') as filing_on,
    list(e.event_id) filter (where e.kind = 'start') as event_ids
  from params as p, known_events(p.as_known) as e
  where e.kind in ('start', 'permit', 'land', 'filing')
  group by e.project_id
),
judged as (
  select
    s.*,
    case when s.permit_on <= s.started_on + p.days then 0 else 1 end
    + case when s.land_on <= s.started_on + p.days then 0 else 1 end
    + case when s.filing_on <= s.started_on + p.days then 0 else 1 end as missing
  from steps as s
  cross join params as p
  where s.started_on is not null and cast(p.as_known as date) > s.started_on + p.days
)
select district_id, [project_id] as project_ids, cast(missing as double) as figure, cast(0 as double) as bound, event_ids -- papers missing, of 3
from judged where missing > 0 order by figure desc, project_id
