-- One row a project (or task) in the figure: what it brings to numerator and denominator, and the days on which it did. Reads `increment`.
, parts as (
  select
    project_key, min(signed_on) as signed_on, sum(num) as numerator, sum(den) as denominator,
    min(day) filter (where den <> 0) as counted_on, max(day) filter (where num <> 0) as reached_on
  from increment
  where day <= cast($on as date) and ($from is null or day >= cast($from as date))
  group by project_key
),
named as (
  select distinct project_key, project_id from ledger.known where project_key is not null
)
select
  n.project_id, r.name, r.district_id, r.investor, r.stage, p.signed_on,
  p.numerator, p.denominator, p.counted_on, p.reached_on, r.cause_title, r.amount_cny
from parts as p
left join named as n on n.project_key = p.project_key
left join project.register as r on r.project_id = n.project_id
