-- How contested a pair is: the more other units the two could equally be, the less one likeness says. Only pairs without
-- a conflict of city or capital compete. 0 = each is the other's only candidate, 1 = up to two, 2 = more.
create or replace table resolve.comparison as
with plausible as (select l, r from resolve.compared where city <> 0 and capital <> 0 and form <> 0),
ends as (select l as unit from plausible union all select r from plausible),
busy as (select unit, count(*) as pairs from ends group by unit)
select c.* replace (case
  when greatest(coalesce(a.pairs, 1), coalesce(b.pairs, 1)) <= 1 then 0
  when greatest(coalesce(a.pairs, 1), coalesce(b.pairs, 1)) <= 3 then 1 else 2 end as rival)
from resolve.compared as c
left join busy as a on a.unit = c.l
left join busy as b on b.unit = c.r;
