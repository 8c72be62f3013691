-- One row a candidate pair with its probability and what follows from it: link, review or nothing. A pair whose names
-- agree only nearly is linked only where each is the other's best candidate.
create or replace table resolve.scored as
with bounds as (select cast($link_at as double) as link_at, cast($review_at as double) as review_at),
probable as (
  select c.l, c.r, c.rule, c.same_core, e.weight, e.probability
  from resolve.comparison as c
  join resolve.pattern as p
    on p.core = c.core and p.brand = c.brand and p.trade = c.trade and p.form = c.form and p.place = c.place
    and p.city = c.city and p.capital = c.capital and p.alone = c.alone and p.rival = c.rival
  join resolve.posterior as e on e.p = p.p
  where e.probability >= 0.01
),
ends as (
  select l as unit, r as other, weight from probable
  union all
  select r, l, weight from probable
),
best as (
  select unit, max(weight) as weight, count(*) filter (where weight = top) as at_top
  from (select unit, weight, max(weight) over (partition by unit) as top from ends) as e
  group by unit
)
select s.l, s.r, s.rule, s.weight, s.probability,
  case when s.probability >= b.link_at and (s.same_core or (x.weight = s.weight and y.weight = s.weight and x.at_top = 1 and y.at_top = 1)) then 'link'
    when s.probability >= b.review_at then 'review' end as outcome
from probable as s
cross join bounds as b
join best as x on x.unit = s.l
join best as y on y.unit = s.r;
