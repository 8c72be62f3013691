-- One row a district whose contract amounts are round far more often than the city's.
with params as (
  select
    cast($as_known as timestamp) as as_known, cast($unit_cny as double) as unit_cny,
    cast($deviations as double) as deviations, cast($least_contracts as bigint) as least_contracts
),
contracts as (
  select e.event_id, e.project_id, e.district_id, e.amount_cny > 0 and e.amount_cny % p.unit_cny = 0 as is_round
  from params as p, known_events(p.as_known) as e
  where e.kind = 'contract'
),
city as (
  select avg(cast(is_round as integer)) as share from contracts
),
districts as (
  select
    district_id, count(*) as contracts, avg(cast(is_round as integer)) as share,
    list(project_id order by project_id) filter (where is_round) as project_ids,
    list(event_id order by event_id) filter (where is_round) as event_ids
  from contracts
  group by district_id
)
select d.district_id, d.project_ids, d.share as figure, c.share + p.deviations * sqrt(c.share * (1 - c.share) / d.contracts) as bound, d.event_ids -- 0 to 1
from districts as d
cross join city as c
cross join params as p
where d.contracts >= p.least_contracts and d.share > c.share + p.deviations * sqrt(c.share * (1 - c.share) / d.contracts)
order by figure desc, d.district_id
