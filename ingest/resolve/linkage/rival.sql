-- How contested a pair is, as one more comparison. A unit is taken when exact rules or a unique core name have found its
-- counterpart. rival: 0 = one of the two is taken elsewhere; else by the free units that either could equally be:
-- 1 = four or more, 2 = two or three, 3 = only each other.
create or replace table resolve.comparison as
with unique_end as (
  select l as unit, r as other from resolve.compared where unique_core and capital <> 0
  union all
  select r, l from resolve.compared where unique_core and capital <> 0
),
free as (
  select c.l, c.r, c.alone and coalesce(a.other = c.r, true) and coalesce(b.other = c.l, true) as is_free,
    c.city <> 0 and c.capital <> 0 and c.form <> 0 and c.day <> 0 as agrees
  from resolve.compared as c
  left join unique_end as a on a.unit = c.l
  left join unique_end as b on b.unit = c.r
),
ends as (select l as unit from free where is_free and agrees union all select r from free where is_free and agrees),
busy as (select unit, count(*) as pairs from ends group by unit)
select c.*,
  case when not f.is_free then 0
    when greatest(coalesce(a.pairs, 1), coalesce(b.pairs, 1)) <= 1 then 3
    when greatest(coalesce(a.pairs, 1), coalesce(b.pairs, 1)) <= 3 then 2
    else 1 end as rival
from resolve.compared as c
join free as f on f.l = c.l and f.r = c.r
left join busy as a on a.unit = c.l
left join busy as b on b.unit = c.r;
