-- One row a pair of units worth comparing, with the blocking rule that found it first. Rules 1 and 3 pair only within the
-- same branch text; rule 2 only texts whose lengths differ by at most one: a branch never meets its parent. A block larger than its cap pairs only units in the same city, and
-- beyond twenty times the cap not at all: such a block says nothing.
create or replace table resolve.candidate as
with caps as (select cast($core_cap as integer) as core_cap, cast($near_cap as integer) as near_cap, cast($short_cap as integer) as short_cap),
-- the same core name
core_key as (
  select unit, city, hash(core, branch) as block, 1 as side from resolve.unit where strlen(core) >= 6
),
-- one character replaced, dropped, doubled or swapped anywhere in the name: equal after dropping one character
near_key as (
  select distinct unit, city, hash(left(flat, p - 1) || substr(flat, p + 1)) as block, 1 as side
  from (select unit, city, flat, unnest(range(1, length(flat) + 1)) as p from resolve.unit where length(flat) >= 4)
  union
  select unit, city, hash(flat), 1 from resolve.unit where length(flat) >= 4
),
-- a short name and the names that it may stand for
short_key as (
  select unit, city, hash(left(core, 4)) as block, if(form = '' and place = '', 1, 0) as side
  from resolve.unit where length(core) >= 4 and branch = ''
  union
  select unit, city, hash(left(core, 2) || right(core, 2)), if(form = '' and place = '', 1, 0)
  from resolve.unit where length(core) >= 4 and branch = ''
),
sized as (
  select 1 as rule, k.*, count(*) over (partition by block) as size, (select core_cap from caps) as cap from core_key as k
  union all
  select 2, k.*, count(*) over (partition by block), (select near_cap from caps) from near_key as k
  union all
  select 3, k.*, count(*) over (partition by block), (select short_cap from caps) from short_key as k
),
useful as (select * from sized where size between 2 and 20 * cap),
paired as (
  select a.rule, least(a.unit, b.unit) as l, greatest(a.unit, b.unit) as r
  from useful as a
  join useful as b on b.block = a.block and b.rule = a.rule and b.unit > a.unit and a.side + b.side >= 1
  where a.size <= a.cap or a.city = b.city
)
select l, r, min(rule) as rule, bool_or(rule = 2) as near
from paired
group by l, r;
