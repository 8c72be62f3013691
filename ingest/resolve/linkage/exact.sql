-- Edges that need no weighing: equal credit code; equal normalised full name with a place in it. A name without a place
-- is not a full name: 华宇商贸有限公司 exists in many cities.
create or replace table resolve.exact as
with by_code as (
  select min(i) over (partition by code) as l, i as r, 'credit_code' as method from resolve.record where code is not null
),
by_name as (
  select min(i) over (partition by hash(key), key) as l, i as r, 'full_name' as method
  from resolve.record where place <> '' and form <> ''
)
select l, r, min(method) as method from (select * from by_code where l <> r union all select * from by_name where l <> r) as edge group by l, r;
