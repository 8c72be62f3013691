-- One row a candidate pair with its probability and what follows from it: link, review or nothing. A core name that only
-- two units carry, without a conflict, links them by rule. A pair whose names agree only nearly is linked only where each
-- is the other's best candidate. A stratum in which the pairs to be linked disagree about their capital too often has
-- found look-alikes, not duplicates (a register without duplicates looks like that): nothing in it is linked, and only pairs
-- of one capital go to review. One list that has two names mostly means two companies: what weight would link there goes to review.
create or replace table resolve.scored as
with bounds as (
  select cast($link_at as double) as link_at, cast($review_at as double) as review_at,
    cast($capital_agreement as double) as capital_agreement, cast($capital_pairs as integer) as capital_pairs
),
probable as (
  select c.l, c.r, p.p, c.rule, c.stratum, c.same_core, c.unique_core, c.capital, e.weight, e.probability
  from resolve.comparison as c
  join resolve.pattern as p
    on p.stratum = c.stratum and p.core = c.core and p.edit = c.edit and p.brand = c.brand and p.trade = c.trade and p.form = c.form
    and p.place = c.place and p.city = c.city and p.capital = c.capital and p.day = c.day and p.rival = c.rival
  join resolve.posterior as e on e.p = p.p
  where e.probability >= 0.01 or c.unique_core
),
trust as (
  select p.stratum, count(*) filter (where p.capital >= 0) < any_value(b.capital_pairs)
    or avg(case when p.capital > 0 then 1.0 else 0.0 end) filter (where p.capital >= 0) >= any_value(b.capital_agreement) as trusted
  from probable as p
  cross join bounds as b
  where p.probability >= b.link_at or p.unique_core
  group by p.stratum
),
ends as (
  select l as unit, weight from probable
  union all
  select r, weight from probable
),
best as (
  select unit, max(weight) as weight, count(*) filter (where weight = top) as at_top
  from (select unit, weight, max(weight) over (partition by unit) as top from ends) as e
  group by unit
),
judged as (
  select s.*, coalesce(w.list = z.list, false) as one_list, s.unique_core and s.capital <> 0 as by_rule,
    s.probability >= b.link_at and (s.same_core or (x.weight = s.weight and y.weight = s.weight and x.at_top = 1 and y.at_top = 1)) as by_weight,
    s.probability >= b.review_at as doubtful
  from probable as s
  cross join bounds as b
  join best as x on x.unit = s.l
  join best as y on y.unit = s.r
  join resolve.unit as w on w.unit = s.l
  join resolve.unit as z on z.unit = s.r
)
select j.l, j.r, j.p, j.rule, j.stratum, j.weight, j.probability,
  case when j.by_rule then 'unique_core' else 'fellegi_sunter' end as method,
  case when (j.by_rule or (j.by_weight and not j.one_list)) and coalesce(t.trusted, true) then 'link'
    when (j.by_rule or j.by_weight or j.doubtful) and (coalesce(t.trusted, true) or j.capital > 0) then 'review' end as outcome
from judged as j
left join trust as t on t.stratum = j.stratum;
