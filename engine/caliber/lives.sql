-- One row a contract of the cohort: how long it has been watched and what became known of it, in months of 30.4375 days.
-- A start that happened ends the wait, whatever came later; a termination only where no start is known.
with contracts as (
  select project_id, project_key, district_id, signed_on
  from cohort_contracts(cast($as_known as timestamp), string_split($classes, '|'), string_split($origins, '|'), string_split($excluded, '|'), $min_amount_cny, 'current', 'all', cast($in_district as varchar))
  where signed_on >= cast($signed_from as date) and signed_on <= cast($signed_to as date)
),
known as (
  select project_key, kind, arg_min(cast(known_at as date), happened_on) as known_on
  from known_events(cast($as_known as timestamp))
  where kind in ('start', 'termination')
  group by project_key, kind
),
ended as (
  select
    project_key,
    min(known_on) filter (where kind = 'start') as start_known_on,
    min(known_on) filter (where kind = 'termination') as end_known_on
  from known
  group by project_key
)
select
  c.project_id,
  c.district_id,
  cast(year(c.signed_on) as varchar) as signing_year,
  greatest(0, date_diff('day', c.signed_on, cast(cast($as_known as timestamp) as date)) / 30.4375) as window,
  greatest(0, date_diff('day', c.signed_on, coalesce(e.start_known_on, e.end_known_on, cast(cast($as_known as timestamp) as date))) / 30.4375) as age,
  case when e.start_known_on is not null then 1 when e.end_known_on is not null then 2 else 0 end as cause
from contracts as c
left join ended as e on c.project_key = e.project_key
order by c.project_key
