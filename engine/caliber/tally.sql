-- One row a project of the cohort to which something happened within a period: how often it counts (1) and its money.
-- `event` contract stands on the day of signing with the amount as revised; overdue_start on the day on which agreed start and
-- grace ran out without a start; of other kinds the first event counts, and the money of all of them.
with contracts as (
  select * from cohort_contracts(cast($as_known as timestamp), string_split($classes, '|'), string_split($origins, '|'), string_split($excluded, '|'), $min_amount_cny, 'current', 'district', null)
),
events as (
  select project_key, happened_on, amount_cny
  from known_events(cast($as_known as timestamp))
  where kind = $event and list_contains(string_split($grades, '|'), grade) and ($cause = '' or contains(coalesce(cause, ''), $cause))
),
firsts as (
  select
    project_key, min(happened_on) as first_on,
    sum(amount_cny) filter (where happened_on >= cast($from as date) and happened_on <= cast($on as date)) as amount_cny,
    count(*) filter (where happened_on >= cast($from as date) and happened_on <= cast($on as date)) as within
  from events
  group by project_key
),
starts as (
  select project_key, min(happened_on) as started_on
  from known_events(cast($as_known as timestamp)) where kind = 'start' group by project_key
),
ends as (
  select project_key, min(happened_on) as ended_on
  from known_events(cast($as_known as timestamp)) where kind = 'termination' group by project_key
),
happened as (
  select c.project_id, c.district_id, c.amount_cny
  from contracts as c
  where $event = 'contract' and c.signed_on >= cast($from as date) and c.signed_on <= cast($on as date)
  union all
  select c.project_id, c.district_id, c.amount_cny
  from contracts as c
  left join starts as s on c.project_key = s.project_key
  left join ends as e on c.project_key = e.project_key
  where $event = 'overdue_start' and c.agreed_start_on + cast($grace_days as integer) between cast($from as date) and cast($on as date)
    and (s.started_on is null or s.started_on > cast($on as date))
    and (e.ended_on is null or e.ended_on > c.agreed_start_on + cast($grace_days as integer))
  union all
  select c.project_id, c.district_id, coalesce(f.amount_cny, 0) as amount_cny
  from contracts as c
  join firsts as f on c.project_key = f.project_key
  where $event not in ('contract', 'overdue_start') and f.within > 0 and ($money or f.first_on >= cast($from as date))
)
select project_id, coalesce(district_id, '') as district_id, cast(case when $money then amount_cny else 1 end as double) as num
from happened
order by project_id
