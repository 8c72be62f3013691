-- One row a project to which more money arrived than it invested and agreed as working capital, where investment is on record.
with params as (
  select cast($as_known as timestamp) as as_known, cast($tolerance as double) as tolerance
),
money as (
  select
    e.project_id,
    any_value(e.district_id) as district_id,
    sum(e.amount_cny) filter (where e.kind = 'arrival') as arrived_cny,
    sum(e.amount_cny) filter (where e.kind = 'fixed_investment') as invested_cny,
    coalesce(max(e.working_capital_cny) filter (where e.kind = 'contract'), 0) as working_cny,
    list(e.event_id order by e.happened_on, e.event_id) filter (where e.kind in ('arrival', 'fixed_investment')) as event_ids
  from params as p, known_events(p.as_known) as e
  where e.kind in ('arrival', 'fixed_investment', 'contract')
  group by e.project_id
)
select
  district_id, [project_id] as project_ids, arrived_cny as figure, invested_cny + working_cny as bound, -- CNY
  event_ids
from money, params
where invested_cny > 0 and arrived_cny > (1 + tolerance) * (invested_cny + working_cny)
order by arrived_cny - invested_cny - working_cny desc, project_id
