-- One row a project that is past a step which is not on record, or came to it later: production without start, capacity without production.
with params as (
  select cast($as_known as timestamp) as as_known
),
steps as (
  select
    e.project_id,
    any_value(e.district_id) as district_id,
    min(e.happened_on) filter (where e.kind = 'start') as started_on,
    min(e.happened_on) filter (where e.kind = 'production') as produced_on,
    min(e.happened_on) filter (where e.kind = 'capacity') as full_on,
    list(e.event_id order by e.happened_on, e.event_id) as event_ids
  from params as p, known_events(p.as_known) as e
  where e.kind in ('start', 'production', 'capacity')
  group by e.project_id
),
judged as (
  select
    *,
    case when produced_on is not null and (started_on is null or started_on > produced_on) then 1 else 0 end
    + case when full_on is not null and (produced_on is null or produced_on > full_on) then 1 else 0 end as breaks
  from steps
)
select district_id, [project_id] as project_ids, cast(breaks as double) as figure, cast(0 as double) as bound, event_ids -- steps out of order
from judged where breaks > 0 order by figure desc, project_id
