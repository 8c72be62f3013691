-- ledger.place: one row a district of which the ledger speaks, with a small number for it.
create or replace table ledger.place as
select district_id, cast(row_number() over (order by district_id) as integer) as district_key
from (select distinct district_id from ledger.event where district_id is not null) as d;

-- ledger.known: one row an event, as calibers read it: with the instant from which a later row stands in its place, and small
-- numbers for project and district. Sorted by kind and grade, so that a metric reads only what it names; what stands comes
-- before what was corrected, so that nothing is compared there; districts lie together, so that their sums do.
create or replace table ledger.known as
with events as (
  select * from ledger.event
),
repeats as (
  -- what a file told and somebody entered again: one event, told by the file until the entry was known
  select f.event_id, e.known_at
  from events as f
  join events as e on e.project_id = f.project_id and e.kind = f.kind
    and (e.kind = 'contract' or (e.happened_on = f.happened_on and coalesce(abs(e.amount_cny - f.amount_cny), 0) < 1))
  where f.actor = 'file' and e.actor <> 'file' and e.corrects is null
),
successors as (
  select event_id, min(known_at) as superseded_at
  from (
    select corrects as event_id, known_at from events where corrects is not null
    union all
    select event_id, known_at from repeats
  ) as s
  group by event_id
),
numbered as (
  select project_id, cast(row_number() over (order by project_id) as integer) as project_key
  from (select distinct project_id from events where project_id is not null) as p
),
final as (
  select
    e.event_id,
    n.project_key, -- null for a task
    e.project_id,
    e.district_id,
    p.district_key,
    e.kind,
    e.happened_on,
    e.known_at,
    s.superseded_at, -- null = stands
    coalesce(s.superseded_at, timestamp '9999-12-31') as known_until, -- the same without nulls: two bounds are compared faster than one or none
    e.amount_cny,
    coalesce(e.evidence_grade, 'D') as grade,
    e.contract_class,
    e.investor,
    coalesce(e.investor_origin, 'unknown') as investor_origin,
    coalesce(e.project_class, 'ordinary') as project_class,
    e.land_mu,
    e.investor_capital_cny,
    e.working_capital_cny,
    e.agreed_start_on,
    e.agreed_completion_on,
    e.agreed_production_on,
    e.agreed_tax_y1_cny,
    e.agreed_tax_y2_cny,
    e.agreed_tax_y3_cny,
    e.cause
  from events as e
  left join successors as s on e.event_id = s.event_id
  left join numbered as n on e.project_id = n.project_id
  left join ledger.place as p on e.district_id = p.district_id
  where e.kind <> 'retraction'
)
select * from final order by kind, superseded_at is not null, grade, district_key, project_key, happened_on, event_id
