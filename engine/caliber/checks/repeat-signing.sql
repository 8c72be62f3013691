-- One row a pair of contracts of the same investor in the same district with nearly the same amount, soon after each other.
with params as (
  select cast($as_known as timestamp) as as_known, cast($amount_within as double) as amount_within, cast($months as integer) as months
),
contracts as (
  select e.event_id, e.project_id, e.district_id, e.investor, e.amount_cny, e.happened_on
  from params as p, known_events(p.as_known) as e
  where e.kind = 'contract' and e.investor is not null and e.amount_cny > 0
),
pairs as (
  select
    a.project_id, b.project_id as other_id, b.district_id, a.event_id, b.event_id as other_event_id,
    abs(a.amount_cny - b.amount_cny) / greatest(a.amount_cny, b.amount_cny) as difference
  from contracts as a
  join contracts as b on a.investor = b.investor and a.district_id = b.district_id and a.project_id < b.project_id
  cross join params as p
  where abs(a.amount_cny - b.amount_cny) <= p.amount_within * greatest(a.amount_cny, b.amount_cny)
    and greatest(a.happened_on, b.happened_on) <= least(a.happened_on, b.happened_on) + to_months(p.months)
)
select
  district_id, [project_id, other_id] as project_ids, difference as figure, -- relative difference of amounts
  cast((select amount_within from params) as double) as bound, [event_id, other_event_id] as event_ids
from pairs order by figure, project_id
