-- One row a pair of units worth comparing, with the blocking rule that found it first. Rules 1 and 3 pair only within the
-- same branch text; rule 2 only texts whose lengths differ by at most one: a branch never meets its parent. A block
-- larger than its cap pairs only units in the same city, and beyond twenty times the cap not at all: it says nothing.
create or replace table resolve.candidate as
-- read from memory, in pieces that go to all threads: the table is too small to be read by more than one
with unit as materialized (
  select unit, code is not null as coded, core, branch, flat, form = '' and place = '' as bare from resolve.unit
),
-- one row a key under which a unit meets others. open: a pair needs one open side. coded: a pair needs one side that is not,
-- because two credit codes never join. A block larger than cap is crowded
block_key as materialized (
  -- the same core name
  select 1 as rule, unit, coded, hash(core, branch) as block, true as open, cast($core_cap as integer) as cap
  from unit where length(core) >= 2
  union all
  -- one character replaced, dropped, doubled or swapped anywhere in the name: equal after dropping one character. Dropping
  -- either of two equal neighbours gives one text, which counts once
  select 2, unit, coded, hash(left(flat, p - 1) || substr(flat, p + 1)), true, cast($near_cap as integer)
  from (select unit, coded, flat, unnest(range(1, length(flat) + 1)) as p from unit where length(flat) >= 4) as u
  where substr(flat, p, 1) <> substr(flat, p + 1, 1)
  union all
  select 2, unit, coded, hash(flat), true, cast($near_cap as integer) from unit where length(flat) >= 4
  union all
  -- a short name (open: no place, no form) and the names that it may stand for
  select 3, unit, coded, hash(left(core, 4)), bare, cast($short_cap as integer)
  from unit where length(core) >= 4 and branch = ''
  union all
  select 3, unit, coded, hash(left(core, 2) || right(core, 2)), bare, cast($short_cap as integer)
  from unit where length(core) >= 5 and branch = '' and left(core, 4) <> left(core, 2) || right(core, 2)
),
sized as (
  select rule, block, count(*) as size
  from block_key
  group by rule, block
  having count(*) between 2 and 20 * any_value(cap) and bool_or(open) and not bool_and(coded)
),
useful as (
  select k.rule, k.block, k.unit, k.coded, u.city, k.open, s.size > k.cap as crowded
  from block_key as k
  join sized as s on s.rule = k.rule and s.block = k.block
  join resolve.unit as u on u.unit = k.unit
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
