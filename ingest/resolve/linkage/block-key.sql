-- One row a key under which a unit meets others, by blocking rule. open: a pair needs one open side. coded: a pair needs
-- one side that is not, because two credit codes never join. A block larger than cap is crowded.
create or replace table resolve.block_key as
-- the same core name
select 1 as rule, unit, code is not null as coded, city, hash(core, branch) as block, true as open, cast($core_cap as integer) as cap
from resolve.unit where length(core) >= 2
union all
-- one character replaced, dropped, doubled or swapped anywhere in the name: equal after dropping one character. Dropping
-- either of two equal neighbours gives one text, which counts once.
select 2, unit, coded, city, hash(left(flat, p - 1) || substr(flat, p + 1)), true, cast($near_cap as integer)
from (select unit, code is not null as coded, city, flat, unnest(range(1, length(flat) + 1)) as p from resolve.unit where length(flat) >= 4) as u
where substr(flat, p, 1) <> substr(flat, p + 1, 1)
union all
select 2, unit, code is not null, city, hash(flat), true, cast($near_cap as integer) from resolve.unit where length(flat) >= 4
union all
-- a short name (open: no place, no form) and the names that it may stand for
select 3, unit, code is not null, city, hash(left(core, 4)), form = '' and place = '', cast($short_cap as integer)
from resolve.unit where length(core) >= 4 and branch = ''
union all
select 3, unit, code is not null, city, hash(left(core, 2) || right(core, 2)), form = '' and place = '', cast($short_cap as integer)
from resolve.unit where length(core) >= 5 and branch = '' and left(core, 4) <> left(core, 2) || right(core, 2);
