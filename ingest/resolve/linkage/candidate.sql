-- One row a pair of units worth comparing, with the blocking rule that found it first. Rules 1 and 3 pair only within the
-- same branch text; rule 2 only texts whose lengths differ by at most one: a branch never meets its parent. A block
-- larger than its cap pairs only units in the same city, and beyond twenty times the cap not at all: it says nothing.
create or replace table resolve.candidate as
with sized as (
  select rule, block, count(*) as size
  from resolve.block_key
  group by rule, block
  having count(*) between 2 and 20 * any_value(cap) and bool_or(open) and not bool_and(coded)
),
useful as (
  select k.rule, k.block, k.unit, k.coded, k.city, k.open, s.size > k.cap as crowded
  from resolve.block_key as k
  join sized as s on s.rule = k.rule and s.block = k.block
),
paired as (
  select a.rule, least(a.unit, b.unit) as l, greatest(a.unit, b.unit) as r
  from useful as a
  join useful as b on b.block = a.block and b.rule = a.rule and b.unit > a.unit and (a.open or b.open) and not (a.coded and b.coded)
  where not a.crowded or a.city = b.city
)
select l, r, min(rule) as rule, bool_or(rule = 2) as near
from paired
group by l, r;
