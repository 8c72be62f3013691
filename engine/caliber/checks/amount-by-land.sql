-- One row a contract whose amount per mu of land lies far from the others': robust deviations of the logarithm.
with params as (
  select cast($as_known as timestamp) as as_known, cast($deviations as double) as deviations, cast($least_projects as bigint) as least_projects
),
ratios as (
  select e.event_id, e.project_id, e.district_id, ln(e.amount_cny / e.land_mu) as ratio
  from params as p, known_events(p.as_known) as e
  where e.kind = 'contract' and e.amount_cny > 0 and e.land_mu > 0
),
centre as (
  select median(ratio) as middle, 1.4826 * mad(ratio) as spread, count(*) as projects from ratios
),
judged as (
  select r.*, (r.ratio - c.middle) / c.spread as figure
  from ratios as r
  cross join centre as c
  cross join params as p
  where c.spread > 0 and c.projects >= p.least_projects and abs(r.ratio - c.middle) > p.deviations * c.spread
)
select
  district_id, [project_id] as project_ids, figure, -- robust standard deviations, positive = much money
  (select deviations from params) as bound, [event_id] as event_ids
from judged order by abs(figure) desc, project_id
